package org.throughline.bulk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a file holds, piece by piece: its lines, or the entries of its bundle. A file of any size passes through. */
interface Lines {
    /** Most bytes of one piece. */
    int LONGEST = 80_000_000;

    /**
     * The next piece as UTF-8 JSON, empty for an empty line; null after the last.
     *
     * @throws IOException when the file cannot be read, or a piece is longer than {@link #LONGEST}
     */
    byte @Nullable [] next() throws IOException;
}

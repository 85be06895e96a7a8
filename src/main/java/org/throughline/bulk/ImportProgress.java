package org.throughline.bulk;

import java.nio.file.Path;
import org.throughline.kernel.Failure;

/** Is told how an import goes, by several threads. */
public interface ImportProgress {

    /** A file is begun. */
    void began(Path file, long bytes);

    /** A file that was imported before is passed over. */
    void skipped(Path file);

    /**
     * Resources were written.
     *
     * @param changed how many were new or changed
     * @param same how many were there already
     */
    void written(long changed, long same);

    /** Something was not imported, and why; the line counts from 1. */
    void rejected(Path file, long line, Failure failure);
}

package org.throughline.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Sends an answer in pieces, since only with each of them it is seen how quickly its client takes it. */
final class Pieces extends FilterOutputStream {
    /** At the slowest pace that is waited for, such a piece is taken well within the time that is granted without any. */
    static final int LONGEST = 64 * 1024;

    Pieces(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = 0; at < length; at += LONGEST) {
            out.write(bytes, offset + at, Math.min(LONGEST, length - at));
        }
    }
}

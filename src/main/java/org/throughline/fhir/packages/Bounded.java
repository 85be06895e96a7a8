package org.throughline.fhir.packages;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails when more comes out of it than is allowed, so that a small file cannot unpack without end. */
final class Bounded extends FilterInputStream {
    private final String complaint;
    private long left;

    Bounded(InputStream in, long most, String complaint) {
        super(in);
        this.left = most;
        this.complaint = complaint;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException(complaint);
        }
    }
}

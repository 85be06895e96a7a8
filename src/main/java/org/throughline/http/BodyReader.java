package org.throughline.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Reads a body, as long as it comes on. */
final class BodyReader {
    static final int PIECE = 64 * 1024;

    private static final long PASSED_OVER = 256L << 20;
    private static final long PASSING_NANOS = 5_000_000_000L;

    private final InputStream in;
    private final HttpSettings.Pace pace;
    private final long begun = System.nanoTime();

    BodyReader(InputStream in, HttpSettings.Pace pace) {
        this.in = in;
        this.pace = pace;
    }

    /**
     * The body, or its first bytes.
     *
     * @param most so many at most
     * @param known whether there are just as many, so that they are read into place
     */
    byte[] read(int most, boolean known) {
        try {
            return known ? filled(new byte[most]) : gathered(most);
        } catch (IOException e) {
            throw new Failed(new Failure.Malformed("structure", "", "The body could not be read to its end."), e);
        }
    }

    private byte[] filled(byte[] body) throws IOException {
        for (int at = 0; at < body.length; ) {
            int read = in.read(body, at, Math.min(PIECE, body.length - at));
            if (read < 0) {
                throw new IOException("The body ends before its length");
            }
            at += read;
            requirePace(at);
        }
        return body;
    }

    private byte[] gathered(int most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        while (body.size() < most) {
            int read = in.read(piece, 0, Math.min(PIECE, most - body.size()));
            if (read < 0) {
                break;
            }
            body.write(piece, 0, read);
            requirePace(body.size());
        }
        return body.toByteArray();
    }

    private void requirePace(long bytes) {
        if (System.nanoTime() - begun > pace.until(bytes).toNanos()) {
            throw new Failed(new Failure.TooSlow("The body came too slowly."));
        }
    }

    /**
     * Reads on without keeping anything, for a while: many clients look for an answer only when they have sent all, and
     * would take a connection that is closed before for a fault.
     */
    void passOver() {
        byte[] piece = new byte[PIECE];
        long end = System.nanoTime() + PASSING_NANOS;
        try {
            for (long left = PASSED_OVER; left > 0 && System.nanoTime() < end; ) {
                int read = in.read(piece);
                if (read < 0) {
                    return;
                }
                left -= read;
            }
        } catch (IOException e) {
            // The client has gone; the answer goes nowhere, which is all the same to it.
        }
    }
}

package org.throughline.bulk;

import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One file on its way in: what of it is done, rejected, put off, and still under way. */
final class FileRun {
    private final ImportFile file;
    private final byte[] digest;
    private final Set<Long> done;
    private final BitSet rejected;
    private final AtomicInteger deferred = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger(1);

    /**
     * A file that is about to be read.
     *
     * @param digest SHA-256 of the file
     * @param done the keys of its portions that the journal has
     * @param rejected the lines that were rejected when this import read it before; added to
     */
    FileRun(ImportFile file, byte[] digest, Set<Long> done, BitSet rejected) {
        this.file = file;
        this.digest = digest;
        this.done = done;
        this.rejected = rejected;
    }

    ImportFile file() {
        return file;
    }

    byte[] digest() {
        return digest;
    }

    /** Whether the journal has a portion of this key. */
    boolean isDone(long key) {
        return done.contains(key);
    }

    /** A portion of it is under way. */
    void open() {
        open.incrementAndGet();
    }

    /** A portion, or the reading of the file, is done; whether that was the last. */
    boolean close() {
        return open.decrementAndGet() == 0;
    }

    /** A portion must wait for other files. */
    void defer() {
        deferred.incrementAndGet();
    }

    boolean isDeferred() {
        return deferred.get() > 0;
    }

    /** Notes that a line is rejected; whether that is new. */
    boolean reject(long line) {
        synchronized (rejected) {
            int bit = (int) Math.min(line, Integer.MAX_VALUE - 1);
            boolean known = rejected.get(bit);
            rejected.set(bit);
            return !known;
        }
    }

    /** Whether nothing is left to do with it. */
    boolean isWhole() {
        synchronized (rejected) {
            return !isDeferred() && rejected.isEmpty();
        }
    }
}

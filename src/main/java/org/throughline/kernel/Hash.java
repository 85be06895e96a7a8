package org.throughline.kernel;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * The 64-bit hash that the store's keys are made of (XXH3, seed 0). It is part of the format of the database: changing
 * it would orphan every row.
 *
 * <p>Parts are joined with their lengths, so that ("ab","c") and ("a","bc") differ.
 */
public final class Hash {
    private static final Hasher64 XXH3 = Hashing.xxh3_64();

    private Hash() {}

    /** The hash of one text. */
    public static long of(String text) {
        return XXH3.hashStream().putString(text).getAsLong();
    }

    /** The hash of two texts in order. */
    public static long of(String first, String second) {
        return XXH3.hashStream().putString(first).putString(second).getAsLong();
    }

    /** The hash of a key (of a path, say) and two texts in order. */
    public static long of(long salt, String first, String second) {
        return XXH3.hashStream()
                .putLong(salt)
                .putString(first)
                .putString(second)
                .getAsLong();
    }

    /** The hash of two keys in order. */
    public static long of(long first, long second) {
        return XXH3.hashStream().putLong(first).putLong(second).getAsLong();
    }
}

package org.throughline.care.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Second factors that were shown a moment ago on a screen. Each is known by a word that nobody outside of this process can
 * know, by which the gate lets through what is signed with it.
 */
public final class SecondFactors {
    private static final Duration GOOD = Duration.ofMinutes(1);
    private static final int BYTES = 16;

    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<String, Instant> shown = new ConcurrentHashMap<>();

    public SecondFactors(RandomGenerator random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Notes that somebody has shown one, and gives the word for it; it is good for a minute. */
    public String shown() {
        Instant now = clock.instant();
        shown.values().removeIf(now::isAfter);
        byte[] word = new byte[BYTES];
        random.nextBytes(word);
        String hex = HexFormat.of().formatHex(word);
        shown.put(hex, now.plus(GOOD));
        return hex;
    }

    /** Whether a word stands for one that was shown within the last minute. */
    boolean holds(String word) {
        Instant until = shown.get(word);
        return until != null && !clock.instant().isAfter(until);
    }
}

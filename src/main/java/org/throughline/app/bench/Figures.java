package org.throughline.app.bench;

import java.util.Collection;

/**
 * What a kind of request took.
 *
 * @param p50 milliseconds of the median request
 * @param p95 milliseconds that one in twenty exceeds
 * @param p99 milliseconds that one in a hundred exceeds
 * @param most milliseconds of the slowest
 * @param cpu of all requests together
 * @param hits resources in the answers together
 */
record Figures(
        String name,
        int requests,
        double p50,
        double p95,
        double p99,
        double most,
        double perSecond,
        Cpu cpu,
        long hits) {

    static Figures of(String name, Collection<Long> nanos, long wallNanos, Cpu cpu, long hits) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Figures(
                name,
                sorted.length,
                millis(sorted, 0.50),
                millis(sorted, 0.95),
                millis(sorted, 0.99),
                millis(sorted, 1),
                sorted.length * 1e9 / wallNanos,
                cpu,
                hits);
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }
}

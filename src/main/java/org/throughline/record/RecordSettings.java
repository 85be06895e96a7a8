package org.throughline.record;

/**
 * How an installation keeps its record.
 *
 * @param referencesMustResolve whether a relative reference must point to something that is there, and something that
 *     is pointed to cannot be deleted
 */
public record RecordSettings(boolean referencesMustResolve) {
    public static final RecordSettings DEFAULT = new RecordSettings(true);
}

package org.throughline.record;

/**
 * How an installation keeps its record.
 *
 * @param referencesMustResolve whether a relative reference must point to something that is there, and something that
 *     is pointed to cannot be deleted
 * @param updateCreates whether an update of an id that is not there creates it
 */
public record RecordSettings(boolean referencesMustResolve, boolean updateCreates) {
    public static final RecordSettings DEFAULT = new RecordSettings(true, true);
}

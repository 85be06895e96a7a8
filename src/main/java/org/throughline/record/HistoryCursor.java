package org.throughline.record;

/**
 * Where a page of a history ended.
 *
 * @param micros the time of its last version, microseconds since 1970
 * @param address the resource of its last version
 * @param version the number of its last version
 * @param snapshot what was committed when the first page was made, as PostgreSQL's {@code pg_snapshot}
 */
public record HistoryCursor(long micros, long address, int version, String snapshot) {}

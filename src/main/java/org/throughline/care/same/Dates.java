package org.throughline.care.same;

/** Dates as FHIR has them, told more or less exactly. Pure. */
final class Dates {
    private static final int DAY = 10;

    private Dates() {}

    /** Whether both may be one day, as exactly as both are told; also when one is not told. */
    static boolean mayBeSame(String one, String other) {
        int common = Math.min(DAY, Math.min(one.length(), other.length()));
        return one.substring(0, common).equals(other.substring(0, common));
    }
}

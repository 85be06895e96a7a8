package org.throughline.record;

/** What must hold of the present version for a write to go ahead. */
public sealed interface Precondition {
    Precondition NONE = new None();

    /** Nothing. */
    record None() implements Precondition {}

    /** {@code If-Match}: the present version is this one. */
    record Version(int version) implements Precondition {}

    /** {@code If-None-Match: *}: there is no present version. */
    record Absent() implements Precondition {}
}

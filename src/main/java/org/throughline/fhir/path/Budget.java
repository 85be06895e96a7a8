package org.throughline.fhir.path;

import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What one evaluation may cost, so that an expression that a caller wrote cannot occupy a processor or the memory. */
final class Budget {
    private static final int STEPS = 1_000_000;
    private static final int TEXT = 1 << 20;

    private int left = STEPS;

    /** Takes what looking at so many nodes costs. */
    void spend(int nodes) {
        left -= nodes;
        if (left < 0) {
            throw new Failed(new Failure.TooCostly("FHIRPath: the expression takes more than " + STEPS + " steps."));
        }
    }

    /** A text that is made by joining others. */
    static String joined(String one, String other) {
        if (one.length() + other.length() > TEXT) {
            throw new Failed(new Failure.TooCostly(
                    "FHIRPath: the expression makes a text of more than " + TEXT + " characters."));
        }
        return one + other;
    }
}

package org.throughline.fhir.path;

import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What can be wrong with an expression, as failures of the caller who wrote it. */
final class PathFailure {
    private PathFailure() {}

    /** The expression cannot be read. */
    static Failure syntax(String message, int at) {
        return new Failure.Malformed("invalid", "", "FHIRPath: " + message + " (at character " + (at + 1) + ").");
    }

    /** The expression names what there is not. */
    static Failed meaning(String message) {
        return new Failed(new Failure.Malformed("invalid", "", "FHIRPath: " + message + "."));
    }

    /** The expression does not fit what it is applied to. */
    static Failed evaluation(String message) {
        return new Failed(new Failure.Invalid("invalid", "", "FHIRPath: " + message + "."));
    }
}

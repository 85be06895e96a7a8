package org.throughline.fhir.patch;

import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What can be wrong with a patch. */
final class PatchFailure {
    private PatchFailure() {}

    /** The patch cannot be understood. */
    static Failed malformed(String path, String message) {
        return new Failed(new Failure.Malformed("structure", path, message));
    }

    /** The patch is understood and does not fit the resource. */
    static Failed unfit(String path, String message) {
        return new Failed(new Failure.Invalid("processing", path, message));
    }
}

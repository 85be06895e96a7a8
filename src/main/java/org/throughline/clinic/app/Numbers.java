package org.throughline.clinic.app;

import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Numbers that a form carries back. */
final class Numbers {
    private Numbers() {}

    static long of(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Failed(new Failure.Malformed("value", "", "This form is not one of ours."));
        }
    }
}

package org.throughline.rest;

import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Version ids, which are counting numbers here. */
final class Versions {
    private static final int LONGEST = 9;

    private Versions() {}

    /** The number that a version id is; one that this store never gave is of no version. */
    static int number(String text) {
        boolean number =
                !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw new Failed(new Failure.NotFound("There is no such version."));
        }
        return Integer.parseInt(text);
    }
}

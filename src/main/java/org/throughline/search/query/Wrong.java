package org.throughline.search.query;

import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The refusals of a query; each names the parameter as it was written. */
final class Wrong {
    private Wrong() {}

    static Failed value(String parameter, String rule) {
        return of("value", parameter, "The value of '" + parameter + "' " + rule + ".");
    }

    static Failed modifier(String parameter, String allowed) {
        return of(
                "not-supported",
                parameter,
                "'" + parameter + "' has a modifier that is unknown or does not fit it; allowed: " + allowed + ".");
    }

    static Failed chain(String parameter, String reason) {
        return of("not-supported", parameter, "'" + parameter + "' cannot be followed: " + reason + ".");
    }

    private static Failed of(String code, String parameter, String message) {
        return new Failed(new Failure.Malformed(code, "?" + parameter, message));
    }
}

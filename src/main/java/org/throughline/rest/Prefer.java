package org.throughline.rest;

import java.util.List;
import java.util.Locale;

/**
 * What a client prefers.
 *
 * @param content what a write answers with
 * @param strict whether an unknown search parameter is an error
 * @see <a href="https://hl7.org/fhir/R4/http.html#ops">Prefer</a>
 */
record Prefer(Content content, boolean strict) {
    static final Prefer NOTHING = new Prefer(Content.UNSAID, false);

    /** What a write answers with. */
    enum Content {
        UNSAID,
        MINIMAL,
        REPRESENTATION,
        OUTCOME
    }

    /** Reads the {@code Prefer} headers; what is not understood is passed over, as RFC 7240 says. */
    static Prefer of(List<String> headers) {
        Content content = Content.UNSAID;
        boolean strict = false;
        for (String header : headers) {
            for (String preference : header.split("[,;]", -1)) {
                switch (preference.strip().toLowerCase(Locale.ROOT)) {
                    case "return=minimal" -> content = Content.MINIMAL;
                    case "return=representation" -> content = Content.REPRESENTATION;
                    case "return=operationoutcome" -> content = Content.OUTCOME;
                    case "handling=strict" -> strict = true;
                    case "handling=lenient" -> strict = false;
                    default -> {}
                }
            }
        }
        return new Prefer(content, strict);
    }
}

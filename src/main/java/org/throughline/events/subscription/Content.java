package org.throughline.events.subscription;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much a notification says of what has changed.
 *
 * @see <a href="http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/payloads.html">Payload types</a>
 */
public enum Content {
    EMPTY("empty"),
    ID_ONLY("id-only"),
    FULL_RESOURCE("full-resource");

    private final String code;

    Content(String code) {
        this.code = code;
    }

    /** As FHIR writes it. */
    public String code() {
        return code;
    }

    /** The one of a code. */
    public static Optional<Content> of(String code) {
        return Stream.of(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}

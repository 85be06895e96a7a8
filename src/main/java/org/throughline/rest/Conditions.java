package org.throughline.rest;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Precondition;

/**
 * The conditions that a request or a bundle entry sets, as they were sent.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#cond-update">Conditional interactions</a>
 */
record Conditions(
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<String> ifNoneExist,
        Optional<String> ifModifiedSince) {
    /** What must hold for a write. */
    Precondition precondition() {
        return Precondition.of(ifMatch.orElse(null), ifNoneMatch.orElse(null));
    }

    /** Whether a reader already has this version. */
    boolean unchanged(int version, Instant updated) {
        if (ifNoneMatch.isPresent()) {
            return Precondition.versionOf(ifNoneMatch.get()) == version;
        }
        return ifModifiedSince.isPresent()
                && !updated.truncatedTo(ChronoUnit.SECONDS).isAfter(instant(ifModifiedSince.get()));
    }

    private static Instant instant(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new Failed(
                    new Failure.Malformed(
                            "invalid", "If-Modified-Since", "If-Modified-Since must be an HTTP date (RFC 1123)."),
                    e);
        }
    }
}

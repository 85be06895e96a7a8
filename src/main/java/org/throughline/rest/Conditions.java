package org.throughline.rest;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
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
            return Arrays.stream(ifNoneMatch.get().split(",", -1))
                    .map(String::strip)
                    .anyMatch(tag -> tag.equals("*") || Precondition.versionOf(tag) == version);
        }
        return ifModifiedSince
                .flatMap(Conditions::instant)
                .map(since -> !updated.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                .orElse(false);
    }

    /** An HTTP date; what is none is passed over, as RFC 9110 (13.1.3) demands. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

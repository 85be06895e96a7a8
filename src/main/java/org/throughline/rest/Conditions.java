package org.throughline.rest;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    static final Conditions NONE =
            new Conditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    // What this store gives, W/"3", and what clients make of it: "3" and 3.
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"?([0-9]{1,9})\"?");

    /** What must hold for a write. */
    Precondition precondition() {
        if (ifMatch.isPresent()) {
            return new Precondition.Version(version(ifMatch.get()));
        }
        if (ifNoneMatch.isPresent()) {
            if (!ifNoneMatch.get().equals("*")) {
                throw malformed("If-None-Match", "On a write, If-None-Match can only be *.");
            }
            return new Precondition.Absent();
        }
        return Precondition.NONE;
    }

    /** Whether a reader already has this version. */
    boolean unchanged(int version, Instant updated) {
        if (ifNoneMatch.isPresent()) {
            Matcher matcher = ETAG.matcher(ifNoneMatch.get().strip());
            return matcher.matches() && Integer.parseInt(matcher.group(1)) == version;
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

    private static int version(String etag) {
        Matcher matcher = ETAG.matcher(etag.strip());
        if (!matcher.matches()) {
            // A tag that this store never gave matches no version.
            return -1;
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static Failed malformed(String header, String message) {
        return new Failed(new Failure.Malformed("invalid", header, message));
    }
}

package org.throughline.kernel;

import java.time.Duration;
import java.util.List;

/**
 * Everything that can go wrong for a caller, in one list. The API maps it to an OperationOutcome and a status in one
 * place, the screens to theirs in another; a switch over it is exhaustive, so a new failure cannot be forgotten.
 */
public sealed interface Failure {

    /** What happened, for a person. Safe to send: no class names, SQL, secrets or record content. */
    String message();

    /** The request cannot be understood: broken JSON, an unknown modifier, a malformed value. */
    record Malformed(List<Issue> issues) implements Failure {
        public Malformed {
            issues = List.copyOf(issues);
        }

        public Malformed(String code, String element, String message) {
            this(List.of(new Issue(code, element, message)));
        }

        @Override
        public String message() {
            return issues.getFirst().message();
        }
    }

    /** The request is understood, but the resource it carries breaks a rule of FHIR or of a profile. */
    record Invalid(List<Issue> issues) implements Failure {
        public Invalid {
            issues = List.copyOf(issues);
        }

        public Invalid(String code, String element, String message) {
            this(List.of(new Issue(code, element, message)));
        }

        @Override
        public String message() {
            return issues.getFirst().message();
        }
    }

    /** There is no such resource, type, operation or page for this caller. */
    record NotFound(String message) implements Failure {}

    /** The resource was deleted. */
    record Gone(String message) implements Failure {}

    /** Nobody is logged in, or the token is not valid. */
    record Unauthenticated(String message) implements Failure {}

    /** The caller is known and may not do this. */
    record Forbidden(String message) implements Failure {}

    /** The method is not offered on this path. */
    record MethodNotAllowed(String message) implements Failure {}

    /** The body is of a media type that is not read here. */
    record UnsupportedMediaType(String message) implements Failure {}

    /** The answer cannot be given in any media type that was asked for. */
    record NotAcceptable(String message) implements Failure {}

    /** The request collides with the present state: a concurrent edit, a reference that still points here. */
    record Conflict(String message) implements Failure {}

    /** A condition of the request does not hold: a stale {@code If-Match}, several matches of a criterion. */
    record PreconditionFailed(String message) implements Failure {}

    /** A body, bundle or answer is larger than the limit that the message names. */
    record TooLarge(String message) implements Failure {}

    /**
     * The caller asks too often.
     *
     * @param retryAfter how long it should wait before it asks again
     */
    record TooManyRequests(String message, Duration retryAfter) implements Failure {}

    /** The request came in too slowly to be waited for. */
    record TooSlow(String message) implements Failure {}

    /** The work took longer than the limit that the message names. */
    record TooCostly(String message) implements Failure {}

    /** The server cannot serve this now; the same request may succeed later. */
    record Unavailable(String message) implements Failure {}

    /** A fault of ours. The message carries a number by which the log can be searched, nothing else. */
    record Internal(String message) implements Failure {}
}

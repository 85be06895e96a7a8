package org.throughline.rest;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.validate.ProfileValidator;
import org.throughline.fhir.validate.ProfileValidator.Finding;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;

/**
 * The one place where a {@link Failure} becomes a status and an OperationOutcome.
 *
 * @see <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a>
 */
public final class Outcomes {
    private Outcomes() {}

    private static final Pattern ILLEGAL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\p{Cs}]");

    /** The status of an answer that tells of a failure. */
    public static int status(Failure failure) {
        return switch (failure) {
            case Failure.Malformed ignored -> 400;
            case Failure.Unauthenticated ignored -> 401;
            case Failure.Forbidden ignored -> 403;
            case Failure.NotFound ignored -> 404;
            case Failure.MethodNotAllowed ignored -> 405;
            case Failure.NotAcceptable ignored -> 406;
            case Failure.Conflict ignored -> 409;
            case Failure.Gone ignored -> 410;
            case Failure.PreconditionFailed ignored -> 412;
            case Failure.TooSlow ignored -> 408;
            case Failure.TooLarge ignored -> 413;
            case Failure.TooManyRequests ignored -> 429;
            case Failure.UnsupportedMediaType ignored -> 415;
            case Failure.Invalid ignored -> 422;
            case Failure.Internal ignored -> 500;
            case Failure.Unavailable ignored -> 503;
            case Failure.TooCostly ignored -> 503;
        };
    }

    /** A failure as an OperationOutcome. */
    public static JsonObject of(Failure failure) {
        return of("error", issues(failure));
    }

    /** An outcome that says that all went well, but for warnings. */
    static JsonObject information(String message, List<Issue> warnings) {
        return of(Stream.concat(
                        Stream.of(new Finding("information", new Issue("informational", "", message))),
                        warnings.stream().map(issue -> new Finding("warning", issue)))
                .toList());
    }

    static JsonObject of(String severity, List<Issue> issues) {
        return of(issues.stream()
                .map(issue -> new ProfileValidator.Finding(severity, issue))
                .toList());
    }

    static JsonObject of(List<ProfileValidator.Finding> findings) {
        List<Json> list = findings.stream()
                .map(finding -> (Json) issue(finding.severity(), finding.issue()))
                .toList();
        return JsonObject.builder()
                .add("resourceType", "OperationOutcome")
                .add("issue", new JsonArray(list))
                .build();
    }

    private static JsonObject issue(String severity, Issue issue) {
        JsonObject.Builder json = JsonObject.builder()
                .add("severity", severity)
                .add("code", issue.code())
                .add("diagnostics", legal(issue.message()));
        if (!issue.element().isEmpty()) {
            json.add("expression", JsonArray.of(new JsonString(legal(issue.element()))));
        }
        return json.build();
    }

    /** A text as FHIR allows it; what was sent and is quoted may hold what it does not. */
    private static String legal(String text) {
        return ILLEGAL.matcher(text).replaceAll("\uFFFD");
    }

    private static List<Issue> issues(Failure failure) {
        return switch (failure) {
            case Failure.Malformed malformed -> malformed.issues();
            case Failure.Invalid invalid -> invalid.issues();
            default -> List.of(new Issue(code(failure), "", failure.message()));
        };
    }

    private static String code(Failure failure) {
        return switch (failure) {
            case Failure.Malformed ignored -> "structure";
            case Failure.Invalid ignored -> "invalid";
            case Failure.Unauthenticated ignored -> "login";
            case Failure.Forbidden ignored -> "forbidden";
            case Failure.NotFound ignored -> "not-found";
            case Failure.Gone ignored -> "deleted";
            case Failure.MethodNotAllowed ignored -> "not-supported";
            case Failure.NotAcceptable ignored -> "not-supported";
            case Failure.UnsupportedMediaType ignored -> "not-supported";
            case Failure.Conflict ignored -> "conflict";
            case Failure.PreconditionFailed ignored -> "conflict";
            case Failure.TooSlow ignored -> "timeout";
            case Failure.TooLarge ignored -> "too-long";
            case Failure.TooManyRequests ignored -> "throttled";
            case Failure.TooCostly ignored -> "too-costly";
            case Failure.Unavailable ignored -> "transient";
            case Failure.Internal ignored -> "exception";
        };
    }
}

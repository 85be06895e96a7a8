package org.throughline.search.parameter;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * References that access depends on. Those that no search parameter of R4 covers: which documents hold a Binary, whom a
 * Binary belongs to, what a message is about. And those by which something tells of a result: it is held with it.
 */
final class AccessPaths {
    private static final String ABOUT = "Communication.about";

    private static final Map<String, List<String>> BY_TYPE = Map.of(
            "Binary", List.of("Binary.securityContext"),
            "DocumentReference", List.of("DocumentReference.content.attachment.url"),
            "DiagnosticReport", List.of("DiagnosticReport.presentedForm.url"),
            "Media", List.of("Media.content.url"),
            "Communication", List.of(ABOUT, "Communication.payload.content.ofType(Attachment).url"),
            "CommunicationRequest", List.of("CommunicationRequest.payload.content.ofType(Attachment).url"),
            "Consent", List.of("Consent.source.ofType(Attachment).url"));

    private static final Map<String, List<String>> ABOUT_RESULTS = Map.of(
            "DiagnosticReport", List.of("result"),
            "Observation", List.of("has-member", "derived-from"),
            "Task", List.of("focus"),
            "DocumentReference", List.of("related"),
            "DetectedIssue", List.of("implicated"),
            "Provenance", List.of("target"));

    private AccessPaths() {}

    /** The paths by which something says that it is about a result. */
    static List<Path> toResult(BiFunction<String, String, Parameter> parameters) {
        return Stream.concat(
                        ABOUT_RESULTS.entrySet().stream()
                                .flatMap(type -> type.getValue().stream()
                                        .flatMap(name -> parameters.apply(type.getKey(), name).paths().stream())),
                        Stream.of(Path.of("Communication", ABOUT)))
                .distinct()
                .toList();
    }

    /** The expressions of a type's paths. */
    static List<String> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    /** All of them that lead to a Binary. */
    static List<Path> toBinary() {
        return BY_TYPE.entrySet().stream()
                .filter(paths -> !paths.getKey().equals("Binary"))
                .flatMap(paths -> paths.getValue().stream()
                        .filter(expression -> expression.endsWith(".url"))
                        .map(expression -> Path.of(paths.getKey(), expression)))
                .toList();
    }
}

package org.throughline.search.parameter;

import java.util.List;
import java.util.Map;

/**
 * References that no search parameter of R4 covers and that access depends on: which documents hold a Binary, and whom a
 * Binary belongs to.
 */
final class AccessPaths {
    private static final Map<String, List<String>> BY_TYPE = Map.of(
            "Binary", List.of("Binary.securityContext"),
            "DocumentReference", List.of("DocumentReference.content.attachment.url"),
            "DiagnosticReport", List.of("DiagnosticReport.presentedForm.url"),
            "Media", List.of("Media.content.url"),
            "Communication", List.of("Communication.payload.content.ofType(Attachment).url"),
            "CommunicationRequest", List.of("CommunicationRequest.payload.content.ofType(Attachment).url"),
            "Consent", List.of("Consent.source.ofType(Attachment).url"));

    private AccessPaths() {}

    /** The expressions of a type's paths. */
    static List<String> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    /** All of them that lead to a Binary. */
    static List<Path> toBinary() {
        return BY_TYPE.entrySet().stream()
                .filter(paths -> !paths.getKey().equals("Binary"))
                .flatMap(paths -> paths.getValue().stream().map(expression -> Path.of(paths.getKey(), expression)))
                .toList();
    }
}

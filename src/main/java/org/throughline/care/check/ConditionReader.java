package org.throughline.care.check;

import java.util.Optional;
import java.util.Set;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Condition;

/** Reads problems as the checks see them. Pure. */
final class ConditionReader {
    private static final Set<String> OVER = Set.of("inactive", "remission", "resolved");
    private static final Set<String> NOT_SO = Set.of("refuted", "entered-in-error");

    private ConditionReader() {}

    /** The problem; empty for what turned out not to be so. */
    static Optional<Condition> read(JsonObject resource, boolean kept) {
        if (says(resource, "verificationStatus", NOT_SO)) {
            return Optional.empty();
        }
        Concept what = Concept.of(resource.object("code"));
        boolean ended = says(resource, "clinicalStatus", OVER) || resource.has("abatementDateTime");
        return Optional.of(
                new Condition("Condition/" + Parts.text(resource, "id"), what.text(), what.codings(), !ended, kept));
    }

    private static boolean says(JsonObject resource, String status, Set<String> codes) {
        return Concept.of(resource.object(status)).codings().stream().anyMatch(each -> codes.contains(each.code()));
    }
}

package org.throughline.care.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.fhir.json.JsonObject;

/**
 * Reads AllergyIntolerance resources into one of the four states.
 *
 * @see <a href="https://hl7.org/fhir/R4/allergyintolerance.html#9.1.3.4">No known allergies, not asked</a>
 */
final class AllergyReader {
    /** SNOMED CT: no known allergy, no known drug allergy, no known food allergy, no known environmental allergy. */
    private static final Set<String> NONE_KNOWN = Set.of("716186003", "409137002", "429625007", "428607008");

    private AllergyReader() {}

    static Allergies read(List<JsonObject> resources) {
        List<Allergies.Allergy> known = new ArrayList<>();
        boolean noneKnown = false;
        for (JsonObject resource : resources) {
            if (refuted(resource) || !active(resource)) {
                continue;
            }
            if (NONE_KNOWN.stream().anyMatch(code -> Concepts.has(resource.object("code"), code))) {
                noneKnown = true;
            } else {
                known.add(allergy(resource));
            }
        }
        if (!known.isEmpty()) {
            known.sort(Comparator.comparing(Allergies.Allergy::severe).reversed());
            return new Allergies.Known(Folds.fold(
                    known,
                    each -> String.join(
                            "\n", each.substance().toLowerCase(Locale.ROOT), each.reaction(), "" + each.severe()),
                    Allergies.Allergy::remarks,
                    Allergies.Allergy::with));
        }
        return noneKnown ? new Allergies.NoneKnown() : new Allergies.NotRecorded();
    }

    private static boolean refuted(JsonObject resource) {
        JsonObject status = resource.object("verificationStatus");
        return Concepts.has(status, "refuted") || Concepts.has(status, "entered-in-error");
    }

    private static boolean active(JsonObject resource) {
        JsonObject status = resource.object("clinicalStatus");
        return status == null || Concepts.has(status, "active");
    }

    private static Allergies.Allergy allergy(JsonObject resource) {
        List<JsonObject> reactions = resource.objects("reaction");
        String reaction = reactions.stream()
                .flatMap(each -> each.objects("manifestation").stream())
                .map(Concepts::words)
                .distinct()
                .collect(Collectors.joining(", "));
        boolean severe = "high".equals(resource.text("criticality"))
                || reactions.stream().anyMatch(each -> "severe".equals(each.text("severity")))
                || reaction.toLowerCase(Locale.ROOT).contains("anaphyla"); // whatever else the entry says
        return new Allergies.Allergy(
                Concepts.or(resource.text("id"), ""),
                Concepts.words(resource.object("code")),
                reaction,
                severe,
                Concepts.firstText(resource, "recordedDate", "onsetDateTime"),
                Remarks.of(resource));
    }
}

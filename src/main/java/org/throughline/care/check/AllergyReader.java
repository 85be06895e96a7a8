package org.throughline.care.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.NoKnownAllergies;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Allergy;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;

/**
 * Reads allergies as the checks see them. Pure.
 *
 * @param dangerous SNOMED CT codes of reactions that are dangerous by nature
 */
record AllergyReader(Set<String> dangerous) {
    private static final Set<String> OVER = Set.of("inactive", "resolved");
    private static final Set<String> NOT_SO = Set.of("refuted", "entered-in-error");

    AllergyReader {
        dangerous = Set.copyOf(dangerous);
    }

    /** With the reactions that our catalogue calls severe. */
    static AllergyReader of(Catalogues catalogues) {
        return new AllergyReader(catalogues.reactions().entries().stream()
                .filter(each -> each.kind().equals("severe"))
                .map(Entry::codings)
                .flatMap(List::stream)
                .map(Coding::code)
                .collect(java.util.stream.Collectors.toSet()));
    }

    /** The allergy; empty for the statement that there is none. */
    Optional<Allergy> read(JsonObject resource, boolean kept) {
        if (NoKnownAllergies.is(resource)) {
            return Optional.empty();
        }
        Concept what = Concept.of(resource.object("code"));
        List<Concept> reactions = resource.objects("reaction").stream()
                .flatMap(reaction -> reaction.objects("manifestation").stream())
                .map(Concept::of)
                .toList();
        List<Coding> codes =
                reactions.stream().flatMap(each -> each.codings().stream()).toList();
        boolean severe = "high".equals(resource.text("criticality"))
                || resource.objects("reaction").stream().anyMatch(each -> "severe".equals(each.text("severity")))
                || codes.stream().anyMatch(each -> dangerous.contains(each.code()));
        return Optional.of(new Allergy(
                "AllergyIntolerance/" + Parts.text(resource, "id"),
                what.text(),
                what.codings(),
                "intolerance".equals(resource.text("type")),
                !says(resource, "clinicalStatus", OVER) && !says(resource, "verificationStatus", NOT_SO),
                severe,
                reactions.stream().map(Concept::text).toList(),
                codes,
                kept));
    }

    private static boolean says(JsonObject resource, String status, Set<String> codes) {
        return Concept.of(resource.object(status)).codings().stream().anyMatch(each -> codes.contains(each.code()));
    }
}

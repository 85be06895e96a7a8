package org.throughline.care.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Course;
import org.throughline.care.medication.Dosages;
import org.throughline.care.medication.DrugReader;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.patient.Treatment;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.sig.Sig;

/** Reads prescriptions, and what patients say they take, as the checks see them. Pure. */
record TreatmentReader(Drugs drugs) {
    private static final Set<String> NEVER = Set.of("draft", "entered-in-error", "not-taken");
    private static final Set<String> NO_ORDERS = Set.of("proposal", "plan", "option");

    /**
     * What is taken, or was; empty for what never came to be.
     *
     * @param referred resources that it may refer to, by their references: Medications, and Conditions that it is for
     */
    Optional<Taken> taken(JsonObject resource, Map<String, JsonObject> referred, boolean kept) {
        String status = Parts.text(resource, "status");
        if (NEVER.contains(status) || NO_ORDERS.contains(Parts.text(resource, "intent"))) {
            return Optional.empty();
        }
        Treatment treatment = treatment(resource, referred);
        LocalDate stopped = Course.of(resource, treatment.sig()).stopped();
        return Optional.of(new Taken(
                Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id"), treatment, stopped, kept));
    }

    /** The drug and how it is taken. */
    Treatment treatment(JsonObject resource, Map<String, JsonObject> referred) {
        Concept what = DrugReader.what(resource, referred);
        Sig sig = Dosages.of(resource).orElse(null);
        Course course = Course.of(resource, sig);
        return new Treatment(
                Copy.holder(resource)
                        .map(holder -> what.text() + " (" + holder + ")")
                        .orElse(what.text()),
                new DrugReader(drugs).meant(what).orElse(null),
                null,
                sig,
                reasons(resource, referred),
                course.from(),
                course.until());
    }

    private static List<Coding> reasons(JsonObject resource, Map<String, JsonObject> referred) {
        Stream<JsonObject> listed = resource.objects("reasonReference").stream()
                .map(each -> referred.get(Parts.text(each, "reference")))
                .filter(Objects::nonNull)
                .map(each -> each.object("code"))
                .filter(Objects::nonNull);
        return Stream.concat(resource.objects("reasonCode").stream(), listed)
                .flatMap(each -> Concept.of(each).codings().stream())
                .toList();
    }
}

package org.throughline.care.taking;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Course;
import org.throughline.care.medication.DosageWords;
import org.throughline.care.medication.Dosages;
import org.throughline.care.medication.DrugReader;
import org.throughline.care.medication.Origin;
import org.throughline.care.medication.Statements;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Reading;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.SigReader;
import org.throughline.terminology.sig.SigWords;

/** Reads prescriptions and statements as what is known of a drug. Pure. */
record KnownReader(DrugReader drugs, SigReader sigs, LocalDate today) {
    private static final Set<String> NEVER = Set.of("draft", "entered-in-error");
    private static final Set<String> NO_ORDERS = Set.of("proposal", "plan", "option");

    /** What is known by it; empty for what never came to be. */
    Optional<Known> read(JsonObject resource, Map<String, JsonObject> referred) {
        if (NEVER.contains(Parts.text(resource, "status")) || NO_ORDERS.contains(Parts.text(resource, "intent"))) {
            return Optional.empty();
        }
        Concept what = DrugReader.what(resource, referred);
        Product product = drugs.product(what).orElse(null);
        Sig sig = sig(resource, product);
        Course course = Course.of(resource, sig);
        String type = Parts.text(resource, "resourceType");
        boolean statement = type.equals("MedicationStatement");
        return Optional.of(new Known(
                type + "/" + Parts.text(resource, "id"),
                Integer.parseInt(Parts.text(resource.object("meta"), "versionId")),
                Origin.of(resource),
                state(resource, course),
                what,
                drugs.meant(what).orElse(null),
                product,
                sig,
                sig != null && sig.structured() && product != null
                        ? SigWords.of(sig, product)
                        : DosageWords.of(Dosages.in(resource)),
                since(resource),
                course.over(today),
                Parts.text(resource.object(statement ? "informationSource" : "requester"), "display"),
                Statements.reason(resource),
                Statements.about(resource),
                resource));
    }

    /** How it is taken: what is told in words only is read where it can be. */
    private @Nullable Sig sig(JsonObject resource, @Nullable Product product) {
        Sig sig = Dosages.of(resource).orElse(null);
        return sig != null
                        && !sig.structured()
                        && product != null
                        && sigs.read(sig.note(), product) instanceof Reading.Understood understood
                ? understood.sig()
                : sig;
    }

    private Known.State state(JsonObject resource, Course course) {
        return switch (Parts.text(resource, "status")) {
            case "not-taken" -> Known.State.NOT_TAKEN;
            case "stopped", "completed", "cancelled" -> Known.State.ENDED;
            default ->
                course.over(today) != null
                        ? Known.State.ENDED
                        : switch (Parts.text(resource, "status")) {
                            case "on-hold" -> Known.State.HELD;
                            case "unknown" -> Known.State.UNKNOWN;
                            default -> Known.State.TAKEN;
                        };
        };
    }

    private static String since(JsonObject resource) {
        for (String each : new String[] {
            Parts.text(resource.object("effectivePeriod"), "start"),
            Parts.text(resource, "authoredOn"),
            Parts.text(resource, "effectiveDateTime")
        }) {
            if (!each.isEmpty()) {
                return each;
            }
        }
        return "";
    }
}

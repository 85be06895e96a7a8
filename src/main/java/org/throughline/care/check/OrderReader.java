package org.throughline.care.check;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.care.imaging.Codes;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.TestOrder;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.lab.Sought;

/** Reads orders as the checks see them. Pure. */
record OrderReader(TreatmentReader treatments, Labs labs, ImagingReader imaging) {
    static final String LAB = "108252007";
    private static final Set<String> INTENTS =
            Set.of("order", "original-order", "reflex-order", "filler-order", "instance-order");

    /** Whether an order is in force: whoever reads it may act on it. */
    static boolean inForce(JsonObject order) {
        return "active".equals(order.text("status"))
                && INTENTS.contains(Parts.text(order, "intent"))
                && !isReported(order);
    }

    /**
     * Whether a version brings an order of ours into force, or changes what one that is in force orders.
     *
     * @param before the version before it; null for none
     */
    static boolean comesIntoForce(@Nullable JsonObject before, JsonObject after) {
        return !isOfNobody(after) && inForce(after) && (before == null || !inForce(before) || !same(before, after));
    }

    /** What came to a pharmacy holds its patient within itself: it is in nobody's chart here, so there is nothing to check it with. */
    private static boolean isOfNobody(JsonObject order) {
        return "filler-order".equals(order.text("intent"))
                && Parts.text(order.object("subject"), "reference").startsWith("#");
    }

    /** What the record only says of somebody else's prescription is no order of ours. */
    private static boolean isReported(JsonObject order) {
        return order.get("reportedBoolean") == org.throughline.fhir.json.JsonBoolean.TRUE
                || order.has("reportedReference");
    }

    /** Whether two versions order the same, so that what was found about the one holds for the other. */
    static boolean same(JsonObject before, JsonObject after) {
        return List.of(
                        "subject",
                        "medicationCodeableConcept",
                        "medicationReference",
                        "dosageInstruction",
                        "dispenseRequest",
                        "reasonCode",
                        "reasonReference",
                        "code",
                        "occurrenceDateTime",
                        "occurrenceTiming",
                        "occurrencePeriod",
                        "requester")
                .stream()
                .allMatch(element -> Objects.equals(before.get(element), after.get(element)));
    }

    /** The order; empty for one that no check concerns: a referral, a procedure. */
    Optional<Order> read(JsonObject order, Map<String, JsonObject> referred, LocalDate today) {
        String id = Kept.reference(order);
        if ("MedicationRequest".equals(order.text("resourceType"))) {
            String prior = Parts.text(order.object("priorPrescription"), "reference");
            return Optional.of(new DrugOrder(
                    id, treatments.treatment(order, referred), prior.isEmpty() ? Set.of() : Set.of(prior)));
        }
        if (Codes.isOrder(order)) {
            return Optional.of(imaging.order(order, today));
        }
        return isLab(order) ? Optional.of(test(order, today)) : Optional.empty();
    }

    /** The order of a laboratory test, with what is in it when it is a panel. */
    TestOrder test(JsonObject order, LocalDate today) {
        return new TestOrder(
                Kept.reference(order),
                Concept.of(order.object("code")).text(),
                tests(order),
                due(order, today),
                sought(order));
    }

    /** Whether imaging is among what is ordered: then what was done of it is looked for. */
    static boolean hasImaging(List<JsonObject> orders) {
        return orders.stream().anyMatch(Codes::isOrder);
    }

    /** Whether it is of a laboratory test. */
    static boolean isLab(JsonObject order) {
        return order.objects("category").stream()
                .anyMatch(each -> Concept.code(each, Coding.SNOMED).equals(LAB));
    }

    /** LOINC codes of what is ordered, of a panel those of its tests too. */
    Set<String> tests(JsonObject order) {
        Set<String> codes = new HashSet<>();
        Concept.of(order.object("code")).codings().stream()
                .filter(each -> each.system().equals(Coding.LOINC))
                .map(Coding::code)
                .forEach(code -> {
                    codes.add(code);
                    labs.byLoinc(code)
                            .ifPresent(lab -> labs.tests(lab)
                                    .forEach(test -> test.loinc().ifPresent(coding -> codes.add(coding.code()))));
                });
        return codes;
    }

    /** Which results answer an order; nothing for one without a code. */
    Sought sought(JsonObject order) {
        return Concept.of(order.object("code")).codings().stream()
                .filter(each -> each.system().equals(Coding.LOINC))
                .map(each -> labs.sought(each.code()))
                .findFirst()
                .orElse(Sought.NOTHING);
    }

    private static LocalDate due(JsonObject order, LocalDate today) {
        LocalDate told = PersonReader.day(Parts.text(order, "occurrenceDateTime"));
        return told == null ? today : told;
    }
}

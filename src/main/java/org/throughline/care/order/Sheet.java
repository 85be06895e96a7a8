package org.throughline.care.order;

import java.util.List;
import org.throughline.care.Parts;
import org.throughline.care.chart.Line;
import org.throughline.care.prescription.Party;
import org.throughline.care.prescription.Prescription;
import org.throughline.fhir.json.JsonObject;

/**
 * A signed order as it goes out on paper.
 *
 * @param order its reference
 * @param prescription what it says when it is one, otherwise what it has in common with one
 * @param what is ordered
 * @param code the code of what is ordered, of LOINC, RxNorm or another; empty without one
 * @param urgency in words
 * @param notes what whoever does it is to know
 * @param relevant what the chart says that matters for it, earlier reports among it
 */
public record Sheet(
        String order,
        OrderKind kind,
        Prescription prescription,
        String what,
        String code,
        String urgency,
        String when,
        List<String> notes,
        List<String> relevant,
        Party patient,
        Party prescriber) {
    public Sheet {
        notes = List.copyOf(notes);
        relevant = List.copyOf(relevant);
    }

    static Sheet of(JsonObject order, Party patient, Party prescriber) {
        OrderKind kind = OrderKind.of(order);
        JsonObject what = order.object(kind == OrderKind.DRUG ? "medicationCodeableConcept" : "code");
        return new Sheet(
                Parts.text(order, "resourceType") + "/" + Parts.text(order, "id"),
                kind,
                Prescription.of(order),
                what == null ? "" : Line.words(what),
                what == null
                        ? ""
                        : what.objects("coding").stream()
                                .map(each -> Parts.text(each, "code"))
                                .findFirst()
                                .orElse(""),
                Urgency.of(Parts.text(order, "priority")).words(),
                Parts.text(order, "occurrenceDateTime"),
                order.objects("note").stream()
                        .map(each -> Parts.text(each, "text"))
                        .filter(each -> !each.isEmpty())
                        .toList(),
                order.objects("supportingInfo").stream()
                        .map(each -> Parts.text(each, "display"))
                        .filter(each -> !each.isEmpty())
                        .toList(),
                patient,
                prescriber.name().isEmpty()
                        ? prescriber.named(Parts.text(order.object("requester"), "display"))
                        : prescriber);
    }
}

package org.throughline.care.order;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;

/**
 * An order that is not over.
 *
 * @param order its reference
 * @param name what is ordered
 * @param how in words; empty when nothing is said
 * @param held whether it rests
 * @param since the day on which it was ordered, as FHIR has it; empty when not known
 * @param owner whoever is answerable for it; empty when nobody is named
 */
public record OpenOrder(
        String order, int version, OrderKind kind, String name, String how, boolean held, String since, String owner) {

    /** @param referred Medications that it may refer to, by their references */
    static OpenOrder of(JsonObject resource, Map<String, JsonObject> referred) {
        OrderKind kind = OrderKind.of(resource);
        JsonObject reference = resource.object("medicationReference");
        JsonObject medication = referred.get(Parts.text(reference, "reference"));
        String name = Stream.of(
                        Concept.of(resource.object(kind == OrderKind.DRUG ? "medicationCodeableConcept" : "code"))
                                .text(),
                        medication == null
                                ? ""
                                : Concept.of(medication.object("code")).text(),
                        Parts.text(reference, "display"))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(kind.words());
        return new OpenOrder(
                Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id"),
                Integer.parseInt(Parts.text(resource.object("meta"), "versionId")),
                kind,
                name,
                how(resource, kind),
                "on-hold".equals(resource.text("status")),
                Parts.text(resource, "authoredOn"),
                Parts.text(resource.object("requester"), "display"));
    }

    private static String how(JsonObject resource, OrderKind kind) {
        List<JsonObject> said = resource.objects(kind == OrderKind.DRUG ? "dosageInstruction" : "note");
        return said.stream()
                .map(each -> Parts.text(each, "text"))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
    }
}

package org.throughline.care.order;

import java.util.Map;
import java.util.stream.Collectors;
import org.throughline.care.Parts;
import org.throughline.care.chart.Line;
import org.throughline.care.medication.Origin;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Copy;

/**
 * An order that is not over.
 *
 * @param order its reference
 * @param name what is ordered
 * @param how in words; empty when nothing is said
 * @param held whether it rests
 * @param since the day on which it was ordered, as FHIR has it; empty when not known
 * @param owner whoever is answerable for it; empty when nobody is named
 * @param here whether it is a drug that is given here
 * @param holder the other organization that holds it, so that it is not ended here; empty for our own
 */
public record OpenOrder(
        String order,
        int version,
        OrderKind kind,
        String name,
        String how,
        boolean held,
        String since,
        String owner,
        boolean here,
        String holder) {

    /** @param referred Medications that it may refer to, by their references */
    static OpenOrder of(JsonObject resource, Map<String, JsonObject> referred) {
        String holder = Copy.holder(resource).orElse("");
        OrderKind kind = OrderKind.of(resource);
        Line line = Line.of(resource.with("status", new JsonString("active")), referred);
        return new OpenOrder(
                Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id"),
                holder.isEmpty() ? Integer.parseInt(Parts.text(resource.object("meta"), "versionId")) : 0,
                kind,
                line.what(),
                kind == OrderKind.DRUG ? line.detail() : notes(resource),
                "on-hold".equals(resource.text("status")),
                Parts.text(resource, "authoredOn"),
                Parts.text(resource.object("requester"), "display"),
                Origin.isGivenHere(resource),
                holder);
    }

    private static String notes(JsonObject resource) {
        return resource.objects("note").stream()
                .map(each -> Parts.text(each, "text"))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
    }
}

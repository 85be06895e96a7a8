package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.chart.Allergies;
import org.throughline.fhir.json.JsonObject;

/**
 * Allergies as the chart has them: those that are known, else that somebody asked and there are none. A statement that
 * there are none does not stand beside an allergy.
 */
record AllergyRows() implements Rows {
    @Override
    public List<String> columns() {
        return List.of("Allergy", "Reactions", "Criticality", "Kind", "Status", "Began", "Recorded", "Remarks");
    }

    @Override
    public List<JsonObject> chosen(List<JsonObject> found) {
        return switch (Allergies.of(found)) {
            case Allergies.Known known ->
                found.stream()
                        .filter(each -> Allergies.of(List.of(each)) instanceof Allergies.Known)
                        .toList();
            case Allergies.NoneKnown none ->
                found.stream()
                        .filter(each -> Allergies.of(List.of(each)) instanceof Allergies.NoneKnown)
                        .toList();
            case Allergies.NotRecorded nothing -> List.of();
            case Allergies.Unavailable hidden -> List.of();
        };
    }

    @Override
    public List<String> cells(JsonObject allergy, Map<String, JsonObject> referred) {
        return List.of(
                Told.words(allergy.object("code")),
                Told.joined(allergy.objects("reaction").stream().map(AllergyRows::reaction)),
                Parts.text(allergy, "criticality"),
                Told.joined(Stream.concat(
                        Stream.of(Parts.text(allergy, "type")),
                        allergy.list("category").stream().map(Object::toString))),
                Told.joined(
                        Told.words(allergy.object("clinicalStatus")), Told.words(allergy.object("verificationStatus"))),
                Told.when(allergy, "onset"),
                Told.time(Parts.text(allergy, "recordedDate")),
                Told.notes(allergy));
    }

    private static String reaction(JsonObject reaction) {
        String severity = Parts.text(reaction, "severity");
        return Told.joined(Told.words(reaction.objects("manifestation")), Parts.text(reaction, "description"))
                + (severity.isEmpty() ? "" : " (" + severity + ")");
    }
}

package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/** Vaccines that were given. */
record DoseRows() implements Rows {
    @Override
    public List<String> columns() {
        return List.of("Vaccine", "Given", "Against", "Dose", "Lot", "Site and route", "Remarks");
    }

    @Override
    public List<String> cells(JsonObject dose, Map<String, JsonObject> referred) {
        return List.of(
                Told.words(dose.object("vaccineCode")),
                Told.when(dose, "occurrence"),
                Told.joined(dose.objects("protocolApplied").stream()
                        .map(each -> Told.words(each.objects("targetDisease")))),
                Told.joined(dose.objects("protocolApplied").stream().map(DoseRows::number)),
                Parts.text(dose, "lotNumber"),
                Told.joined(Told.words(dose.object("site")), Told.words(dose.object("route"))),
                Told.notes(dose));
    }

    private static String number(JsonObject protocol) {
        Object number = protocol.get("doseNumberPositiveInt");
        return number == null ? Parts.text(protocol, "doseNumberString") : number.toString();
    }
}

package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.care.Parts;
import org.throughline.care.medication.DosageWords;
import org.throughline.care.medication.Dosages;
import org.throughline.care.medication.DrugReader;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;

/** What is prescribed and what is said to be taken, or not to be. */
record DrugRows() implements Rows {
    /** What nobody has decided on. */
    private static final Set<String> NOT_ORDERED = Set.of("proposal", "option");

    @Override
    public List<String> columns() {
        return List.of("Medication", "Dose", "Status", "Since", "Reason", "Remarks");
    }

    @Override
    public List<JsonObject> chosen(List<JsonObject> found) {
        return found.stream()
                .filter(each -> !Rows.isWithdrawn(each))
                .filter(each -> !NOT_ORDERED.contains(Parts.text(each, "intent")))
                .filter(each -> !JsonBoolean.TRUE.equals(each.get("doNotPerform")))
                .toList();
    }

    @Override
    public List<String> cells(JsonObject drug, Map<String, JsonObject> referred) {
        String asked = Told.time(Parts.text(drug, "authoredOn"));
        return List.of(
                Told.words(DrugReader.what(drug, referred).json()),
                DosageWords.of(Dosages.in(drug)),
                Parts.text(drug, "status").replace('-', ' '),
                asked.isEmpty() ? Told.when(drug, "effective") : asked,
                Told.words(drug.objects("reasonCode")),
                Told.notes(drug));
    }
}

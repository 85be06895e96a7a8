package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import org.throughline.fhir.json.JsonObject;

/** Problems, present and past. */
record ConditionRows() implements Rows {
    @Override
    public List<String> columns() {
        return List.of("Problem", "Status", "Severity", "Site", "Began", "Ended", "Remarks");
    }

    @Override
    public List<String> cells(JsonObject condition, Map<String, JsonObject> referred) {
        return List.of(
                Told.words(condition.object("code")),
                Told.joined(
                        Told.words(condition.object("clinicalStatus")),
                        Told.words(condition.object("verificationStatus"))),
                Told.words(condition.object("severity")),
                Told.words(condition.objects("bodySite")),
                Told.when(condition, "onset"),
                Told.when(condition, "abatement"),
                Told.notes(condition));
    }
}

package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/** What was done. */
record ProcedureRows() implements Rows {
    @Override
    public List<String> columns() {
        return List.of("Procedure", "When", "Site", "Reason", "Outcome", "Status", "Remarks");
    }

    @Override
    public List<String> cells(JsonObject procedure, Map<String, JsonObject> referred) {
        return List.of(
                Told.words(procedure.object("code")),
                Told.when(procedure, "performed"),
                Told.words(procedure.objects("bodySite")),
                Told.words(procedure.objects("reasonCode")),
                Told.joined(Told.words(procedure.object("outcome")), Told.words(procedure.objects("complication"))),
                Parts.text(procedure, "status"),
                Told.notes(procedure));
    }
}

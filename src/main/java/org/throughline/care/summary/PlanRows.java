package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/** Plans of care that are followed now. */
record PlanRows() implements Rows {
    @Override
    public List<String> columns() {
        return List.of("Plan", "What is planned", "Time", "Status", "Remarks");
    }

    @Override
    public List<String> cells(JsonObject plan, Map<String, JsonObject> referred) {
        String title = Parts.text(plan, "title");
        return List.of(
                title.isEmpty() ? Told.words(plan.objects("category")) : title,
                Told.joined(Stream.concat(
                        Stream.of(Parts.text(plan, "description")),
                        plan.objects("activity").stream().map(PlanRows::activity))),
                Told.period(plan.object("period")),
                Parts.text(plan, "status").replace('-', ' '),
                Told.notes(plan));
    }

    private static String activity(JsonObject activity) {
        JsonObject detail = activity.object("detail");
        return detail == null ? "" : Told.joined(Told.words(detail.object("code")), Parts.text(detail, "description"));
    }
}

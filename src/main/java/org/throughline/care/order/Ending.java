package org.throughline.care.order;

import java.time.LocalDate;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** How orders end. Pure. */
final class Ending {
    private Ending() {}

    /** A prescription that is no longer taken from a day on. */
    static JsonObject stopped(JsonObject request, String reason, LocalDate day) {
        JsonObject dispense = request.object("dispenseRequest");
        JsonObject supply = dispense == null ? JsonObject.EMPTY : dispense;
        JsonObject period = supply.object("validityPeriod");
        JsonObject ended = (period == null ? JsonObject.EMPTY : period).with("end", new JsonString(day.toString()));
        return request.with("status", new JsonString("stopped"))
                .with("statusReason", JsonObject.of("text", new JsonString(reason)))
                .with("dispenseRequest", supply.with("validityPeriod", ended));
    }
}

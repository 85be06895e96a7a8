package org.throughline.care.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** How orders end. Pure. */
public final class Ending {
    static final Set<String> TYPES = Set.of("MedicationRequest", "ServiceRequest");
    private static final Set<String> OVER = Set.of("completed", "stopped", "cancelled", "revoked", "entered-in-error");

    private Ending() {}

    /** What becomes of an order. */
    public enum Act {
        /** A drug is no longer taken; anything else is not to be done any more. */
        STOP,
        /** It rests until it is resumed. */
        HOLD,
        /** It is in force again. */
        RESUME,
        /** It was done. */
        DONE
    }

    /**
     * An order after something became of it.
     *
     * @param reason why; empty where none is needed
     */
    public static JsonObject after(Act act, JsonObject order, String patient, String reason, LocalDate day) {
        requireOpen(order, patient);
        boolean drug = "MedicationRequest".equals(order.text("resourceType"));
        return switch (act) {
            case STOP -> drug ? stopped(order, reason, day) : cancelled(order, patient, reason);
            case HOLD -> {
                JsonObject held = order.with("status", new JsonString("on-hold"));
                JsonObject why = JsonObject.of("text", new JsonString(reason));
                yield reason.isBlank()
                        ? held
                        : drug ? held.with("statusReason", why) : held.with("note", noted(order, why));
            }
            case RESUME -> order.without("statusReason").with("status", new JsonString("active"));
            case DONE -> order.with("status", new JsonString("completed"));
        };
    }

    /** An order that is not to be done any more. */
    static JsonObject cancelled(JsonObject order, String patient, String reason) {
        requireOpen(order, patient);
        JsonObject why = JsonObject.of("text", new JsonString(reason));
        return "MedicationRequest".equals(order.text("resourceType"))
                ? order.with("status", new JsonString("cancelled")).with("statusReason", why)
                : order.with("status", new JsonString("revoked")).with("note", noted(order, why));
    }

    /** Whether nothing is to be done of it any more. */
    static boolean isOver(JsonObject order) {
        return OVER.contains(Parts.text(order, "status"));
    }

    private static void requireOpen(JsonObject order, String patient) {
        if (!Parts.idOf(order.object("subject"), "Patient").equals(patient)) {
            throw new Failed(new Failure.NotFound("There is no such order in this chart."));
        }
        if (isOver(order)) {
            throw new Failed(new Failure.Conflict("This order is over already."));
        }
    }

    private static JsonArray noted(JsonObject order, JsonObject note) {
        List<Json> notes = new ArrayList<>(order.list("note"));
        notes.add(note);
        return new JsonArray(notes);
    }

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

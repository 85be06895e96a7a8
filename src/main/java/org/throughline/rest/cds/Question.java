package org.throughline.rest.cds;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.check.Sent;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * A call of one of our services.
 *
 * @param patient the id of the Patient, where it comes from
 * @param user a reference to who is at work there
 * @param orders what is ordered, with ids; for the view of a patient none
 * @param server the FHIR server whose patient it is; empty when that was not told
 * @param token opens that server; empty when none was sent
 */
record Question(String patient, String user, List<JsonObject> orders, String server, String token, Sent sent) {
    private static final int MOST_ORDERS = 100;
    private static final Set<String> TYPES = Set.of("MedicationRequest", "ServiceRequest");

    Question {
        orders = List.copyOf(orders);
    }

    /**
     * Reads a call.
     *
     * @throws Failed with {@link Failure.Malformed} or {@link Failure.Invalid} for what is no such call
     */
    static Question of(Hook hook, JsonObject json) {
        if (!hook.hook().equals(json.text("hook"))) {
            throw invalid("hook", "This service is for the hook " + hook.hook() + ".");
        }
        if (json.text("hookInstance") == null) {
            throw invalid("hookInstance", "The hookInstance is missing.");
        }
        JsonObject context = json.object("context");
        String patient = context == null ? null : context.text("patientId");
        if (context == null || patient == null) {
            throw invalid("context.patientId", "It is not told about which patient this is.");
        }
        JsonObject access = Objects.requireNonNullElse(json.object("fhirAuthorization"), JsonObject.EMPTY);
        return new Question(
                patient,
                Objects.requireNonNullElse(context.text("userId"), ""),
                hook == Hook.PATIENT_VIEW ? List.of() : orders(hook, context, patient),
                Objects.requireNonNullElse(json.text("fhirServer"), ""),
                Objects.requireNonNullElse(access.text("access_token"), ""),
                Prefetch.sent(json.object("prefetch")));
    }

    private static List<JsonObject> orders(Hook hook, JsonObject context, String patient) {
        JsonObject drafts = context.object("draftOrders");
        if (drafts == null) {
            throw invalid("context.draftOrders", "The draftOrders are missing.");
        }
        Set<String> selected = new HashSet<>();
        for (Json each : context.list("selections")) {
            if (each instanceof JsonString text) {
                selected.add(text.value());
            }
        }
        List<JsonObject> orders = new ArrayList<>();
        for (JsonObject entry : drafts.objects("entry")) {
            JsonObject order = entry.object("resource");
            if (order == null || !TYPES.contains(String.valueOf(order.text("resourceType")))) {
                continue;
            }
            JsonObject identified =
                    order.text("id") == null ? order.with("id", new JsonString("draft-" + orders.size())) : order;
            if (hook == Hook.ORDER_SELECT && !selected.contains(reference(identified))) {
                continue;
            }
            if (!isOf(order, patient)) {
                throw invalid("context.draftOrders", "A draft order is about another patient than the context.");
            }
            orders.add(identified);
        }
        if (orders.size() > MOST_ORDERS) {
            throw invalid("context.draftOrders", "At most " + MOST_ORDERS + " orders can be checked at once.");
        }
        return orders;
    }

    private static boolean isOf(JsonObject order, String patient) {
        JsonObject subject = order.object("subject");
        String reference = subject == null ? null : subject.text("reference");
        return reference == null || reference.equals("Patient/" + patient) || reference.endsWith("/Patient/" + patient);
    }

    static String reference(JsonObject resource) {
        return resource.text("resourceType") + "/" + resource.text("id");
    }

    private static Failed invalid(String element, @Nullable String message) {
        return new Failed(new Failure.Invalid("invalid", element, String.valueOf(message)));
    }
}

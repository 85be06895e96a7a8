package org.throughline.network.transfer;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Sensitivity;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.network.transfer.OpenEnd.Kind;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** What is still to be done for a patient at the old practice, and how it is closed there once the chart has moved. */
final class OpenEnds {
    private static final int MOST = 500;

    private final Records records;
    private final Searches searches;
    private final Clock clock;

    /** @param clock in the practice's time zone */
    OpenEnds(Records records, Searches searches, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.clock = clock;
    }

    /**
     * What is open. The new practice is told of what belongs to the chart as far as that goes, and of the practice's own work
     * unless it is marked as something that is held back.
     *
     * @param reader as whom the chart is read that goes
     * @param handOver whether open orders go on at the new practice
     */
    List<OpenEnd> of(Caller reader, String patient, boolean handOver) {
        List<JsonObject> orders = orders(patient);
        List<JsonObject> results = results(patient);
        List<JsonObject> tasks = tasks(patient);
        Set<Long> asked = new HashSet<>();
        Stream.of(orders, results).flatMap(List::stream).forEach(each -> asked.add(address(each)));
        tasks.stream().filter(each -> !focus(each).isEmpty()).forEach(each -> asked.add(focusAddress(each)));
        Set<Long> goes = records.visible(reader, asked);
        List<OpenEnd> open = new ArrayList<>();
        appointments(patient)
                .forEach(each -> open.add(
                        new OpenEnd(Kind.APPOINTMENT, address(each), appointment(each), cleared(reader, each))));
        orders.forEach(each -> {
            boolean draft = isDraft(each);
            boolean told = !draft && handOver && goes.contains(address(each));
            open.add(new OpenEnd(draft ? Kind.DRAFT : Kind.ORDER, address(each), order(each), told));
        });
        results.forEach(
                each -> open.add(new OpenEnd(Kind.RESULT, address(each), result(each), goes.contains(address(each)))));
        tasks.forEach(each -> {
            boolean seen = focus(each).isEmpty() || goes.contains(focusAddress(each));
            open.add(
                    isOrdinary(each)
                            ? new OpenEnd(Kind.TASK, address(each), task(each), seen && cleared(reader, each))
                            : new OpenEnd(Kind.STAYS, address(each), task(each), false));
        });
        return open;
    }

    /** Whether something may be told that is no part of a chart: nothing that is marked for fewer eyes than the reader's. */
    private static boolean cleared(Caller reader, JsonObject resource) {
        JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
        return meta.objects("security").stream()
                .map(label -> Parts.text(label, "code"))
                .filter(code -> Stream.of(Sensitivity.values())
                        .anyMatch(each -> each.name().equals(code)))
                .allMatch(reader.rights().clearances()::contains);
    }

    private List<JsonObject> appointments(String patient) {
        return find(
                "Appointment",
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "proposed,pending,booked,waitlist"),
                new Argument("date", "ge" + LocalDate.now(clock)));
    }

    private List<JsonObject> orders(String patient) {
        List<JsonObject> orders = new ArrayList<>(find(
                "ServiceRequest",
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "active,on-hold,draft"),
                new Argument("intent:not", "filler-order")));
        orders.addAll(find(
                "MedicationRequest", new Argument("patient", "Patient/" + patient), new Argument("status", "draft")));
        return orders;
    }

    private List<JsonObject> results(String patient) {
        return find(
                "DiagnosticReport",
                new Argument("patient", "Patient/" + patient),
                new Argument("_tag", "urn:throughline:code|to-acknowledge"));
    }

    private List<JsonObject> tasks(String patient) {
        return find(
                "Task",
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "requested,received,accepted,ready,in-progress,on-hold"));
    }

    private List<JsonObject> find(String type, Argument... which) {
        List<Argument> arguments = new ArrayList<>(List.of(which));
        arguments.add(new Argument("_count", Integer.toString(MOST)));
        return searches
                .run(
                        Chart.PRODUCT,
                        new SearchRequest(new org.throughline.search.query.Target.OfType(type), arguments, true))
                .matches()
                .stream()
                .map(this::open)
                .toList();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    private static long address(JsonObject resource) {
        return Address.of(Parts.text(resource, "resourceType"), Parts.text(resource, "id"));
    }

    private static String focus(JsonObject task) {
        return Parts.text(Objects.requireNonNullElse(task.object("focus"), JsonObject.EMPTY), "reference");
    }

    private static long focusAddress(JsonObject task) {
        String[] focus = focus(task).split("/", -1);
        return focus.length < 2 ? 0 : Address.of(focus[0], focus[1]);
    }

    private static boolean isDraft(JsonObject order) {
        return "draft".equals(order.text("status"));
    }

    /** What somebody asked of somebody. What has a code is a step of something that has its own end. */
    private static boolean isOrdinary(JsonObject task) {
        return !task.has("code");
    }

    private static String appointment(JsonObject appointment) {
        String what = appointment.objects("serviceType").stream()
                .map(Parts::words)
                .findFirst()
                .orElse(Parts.text(appointment, "description"));
        String when = Parts.text(appointment, "start");
        return (when.isEmpty()
                        ? "waiting list"
                        : when.substring(0, Math.min(16, when.length())).replace('T', ' '))
                + (what.isEmpty() ? "" : ", " + what);
    }

    private static String order(JsonObject order) {
        String when = Parts.text(order, "authoredOn");
        JsonObject code = order.object("code");
        String what = Parts.words(code == null ? order.object("medicationCodeableConcept") : code);
        return (what.isEmpty() ? "order" : what) + (when.length() < 10 ? "" : ", ordered " + when.substring(0, 10));
    }

    private static String result(JsonObject report) {
        String when = Parts.text(report, "issued");
        String what = Parts.words(report.object("code"));
        return (what.isEmpty() ? "result" : what) + (when.length() < 10 ? "" : ", of " + when.substring(0, 10));
    }

    private static String task(JsonObject task) {
        String what = Parts.text(task, "description");
        JsonObject restriction = Objects.requireNonNullElse(task.object("restriction"), JsonObject.EMPTY);
        String due = Parts.text(Objects.requireNonNullElse(restriction.object("period"), JsonObject.EMPTY), "end");
        String words = what.isEmpty() ? Parts.words(task.object("code")) : what;
        return (words.isEmpty() ? "task" : words) + (due.isEmpty() ? "" : ", due " + due);
    }

    /** What closes it, and marks the patient as one whose chart has moved. */
    List<Intent> closing(String patient, String receiver, boolean handOver) {
        List<Intent> intents = new ArrayList<>();
        JsonObject moved = text("Moved to " + receiver);
        JsonObject why =
                text(handOver ? "Handed over to " + receiver + " with the chart" : "Ended: moved to " + receiver);
        appointments(patient)
                .forEach(each -> intents.add(patch(
                        each,
                        now -> now.with("status", new JsonString("cancelled")).with("cancelationReason", moved))));
        orders(patient)
                .forEach(each -> intents.add(patch(each, now -> {
                    List<Json> notes = new ArrayList<>(now.list("note"));
                    notes.add(isDraft(now) ? moved : why);
                    return now.with("status", new JsonString(ended(now, handOver)))
                            .with("note", new JsonArray(notes));
                })));
        JsonString time =
                new JsonString(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        tasks(patient).stream()
                .filter(OpenEnds::isOrdinary)
                .forEach(each -> intents.add(patch(
                        each,
                        now -> now.with("status", new JsonString("cancelled"))
                                .with("statusReason", moved)
                                .with("lastModified", time))));
        intents.add(active(patient, false));
        return intents;
    }

    /** What says that somebody is a patient here, or not any more. */
    static Intent active(String patient, boolean active) {
        return new Intent.Patch(
                new Target.ById("Patient", patient),
                now -> active
                        ? now.get("active") == JsonBoolean.FALSE ? now.without("active") : now
                        : now.with("active", JsonBoolean.FALSE),
                Precondition.NONE);
    }

    private static String ended(JsonObject order, boolean handOver) {
        if (Parts.text(order, "resourceType").equals("MedicationRequest")) {
            return "cancelled";
        }
        return handOver && !isDraft(order) ? "completed" : "revoked";
    }

    private static JsonObject text(String words) {
        return JsonObject.of("text", new JsonString(words));
    }

    private static Intent patch(JsonObject resource, UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(
                new Target.ById(Parts.text(resource, "resourceType"), Parts.text(resource, "id")),
                edit,
                Precondition.NONE);
    }
}

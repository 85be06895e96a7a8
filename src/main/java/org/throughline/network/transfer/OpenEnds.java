package org.throughline.network.transfer;

import static java.util.function.Predicate.not;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
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
    private static final int MOST = 200;

    private final Records records;
    private final Searches searches;
    private final Clock clock;

    /** @param clock in the practice's time zone */
    OpenEnds(Records records, Searches searches, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.clock = clock;
    }

    Contents.Open of(String patient) {
        return new Contents.Open(
                appointments(patient).map(OpenEnds::appointment).toList(),
                orders(patient).map(OpenEnds::order).toList(),
                tasks(patient).map(OpenEnds::task).filter(not(String::isEmpty)).toList());
    }

    /** What the new practice is to go on with, in words. */
    List<String> toGoOn(String patient, boolean handOver) {
        Contents.Open open = of(patient);
        List<String> words = new ArrayList<>();
        if (handOver) {
            open.orders().forEach(each -> words.add("Open order: " + each));
        }
        open.appointments().forEach(each -> words.add("Appointment that is cancelled there: " + each));
        return words;
    }

    private Stream<JsonObject> appointments(String patient) {
        return find(
                "Appointment",
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "proposed,pending,booked,waitlist"),
                new Argument("date", "ge" + LocalDate.now(clock)));
    }

    private Stream<JsonObject> orders(String patient) {
        return find(
                "ServiceRequest",
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "active,on-hold"),
                new Argument("intent:not", "filler-order"));
    }

    private Stream<JsonObject> tasks(String patient) {
        return find(
                "Task",
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "requested,received,accepted,ready,in-progress,on-hold"));
    }

    private Stream<JsonObject> find(String type, Argument... which) {
        List<Argument> arguments = new ArrayList<>(List.of(which));
        arguments.add(new Argument("_count", Integer.toString(MOST)));
        return searches
                .run(
                        Chart.PRODUCT,
                        new SearchRequest(new org.throughline.search.query.Target.OfType(type), arguments, true))
                .matches()
                .stream()
                .map(this::open);
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
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
        String what = Parts.words(order.object("code"));
        return (what.isEmpty() ? "order" : what) + (when.length() < 10 ? "" : ", ordered " + when.substring(0, 10));
    }

    private static String task(JsonObject task) {
        return Parts.text(task, "description");
    }

    /** What closes it, and marks the patient as one whose chart has moved. */
    List<Intent> closing(String patient, String receiver, boolean handOver) {
        List<Intent> intents = new ArrayList<>();
        JsonObject why = JsonObject.of(
                "text",
                new JsonString(
                        handOver ? "Handed over to " + receiver + " with the chart" : "Ended: moved to " + receiver));
        appointments(patient)
                .forEach(each -> intents.add(patch(
                        "Appointment",
                        each,
                        now -> now.with("status", new JsonString("cancelled"))
                                .with(
                                        "cancelationReason",
                                        JsonObject.of("text", new JsonString("Moved to " + receiver))))));
        orders(patient)
                .forEach(each -> intents.add(patch("ServiceRequest", each, now -> {
                    List<Json> notes = new ArrayList<>(now.list("note"));
                    notes.add(why);
                    return now.with("status", new JsonString(handOver ? "completed" : "revoked"))
                            .with("note", new JsonArray(notes));
                })));
        intents.add(patch(
                "Patient", JsonObject.of("id", new JsonString(patient)), now -> now.with("active", JsonBoolean.FALSE)));
        return intents;
    }

    private static Intent patch(String type, JsonObject resource, java.util.function.UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(new Target.ById(type, Parts.text(resource, "id")), edit, Precondition.NONE);
    }
}

package org.throughline.care.order;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/**
 * Signing orders afterwards that others entered on one's word. As with notes, what is asked is a Task that the prescriber
 * owns, so that it is handed over and passed on as any other; until it is done the orders say that nobody has signed them.
 */
public final class Countersigning {
    private static final String OWN = "urn:throughline:code";
    private static final String CODE = "cosign-order";
    private static final String BY_WORD = "urn:throughline:by-word";
    private static final String SIGNED = "urn:throughline:countersigned";
    private static final String TASK = "Task";
    /** After so many days it is overdue, and passed on as any other task. */
    private static final int DAYS = 1;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone days begin */
    public Countersigning(Records records, Searches searches, Types types, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.clock = clock;
    }

    /** An order that was entered on somebody's word. */
    static JsonObject entered(JsonObject order, ByWord by, Author author) {
        JsonObject marked = Parts.withExtension(order, BY_WORD, "valueString", new JsonString(by.words()));
        JsonObject requested = marked.with("requester", by.prescriber().json());
        return "MedicationRequest".equals(order.text("resourceType"))
                ? requested.with("recorder", author.json())
                : requested;
    }

    /** The task of whoever gave the word. */
    static JsonObject task(
            String patient, List<String> orders, String names, ByWord by, Author author, Instant now, LocalDate today) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return JsonObject.builder()
                .add("resourceType", TASK)
                .add("status", "requested")
                .add("intent", "order")
                .add("priority", "routine")
                .add("code", Parts.concept(OWN, CODE, "Sign orders that were entered for you"))
                .add("description", by.prescriber().display() + " (" + by.words() + "): " + names)
                .add("focus", Author.reference(orders.getFirst(), ""))
                .add("for", Parts.reference("Patient", patient, ""))
                .add("authoredOn", time)
                .add("lastModified", time)
                .add("requester", author.json())
                .add("owner", by.prescriber().json())
                .add(
                        "restriction",
                        JsonObject.of(
                                "period",
                                JsonObject.of(
                                        "end",
                                        new JsonString(today.plusDays(DAYS).toString()))))
                .add(
                        "input",
                        new JsonArray(
                                orders.stream().<Json>map(Countersigning::input).toList()))
                .build();
    }

    private static JsonObject input(String order) {
        return JsonObject.builder()
                .add("type", Parts.concept(OWN, "order", "Order"))
                .add("valueReference", Author.reference(order, ""))
                .build();
    }

    /**
     * Orders that wait to be signed afterwards.
     *
     * @param task the Task's id
     * @param what was ordered, and how it was given
     * @param by who entered them
     */
    public record Waiting(String task, int version, String what, String by, String since) {}

    /** Those of a patient that the caller may see, the oldest first. */
    public List<Waiting> waiting(Caller caller, String patient) {
        if (!caller.may(Interaction.SEARCH, TASK)) {
            return List.of();
        }
        List<Argument> arguments = List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("code", OWN + "|" + CODE),
                new Argument("status", "requested,received,accepted,in-progress"),
                new Argument("_sort", "authored-on"),
                new Argument("_count", "50"));
        return searches
                .run(caller, new SearchRequest(new org.throughline.search.query.Target.OfType(TASK), arguments, true))
                .matches()
                .stream()
                .map(each -> records.bodies().open(Objects.requireNonNull(each.body())))
                .map(task -> new Waiting(
                        Parts.text(task, "id"),
                        Integer.parseInt(Parts.text(task.object("meta"), "versionId")),
                        Parts.text(task, "description"),
                        Parts.text(task.object("requester"), "display"),
                        Parts.text(task, "authoredOn")))
                .toList();
    }

    /**
     * Signs orders, or takes them back.
     *
     * @param version of the task that was looked at
     * @param rejection why they are taken back; empty to sign them
     * @throws Failed with {@link Failure.Conflict} when somebody has done something to them meanwhile
     */
    public void sign(Entries.Chart chart, String id, int version, String rejection) {
        Author by = chart.author();
        if (by == null) {
            throw new Failed(new Failure.Forbidden("Your account is of nobody who can sign orders."));
        }
        Caller caller = chart.caller();
        JsonObject task = records.bodies()
                .open(Objects.requireNonNull(records.read(caller, TASK, id).body()));
        if (!Parts.idOf(task.object("for"), "Patient").equals(chart.patient())
                || !Parts.code(task.object("code"), OWN).equals(CODE)) {
            throw new Failed(new Failure.NotFound("There is nothing to sign here."));
        }
        List<Intent> intents = new ArrayList<>();
        for (String order : orders(task)) {
            int slash = order.indexOf('/');
            intents.add(new Intent.Patch(
                    new Target.ById(order.substring(0, slash), order.substring(slash + 1)),
                    each -> rejection.isBlank() ? signed(each, by) : rejected(each, chart.patient(), rejection),
                    Precondition.NONE));
        }
        intents.add(new Intent.Patch(
                new Target.ById(TASK, id), each -> done(each, by, rejection), new Precondition.Version(version)));
        try {
            records.write(
                    caller,
                    intents,
                    (at, written, patients) ->
                            Access.of(at, caller, Action.UPDATE, types.number(TASK), "Task/" + id, 200, patients),
                    Records.Company.FINISHING);
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("Somebody has done something to this meanwhile. Look again."), e)
                    : e;
        }
    }

    private static List<String> orders(JsonObject task) {
        return task.objects("input").stream()
                .map(each -> Parts.text(each.object("valueReference"), "reference"))
                .filter(each -> Ending.TYPES.contains(each.substring(0, Math.max(0, each.indexOf('/')))))
                .toList();
    }

    private JsonObject signed(JsonObject order, Author by) {
        JsonObject who = Parts.withExtension(order, SIGNED, "valueReference", by.json());
        return Parts.withExtension(who, SIGNED + "-on", "valueDateTime", new JsonString(time()));
    }

    /** One that is over already stays as it is. */
    private static JsonObject rejected(JsonObject order, String patient, String reason) {
        return Ending.isOver(order)
                ? order
                : Ending.cancelled(order, patient, "Not signed afterwards: " + reason.strip());
    }

    private JsonObject done(JsonObject task, Author by, String rejection) {
        JsonObject over = task.with("status", new JsonString(rejection.isBlank() ? "completed" : "rejected"))
                .with("lastModified", new JsonString(time()));
        if (rejection.isBlank()) {
            return over;
        }
        List<Json> notes = new ArrayList<>(task.list("note"));
        notes.add(JsonObject.builder()
                .add("authorReference", by.json())
                .add("time", time())
                .add("text", rejection.strip())
                .build());
        return over.with("note", new JsonArray(notes));
    }

    private String time() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

package org.throughline.care.imaging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
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
import org.throughline.search.Searches;

/** Second readings that are asked for: whoever takes one becomes a performer of the order, and by that treats the patient. */
public final class SecondReadings {
    private static final int MOST = 200;

    private final Looker looker;
    private final Records records;
    private final Types types;

    public SecondReadings(Records records, Searches searches, Types types) {
        this.looker = new Looker(records, searches);
        this.records = records;
        this.types = types;
    }

    /**
     * One that is asked for.
     *
     * @param id of the Task
     * @param report the id of the DiagnosticReport
     * @param title of the report
     * @param first who read it first; empty when not known
     * @param why as it was asked; empty for nothing
     * @param by who asked
     * @param at when, as FHIR has it
     * @param reader the Reference of who has taken it; empty for nobody
     */
    public record Asked(
            String id,
            int version,
            String patient,
            String report,
            String title,
            String first,
            String why,
            String by,
            String at,
            JsonObject reader) {}

    /** All of them, the oldest first. */
    public List<Asked> open(Caller caller) {
        Looker.Found found = looker.find(
                caller,
                "Task",
                MOST,
                "code",
                Act.SECOND_ASKED.code(),
                "status",
                "requested,in-progress",
                "_sort",
                "authored-on",
                "_include",
                "Task:focus");
        Map<String, JsonObject> reports = Studies.byReference(found.besides());
        List<Asked> all = new ArrayList<>();
        for (JsonObject task : found.matches()) {
            JsonObject report = reports.get(Parts.text(task.object("focus"), "reference"));
            if (report != null) {
                all.add(asked(task, report));
            }
        }
        return all;
    }

    private static Asked asked(JsonObject task, JsonObject report) {
        return new Asked(
                Parts.text(task, "id"),
                Integer.parseInt(Parts.text(task.object("meta"), "versionId")),
                Parts.idOf(task.object("for"), "Patient"),
                Parts.text(report, "id"),
                Concept.of(report.object("code")).text(),
                report.objects("performer").stream()
                        .map(each -> Parts.text(each, "display"))
                        .findFirst()
                        .orElse(""),
                task.objects("note").stream()
                        .map(each -> Parts.text(each, "text"))
                        .findFirst()
                        .orElse(""),
                Parts.text(task.object("requester"), "display"),
                Parts.text(task, "authoredOn"),
                Objects.requireNonNullElse(task.object("owner"), JsonObject.EMPTY));
    }

    /**
     * Takes one.
     *
     * @param version of the Task that was looked at
     * @return what was taken
     * @throws Failed with {@link Failure.Conflict} when somebody else has it, or it is done
     */
    public Asked take(Caller caller, Author by, String id, int version) {
        Asked asked = open(caller).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Conflict("This second reading is done already.")));
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById("Task", id), task -> taken(task, by), new Precondition.Version(version)));
        for (String order : orders(caller, asked.report())) {
            intents.add(new Intent.Patch(
                    new Target.ById("ServiceRequest", order), each -> performed(each, by), Precondition.NONE));
        }
        try {
            records.write(
                    caller,
                    intents,
                    (at, written, patients) ->
                            Access.of(at, caller, Action.UPDATE, types.number("Task"), "Task/" + id, 200, patients));
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("Somebody else has taken it meanwhile."), e)
                    : e;
        }
        return asked;
    }

    private static JsonObject taken(JsonObject task, Author by) {
        JsonObject owner = task.object("owner");
        if (owner != null && !by.reference().equals(owner.text("reference"))) {
            throw new Failed(new Failure.Conflict("Somebody else has taken it meanwhile."));
        }
        return task.with("status", new JsonString("in-progress")).with("owner", by.json());
    }

    private static JsonObject performed(JsonObject order, Author by) {
        Set<Json> performers = new HashSet<>(order.list("performer"));
        performers.add(by.json());
        return Codes.isOrder(order) ? order.with("performer", new JsonArray(List.copyOf(performers))) : order;
    }

    private List<String> orders(Caller caller, String report) {
        return looker.matches(caller, "DiagnosticReport", 1, "_id", report).stream()
                .flatMap(each -> each.objects("basedOn").stream())
                .map(each -> Parts.idOf(each, "ServiceRequest"))
                .filter(each -> !each.isEmpty())
                .toList();
    }
}

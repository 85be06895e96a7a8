package org.throughline.care.check;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.definitions.Types;
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

/** Dangers in what a patient takes that nobody has answered yet: shown, and answered by whoever may prescribe. */
public final class Dangers {
    private static final String MOST = "100";

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Clock clock;

    public Dangers(Records records, Searches searches, Types types, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.clock = clock;
    }

    /**
     * A danger that is open.
     *
     * @param id of the DetectedIssue
     * @param words what it is and what to do
     */
    public record Open(String id, int version, String words) {}

    /** Those of a patient that the caller may see, the newest first. */
    public List<Open> open(Caller caller, String patient) {
        if (!caller.may(Interaction.SEARCH, "DetectedIssue")) {
            return List.of();
        }
        return Lookup.through(searches::run, records.bodies(), caller)
                .find(
                        "DetectedIssue",
                        "patient",
                        "Patient/" + patient,
                        "identifier",
                        Answers.FINDING + "|",
                        "_sort",
                        "-identified",
                        "_count",
                        MOST)
                .matches()
                .stream()
                .filter(Issues::isOpen)
                .map(issue -> new Open(
                        Parts.text(issue, "id"),
                        Integer.parseInt(Parts.text(issue.object("meta"), "versionId")),
                        Parts.text(issue, "detail")))
                .toList();
    }

    /**
     * Answers a danger: the drug is taken nevertheless. Its tasks are done with it.
     *
     * @throws Failed with {@link Failure.Invalid} without a reason, with {@link Failure.Conflict} when it is no longer open
     */
    public void answer(Entries.Chart chart, String id, String reason) {
        Author by = chart.author();
        if (by == null || reason.isBlank()) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why it is taken nevertheless."));
        }
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById("DetectedIssue", id),
                issue -> answered(issue, chart.patient(), by, reason.strip()),
                Precondition.NONE));
        Lookup.through(searches::run, records.bodies(), chart.caller())
                .find("Task", "focus", "DetectedIssue/" + id, "status", "requested,accepted,in-progress,on-hold")
                .matches()
                .forEach(task -> intents.add(new Intent.Patch(
                        new Target.ById("Task", Parts.text(task, "id")),
                        each -> each.with("status", new JsonString("completed")),
                        Precondition.NONE)));
        Caller caller = chart.caller();
        records.write(
                caller,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        caller,
                        Action.UPDATE,
                        types.number("DetectedIssue"),
                        "DetectedIssue/" + id,
                        200,
                        patients));
    }

    private JsonObject answered(JsonObject issue, String patient, Author by, String reason) {
        if (!Parts.idOf(issue.object("patient"), "Patient").equals(patient)) {
            throw new Failed(new Failure.NotFound("There is no such danger in this chart."));
        }
        if (!Issues.isOpen(issue)) {
            throw new Failed(new Failure.Conflict("This danger is answered or over already."));
        }
        JsonObject mitigation = JsonObject.builder()
                .add("action", JsonObject.of("text", new JsonString(reason)))
                .add("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .add("author", by.json())
                .build();
        return issue.with("status", new JsonString("final")).with("mitigation", JsonArray.of(mitigation));
    }
}

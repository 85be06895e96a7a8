package org.throughline.privacy.question;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;
import org.throughline.care.chart.Person;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.Requester;
import org.throughline.privacy.trail.PatientTrail;
import org.throughline.privacy.trail.PlainWords;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** Asks and answers questions about accesses, for callers who may do and see what their rights say. */
public final class Questions {
    /** The longest text. */
    public static final int LONGEST = 2000;

    private static final int MAJORITY = 18;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int MOST = 200;

    private final Records records;
    private final Searches searches;
    private final PatientTrail trail;
    private final Types types;
    private final Clock clock;

    public Questions(Records records, Searches searches, PatientTrail trail, Types types, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.trail = trail;
        this.types = types;
        this.clock = clock;
    }

    /**
     * Asks about an entry that the caller sees.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such entry about the patient, or
     *     {@link Failure.Invalid} when nothing is asked or too much
     */
    public void ask(Caller caller, Person patient, long entry, String text) {
        AuditEntry about = trail.entry(caller, patient.id(), entry);
        Instant now = clock.instant();
        Requester requester = Requester.of(caller, patient.id(), records);
        JsonObject question = Messages.question(
                patient.id(),
                requester.reference(),
                Long.toString(entry),
                about.agent().display() + " " + PlainWords.what(about) + ", " + MOMENT.format(about.at()),
                checked(text),
                now,
                requester.isPatient() && isMinor(patient));
        write(caller, List.of(new Intent.Create("Communication", () -> question, null, null)), Action.CREATE);
    }

    private boolean isMinor(Person patient) {
        try {
            return Period.between(LocalDate.parse(patient.birthDate()), LocalDate.now(clock))
                            .getYears()
                    < MAJORITY;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** What was asked about a patient's record, with its answers, the newest first. */
    public List<Question> of(Caller caller, String patient) {
        return Messages.read(find(caller, new Argument("patient", "Patient/" + patient)));
    }

    /** What waits for an answer, the oldest first. */
    public List<Question> open(Caller caller) {
        return Messages.read(find(caller, new Argument("status", "in-progress")).reversed());
    }

    /** How many wait for an answer. */
    public long waiting(Caller caller) {
        Long total = searches.run(
                        caller,
                        new SearchRequest(
                                new org.throughline.search.query.Target.OfType("Communication"),
                                List.of(
                                        new Argument("status", "in-progress"),
                                        new Argument("category", Messages.SYSTEM + "|" + Messages.CODE),
                                        new Argument("_summary", "count")),
                                true))
                .total();
        return total == null ? 0 : total;
    }

    /** What was answered, the newest first. */
    public List<Question> answered(Caller caller) {
        return Messages.read(find(caller, new Argument("status", "completed")));
    }

    /**
     * Answers a question.
     *
     * @throws Failed with {@link Failure.Forbidden} for whoever is not the privacy officer, or {@link Failure.Conflict}
     *     when it has an answer
     */
    public void answer(Caller caller, String id, String text) {
        if (!caller.may(Duty.PRIVACY)) {
            throw new Failed(new Failure.Forbidden("Only the privacy officer answers this."));
        }
        JsonObject question = records.bodies()
                .open(Objects.requireNonNull(
                        records.read(caller, "Communication", id).body()));
        if (!"in-progress".equals(question.text("status"))) {
            throw new Failed(new Failure.Conflict("Somebody has answered this meanwhile."));
        }
        JsonObject answer = Messages.answer(
                question, JsonObject.of("display", new JsonString(caller.display())), checked(text), clock.instant());
        write(
                caller,
                List.of(
                        new Intent.Create("Communication", () -> answer, null, null),
                        new Intent.Patch(
                                new Target.ById("Communication", id),
                                present -> present.with("status", new JsonString("completed")),
                                new Precondition.Version(version(question)))),
                Action.UPDATE);
    }

    private static int version(JsonObject resource) {
        return Integer.parseInt(
                String.valueOf(Objects.requireNonNull(resource.object("meta")).text("versionId")));
    }

    private static String checked(String text) {
        String words = text.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw new Failed(new Failure.Invalid("value", "text", "Write up to " + LONGEST + " letters."));
        }
        return words;
    }

    private void write(Caller caller, List<Intent> intents, Action action) {
        records.write(
                caller,
                intents,
                (at, written, patients) ->
                        Access.of(at, caller, action, types.number("Communication"), target(written), 200, patients));
    }

    private static String target(List<Outcome> written) {
        return "Communication/"
                + Objects.requireNonNull(written.getLast().stored()).id();
    }

    private List<JsonObject> find(Caller caller, Argument which) {
        List<Argument> arguments = List.of(
                which,
                new Argument("category", Messages.SYSTEM + "|" + Messages.CODE),
                new Argument("_sort", "-sent"),
                new Argument("_count", Integer.toString(MOST)));
        List<JsonObject> found = new ArrayList<>();
        searches.run(
                        caller,
                        new SearchRequest(
                                new org.throughline.search.query.Target.OfType("Communication"), arguments, true))
                .matches()
                .forEach(stored -> found.add(records.bodies().open(Objects.requireNonNull(stored.body()))));
        return found;
    }
}

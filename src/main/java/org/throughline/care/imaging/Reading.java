package org.throughline.care.imaging;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.task.ToAcknowledge;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.Searches;

/**
 * Writes reports of imaging, adds to them, and reads again what others have read. Whatever it writes makes the report wait for
 * whoever ordered the examination, and for those who had looked at it before.
 */
public final class Reading {
    private static final String REPORT = "DiagnosticReport";
    private static final String NEW = "urn:uuid:00000000-0000-4000-a000-000000000000";
    private static final String ROLE = "radiologist";
    private static final int MOST = 50;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm", Locale.ENGLISH);

    private final Looker looker;
    private final Records records;
    private final Types types;
    private final Clock clock;

    /** @param clock of the practice, in whose time reports tell theirs */
    public Reading(Records records, Searches searches, Types types, Clock clock) {
        this.looker = new Looker(records, searches);
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /** Whether somebody may write reports of imaging. */
    public static boolean may(Caller caller) {
        return caller.may(Interaction.CREATE, REPORT) && caller.may(Interaction.UPDATE, REPORT);
    }

    /**
     * What a preliminary report says, to be gone on with.
     *
     * @throws Failed with {@link Failure.NotFound} when this patient has no such report
     */
    public Begun begun(Caller caller, String patient, String report) {
        JsonObject found = report(caller, patient, report);
        return new Begun(
                ReadingResource.compared(found), ReadingResource.findings(found), Parts.text(found, "conclusion"));
    }

    /** What a preliminary report says. */
    public record Begun(String compared, String findings, String impression) {}

    /**
     * Signs a report, all or nothing: a final one completes its order.
     *
     * @return the id of the DiagnosticReport
     * @throws Failed with {@link Failure.Conflict} when the author has not taken the order, or it has changed meanwhile
     */
    public String sign(Entries.Chart chart, ExamOrder order, NewReading reading) {
        Author by = author(chart);
        if (!order.isOf(by.reference())) {
            throw new Failed(new Failure.Conflict("Take this examination first; somebody else may have it now."));
        }
        Instant now = clock.instant();
        JsonObject report =
                ToAcknowledge.on(ReadingResource.report(order, reading, by, now, clock.getZone()), reading.weight());
        boolean goesOn = !order.preliminary().isEmpty();
        String reference = goesOn ? REPORT + "/" + order.preliminary() : NEW;
        List<Intent> intents = new ArrayList<>();
        intents.add(
                goesOn
                        ? new Intent.Patch(
                                new Target.ById(REPORT, order.preliminary()),
                                before -> instead(before, report),
                                Precondition.NONE)
                        : new Intent.Create(REPORT, () -> report, null, NEW));
        intents.add(new Intent.Patch(
                new Target.ById("ServiceRequest", order.id()),
                each -> reading.whole()
                        ? ReadingList.open(each).with("status", new JsonString("completed"))
                        : ReadingList.open(each),
                new Precondition.Version(order.version())));
        if (reading.toldAt() != null) {
            JsonObject told = ReadingResource.told(order, reference, reading, by);
            intents.add(new Intent.Create("Communication", () -> told, null, null));
        }
        if (reading.whole()) {
            JsonObject act = Act.READING.done(order.patient(), reference, by, "", now);
            intents.add(new Intent.Create("Task", () -> act, null, null));
        }
        return write(chart.caller(), intents);
    }

    private static JsonObject instead(JsonObject before, JsonObject report) {
        if (!"preliminary".equals(before.text("status"))) {
            throw new Failed(new Failure.Conflict("This report is final already. Add to it instead."));
        }
        JsonObject meta = Objects.requireNonNullElse(before.object("meta"), JsonObject.EMPTY);
        JsonObject tagged = Objects.requireNonNullElse(report.object("meta"), JsonObject.EMPTY);
        JsonObject.Builder both =
                JsonObject.builder().addAll(meta.without("tag").without("profile"));
        return report.with("id", new JsonString(Parts.text(before, "id")))
                .with("meta", both.addAll(tagged).build());
    }

    /**
     * Adds to a report, which waits again for whoever looked at it.
     *
     * @param version of the report that was looked at
     * @param weight how soon they must look
     */
    public void add(Entries.Chart chart, String report, int version, String words, ToAcknowledge.Urgency weight) {
        Author by = author(chart);
        required(words, "addendum");
        JsonObject before = report(chart.caller(), chart.patient(), report);
        JsonObject act = Act.ADDENDUM.done(chart.patient(), REPORT + "/" + report, by, words, clock.instant());
        List<Intent> intents = new ArrayList<>();
        intents.add(appending(before, version, heading("Addendum", by), words, weight));
        intents.add(new Intent.Create("Task", () -> act, null, null));
        write(chart.caller(), intents);
    }

    /** Asks for a second reading, of whoever reads images. */
    public void ask(Entries.Chart chart, String report, String why) {
        Author by = author(chart);
        report(chart.caller(), chart.patient(), report);
        JsonObject task =
                Act.SECOND_ASKED.asked(chart.patient(), REPORT + "/" + report, by, ROLE, why, clock.instant());
        write(
                chart.caller(),
                List.of(new Intent.Create(
                        "Task",
                        () -> task,
                        "focus=" + REPORT + "/" + report + "&code=" + Act.SECOND_ASKED.code() + "&status=requested",
                        null)));
    }

    /**
     * Says what a second reading comes to. A discrepancy stands at the end of the report, which then waits again.
     *
     * @param version of the report that was looked at
     * @param words what is seen otherwise; needed for a discrepancy
     * @throws Failed with {@link Failure.Invalid} when the first reader reads it again
     */
    public void second(Entries.Chart chart, String report, int version, Verdict verdict, String words) {
        Author by = author(chart);
        JsonObject before = report(chart.caller(), chart.patient(), report);
        if (before.objects("performer").stream().anyMatch(each -> by.reference().equals(each.text("reference")))) {
            throw new Failed(
                    new Failure.Invalid("value", "verdict", "A second reading is somebody else's than the first."));
        }
        List<Intent> intents = new ArrayList<>();
        if (verdict != Verdict.AGREE) {
            required(words, "words");
            intents.add(appending(
                    before,
                    version,
                    heading("Second reading, " + verdict.words().toLowerCase(Locale.ROOT), by),
                    words,
                    ToAcknowledge.Urgency.ABNORMAL));
        }
        Instant now = clock.instant();
        JsonObject act = Act.SECOND_READING
                .done(chart.patient(), REPORT + "/" + report, by, words, now)
                .with("businessStatus", Concept.of(Codes.OWN, verdict.code(), verdict.words()));
        intents.add(new Intent.Create("Task", () -> act, null, null));
        for (JsonObject asked : asked(chart.caller(), report)) {
            intents.add(new Intent.Patch(
                    new Target.ById("Task", Parts.text(asked, "id")),
                    each -> each.with("status", new JsonString("completed"))
                            .with("lastModified", Objects.requireNonNull(act.get("lastModified"))),
                    Precondition.NONE));
        }
        write(chart.caller(), intents);
    }

    /** The second readings that are asked for and not done. */
    private List<JsonObject> asked(Caller caller, String report) {
        return looker.matches(
                caller,
                "Task",
                MOST,
                "focus",
                REPORT + "/" + report,
                "code",
                Act.SECOND_ASKED.code(),
                "status",
                "requested,in-progress");
    }

    /** What was added to a report, read again and told of it. */
    public Afterwards afterwards(Caller caller, String patient, String report) {
        return Afterwards.read(looker, caller, patient, REPORT + "/" + report);
    }

    private Intent appending(
            JsonObject before, int version, String heading, String words, ToAcknowledge.Urgency weight) {
        if (!Codes.isReport(before)
                || !List.of("final", "amended", "corrected", "appended").contains(Parts.text(before, "status"))) {
            throw new Failed(new Failure.Conflict("Only a final report of imaging is added to."));
        }
        Instant now = clock.instant();
        return new Intent.Patch(
                new Target.ById(REPORT, Parts.text(before, "id")),
                each -> ToAcknowledge.on(ReadingResource.appended(each, heading, words, now), weight),
                new Precondition.Version(version));
    }

    private String heading(String what, Author by) {
        return what + ", " + TIME.format(clock.instant().atZone(clock.getZone())) + ", " + by.display();
    }

    private static void required(String words, String field) {
        if (words.isBlank() || words.length() > NewReading.LONGEST) {
            throw new Failed(new Failure.Invalid(
                    "required", field, "Write what is to be added, in up to " + NewReading.LONGEST + " letters."));
        }
    }

    private JsonObject report(Caller caller, String patient, String id) {
        Stored stored = records.read(caller, REPORT, id);
        if (stored.deleted() || stored.patient() != Address.of("Patient", patient)) {
            throw new Failed(new Failure.NotFound("There is no such report of this patient."));
        }
        return looker.open(stored);
    }

    private static Author author(Entries.Chart chart) {
        Author author = chart.author();
        if (author == null || !may(chart.caller())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        return author;
    }

    private String write(Caller caller, List<Intent> intents) {
        try {
            List<Outcome> outcomes = records.write(
                    caller,
                    intents,
                    (at, written, patients) ->
                            Access.of(at, caller, Action.UPDATE, types.number(REPORT), REPORT, 200, patients));
            return Objects.requireNonNull(outcomes.getFirst().stored()).id();
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(
                            new Failure.Conflict("This has changed meanwhile. Look again; nothing was written."), e)
                    : e;
        }
    }
}

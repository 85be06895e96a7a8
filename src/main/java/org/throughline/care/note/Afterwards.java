package org.throughline.care.note;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.Retraction;
import org.throughline.care.form.Retyped;
import org.throughline.care.form.Template;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/** What becomes of a note after it was signed: it is cosigned, or taken back with what it made of the chart. */
public final class Afterwards {
    private static final Set<String> TAKEN_BACK = Set.of("Condition", "AllergyIntolerance", "Observation");

    private final Records records;
    private final Notes notes;
    private final Chartbook book;
    private final Cosigning cosigning;
    private final Types types;
    private final InstantSource clock;

    public Afterwards(
            Records records, Notes notes, Chartbook book, Cosigning cosigning, Types types, InstantSource clock) {
        this.records = records;
        this.notes = notes;
        this.book = book;
        this.cosigning = cosigning;
        this.types = types;
        this.clock = clock;
    }

    /**
     * Something that a note made of the chart.
     *
     * @param reference {@code Condition/1}
     * @param words what it is
     */
    public record Made(String reference, String words) {}

    /** What a note made of the chart and is still there. */
    public List<Made> made(Entries.Chart chart, String id) {
        JsonObject document = notes.read(chart.caller(), chart.patient(), Notes.DOCUMENT, id);
        return notes.created(chart.caller(), document).stream()
                .filter(resource -> TAKEN_BACK.contains(NoteReader.text(resource, "resourceType")))
                .filter(resource -> !Chartbook.isError(resource))
                .map(resource -> new Made(reference(resource), Signing.words(book.line(resource))))
                .toList();
    }

    private static String reference(JsonObject resource) {
        return NoteReader.text(resource, "resourceType") + "/" + NoteReader.text(resource, "id");
    }

    /**
     * Takes a note back: it stays, marked as entered in error, and with it goes what it made of the chart.
     *
     * @param version the version that was looked at
     * @param kept what it made and what stays in the chart: {@code Condition/1}
     * @throws Failed with {@link Failure.PreconditionFailed} when the note has changed meanwhile
     */
    public void retract(Entries.Chart chart, String id, int version, String reason, Set<String> kept) {
        write(chart, retraction(chart, id, version, reason, kept), "note taken back", Records.Company.NONE);
    }

    /** What is written to take a note back, as {@link #retract} does it, for who takes back more with it. */
    public List<Intent> retraction(Entries.Chart chart, String id, int version, String reason, Set<String> kept) {
        Author author = Signing.author(chart);
        JsonObject document = notes.read(chart.caller(), chart.patient(), Notes.DOCUMENT, id);
        Note note = NoteReader.note(document);
        if (note.status() == NoteStatus.RETRACTED) {
            throw new Failed(new Failure.Conflict("This note was taken back already."));
        }
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById(Notes.DOCUMENT, id),
                before -> Retracted.of(before, reason, author, clock.instant()),
                new Precondition.Version(version)));
        if (!note.answers().isEmpty()) {
            intents.add(patch(
                    Notes.ANSWERS + "/" + note.answers(),
                    before -> Retracted.of(before, reason, author, clock.instant())));
        }
        made(chart, id).stream()
                .map(Made::reference)
                .filter(reference -> !kept.contains(reference))
                .map(reference -> patch(reference, before -> Retraction.of(before, reason, author, clock.instant())))
                .forEach(intents::add);
        cosigning.open(chart.caller(), id).stream()
                .map(task -> patch(reference(task), before -> before.with("status", new JsonString("cancelled"))))
                .forEach(intents::add);
        return intents;
    }

    private static Intent patch(String reference, UnaryOperator<JsonObject> edit) {
        int slash = reference.indexOf('/');
        Target target = new Target.ById(reference.substring(0, slash), reference.substring(slash + 1));
        return new Intent.Patch(target, edit, Precondition.NONE);
    }

    /**
     * Signs a note too, for who was asked to.
     *
     * @throws Failed with {@link Failure.Forbidden} for who was not asked
     */
    public void cosign(Entries.Chart chart, String id, int version) {
        Author author = Signing.author(chart);
        notes.read(chart.caller(), chart.patient(), Notes.DOCUMENT, id);
        List<JsonObject> asked = cosigning.open(chart.caller(), id).stream()
                .filter(task -> isFor(task, author))
                .toList();
        if (asked.isEmpty()) {
            throw new Failed(new Failure.Forbidden("You were not asked to cosign this note."));
        }
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById(Notes.DOCUMENT, id),
                before -> before.with("docStatus", new JsonString("final")).with("authenticator", author.json()),
                new Precondition.Version(version)));
        asked.forEach(task ->
                intents.add(patch(reference(task), before -> before.with("status", new JsonString("completed")))));
        write(chart, intents, "note cosigned", Records.Company.FINISHING);
    }

    /** Whether somebody is asked to cosign a note. */
    public boolean isAsked(Entries.Chart chart, String id) {
        Author author = chart.author();
        return author != null && cosigning.open(chart.caller(), id).stream().anyMatch(task -> isFor(task, author));
    }

    private static boolean isFor(JsonObject task, Author author) {
        JsonObject owner = task.object("owner");
        return owner != null && author.reference().equals(owner.text("reference"));
    }

    /** What was typed into a note, by its fields' keys, to write it anew elsewhere. */
    public Map<String, List<String>> typed(Entries.Chart chart, String id, Template template) {
        Note note = NoteReader.note(notes.read(chart.caller(), chart.patient(), Notes.DOCUMENT, id));
        JsonObject answers = notes.read(chart.caller(), chart.patient(), Notes.ANSWERS, note.answers());
        return Retyped.of(template, answers);
    }

    /** The version of a template that a note was written with: {@code urn:throughline:template:visit|1}. */
    public String template(Entries.Chart chart, String id) {
        Note note = NoteReader.note(notes.read(chart.caller(), chart.patient(), Notes.DOCUMENT, id));
        JsonObject answers = notes.read(chart.caller(), chart.patient(), Notes.ANSWERS, note.answers());
        return NoteReader.text(answers, "questionnaire");
    }

    private void write(Entries.Chart chart, List<Intent> intents, String what, Records.Company company) {
        records.write(
                chart.caller(),
                intents,
                (at, outcomes, patients) ->
                        Access.of(at, chart.caller(), Action.UPDATE, types.number(Notes.DOCUMENT), what, 200, patients),
                company);
    }
}

package org.throughline.care.note;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Reads the signed notes of charts, those that were not written here too. Reading is not audited here. */
public final class Notes {
    /** The system of the numbers of notes that were signed here. */
    public static final String NUMBERS = NoteDocument.NUMBERS;

    /** The type of a note. */
    public static final String DOCUMENT = "DocumentReference";

    /** The type of what was written in its fields. */
    public static final String ANSWERS = "QuestionnaireResponse";

    private static final int MOST = 50;
    private static final int MOST_AT_ALL = 500;

    private final Records records;
    private final Searches searches;

    public Notes(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * The notes of a patient, the newest first.
     *
     * @param unread whether there are older ones
     */
    public record Listed(List<Note> notes, boolean unread) {
        public Listed {
            notes = List.copyOf(notes);
        }

        /** The addenda of a note, the oldest first. */
        public List<Note> addenda(String id) {
            return notes.stream()
                    .filter(note -> note.appends().equals(id))
                    .toList()
                    .reversed();
        }
    }

    /** Whether a DocumentReference is a note that was signed here. */
    public static boolean isSigned(JsonObject document) {
        return Seal.seal(document).isPresent();
    }

    /** A DocumentReference as a note. */
    public static Note note(JsonObject document) {
        return NoteReader.note(document);
    }

    /** The notes of a patient; all of them or the newest. */
    public Listed of(Caller caller, String patient, boolean all) {
        List<Stored> found = new ArrayList<>();
        int most = all ? MOST_AT_ALL : MOST;
        SearchPage page = searches.run(
                caller,
                search(
                        new Argument("patient", "Patient/" + patient),
                        new Argument("category", "clinical-note"),
                        new Argument("_sort", "-date"),
                        new Argument("_count", Integer.toString(most))));
        found.addAll(page.matches());
        return new Listed(found.stream().map(this::open).map(NoteReader::note).toList(), page.next() != null);
    }

    private static SearchRequest search(Argument... arguments) {
        return new SearchRequest(new Target.OfType(DOCUMENT), List.of(arguments), true);
    }

    /**
     * A note with what stands in it.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such note in this chart
     */
    public Note.Whole whole(Caller caller, String patient, String id) {
        return whole(caller, patient, read(caller, patient, DOCUMENT, id));
    }

    private Note.Whole whole(Caller caller, String patient, JsonObject document) {
        Note note = NoteReader.note(document);
        Seal.State seal = Seal.of(document);
        List<Note.Part> sections = List.of();
        if (!note.answers().isEmpty() && caller.may(Interaction.READ, ANSWERS)) {
            Optional<JsonObject> answers = answers(caller, patient, note.answers());
            seal = answers.map(Seal::of)
                    .filter(state -> state != Seal.State.INTACT)
                    .orElse(seal);
            sections = answers.map(NoteReader::sections).orElse(sections);
        }
        return new Note.Whole(note, seal, sections, NoteReader.plain(document), NoteReader.created(document));
    }

    private Optional<JsonObject> answers(Caller caller, String patient, String id) {
        try {
            return Optional.of(read(caller, patient, ANSWERS, id));
        } catch (Failed e) {
            return Optional.empty();
        }
    }

    /** The newest note of a patient that was written here, is no addendum and was not taken back; empty for none. */
    public Optional<Note.Whole> last(Caller caller, String patient) {
        return caller.may(Interaction.SEARCH, DOCUMENT)
                ? of(caller, patient, false).notes().stream()
                        .filter(note -> !note.answers().isEmpty()
                                && note.appends().isEmpty()
                                && note.status() != NoteStatus.RETRACTED)
                        .findFirst()
                        .map(note -> whole(caller, patient, note.id()))
                : Optional.empty();
    }

    /** The note before another one, with which it is compared; empty for none. */
    public Optional<Note.Whole> before(Caller caller, String patient, Note note) {
        return of(caller, patient, true).notes().stream()
                .filter(each -> !each.answers().isEmpty() && each.appends().isEmpty())
                .filter(each ->
                        each.status() != NoteStatus.RETRACTED && each.date().compareTo(note.date()) < 0)
                .findFirst()
                .map(each -> whole(caller, patient, each.id()));
    }

    /** The note that was signed from a draft; empty while it is not signed. */
    public Optional<Note> signed(Caller caller, String number) {
        return searches
                .run(caller, search(new Argument("identifier", NoteDocument.NUMBERS + "|" + number)))
                .matches()
                .stream()
                .map(this::open)
                .map(NoteReader::note)
                .findFirst();
    }

    JsonObject read(Caller caller, String patient, String type, String id) {
        Stored stored = records.read(caller, type, id);
        if (stored.deleted() || stored.patient() != Address.of("Patient", patient)) {
            throw new Failed(new Failure.NotFound("There is no such note in this chart."));
        }
        return open(stored);
    }

    /** What a note's fields became, as it is now, of what the caller may see. */
    List<JsonObject> created(Caller caller, JsonObject document) {
        Set<Long> addresses = new HashSet<>();
        for (String reference : NoteReader.created(document)) {
            int slash = reference.indexOf('/');
            if (slash > 0) {
                addresses.add(Address.of(reference.substring(0, slash), reference.substring(slash + 1)));
            }
        }
        return records.present(caller, addresses).stream()
                .filter(stored -> !stored.deleted())
                .map(this::open)
                .toList();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}

package org.throughline.network.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.directory.Directory;
import org.throughline.care.note.Note;
import org.throughline.care.note.NoteStatus;
import org.throughline.care.note.Notes;
import org.throughline.care.note.SentNote;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Recognition;
import org.throughline.network.peer.Peer;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.MessageKind;
import org.throughline.network.post.Received;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/**
 * Signed notes as messages between members: a Communication, the note with its addenda as a DocumentReference (text and PDF), and the
 * Patient. At the other end the note is a document in the chart, and somebody there has a task to read it.
 */
public final class NoteMessages implements MessageKind {
    private static final Caller PRODUCT = new Caller("note-sent", "Notes to other organizations", Rights.EVERYTHING);
    private static final int LONGEST_LINE = 160;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm z", Locale.US);

    private final Records records;
    private final Notes notes;
    private final Enclosing enclosing;
    private final Recognition recognition;
    private final Directory directory;
    private final Tasks tasks;
    private final Function<Sheet, byte[]> papers;
    private final Clock clock;

    /**
     * @param papers make PDFs
     * @param clock in the practice's time zone
     */
    public NoteMessages(
            Records records,
            Notes notes,
            Enclosing enclosing,
            Recognition recognition,
            Directory directory,
            Tasks tasks,
            Function<Sheet, byte[]> papers,
            Clock clock) {
        this.records = records;
        this.notes = notes;
        this.enclosing = enclosing;
        this.recognition = recognition;
        this.directory = directory;
        this.tasks = tasks;
        this.papers = papers;
        this.clock = clock;
    }

    @Override
    public Set<Event> events() {
        return Set.of(Event.NOTE);
    }

    @Override
    public List<JsonObject> compose(Peer to, Letter letter) {
        String id = letter.about().substring(letter.about().indexOf('/') + 1);
        JsonObject communication = body(NotePost.COMMUNICATION, id);
        SentNote sent = SentNote.of(communication);
        JsonObject person = Linking.described(enclosing.seen(enclosing.reader(to), "Patient", sent.patient()));
        return List.of(told(communication, sent), document(to, sent, person), person);
    }

    private JsonObject body(String type, String id) {
        return records.bodies()
                .open(Objects.requireNonNull(records.read(PRODUCT, type, id).body()));
    }

    /** The Communication without what only the record here can follow. */
    private static JsonObject told(JsonObject communication, SentNote sent) {
        return communication
                .without("meta")
                .with("status", new JsonString("completed"))
                .with(
                        "sender",
                        JsonObject.of("display", new JsonString(sent.sender().display())))
                .with(
                        "recipient",
                        new JsonArray(Stream.of(sent.organization().display(), sent.person())
                                .filter(each -> !each.isEmpty())
                                .<Json>map(each -> JsonObject.of("display", new JsonString(each)))
                                .toList()));
    }

    /** The note with its addenda, as it stands now: one that was taken back meanwhile is not sent. */
    private JsonObject document(Peer to, SentNote sent, JsonObject person) {
        List<Note> addenda = notes.of(PRODUCT, sent.patient(), true).addenda(sent.note()).stream()
                .filter(each -> each.status() != NoteStatus.RETRACTED)
                .toList();
        JsonObject document = enclosing.document(to, sent.note());
        Note note = Notes.note(document);
        if (note.status() == NoteStatus.RETRACTED) {
            throw new Failed(new Failure.Conflict("The note was taken back before it was sent."));
        }
        StringBuilder text = new StringBuilder(text(document));
        for (Note addendum : addenda) {
            text.append("\n\nAddendum, ")
                    .append(moment(addendum.date()))
                    .append(", ")
                    .append(addendum.author())
                    .append("\n\n")
                    .append(text(enclosing.document(to, addendum.id())));
        }
        Sheet sheet = new Sheet(
                note.title(),
                words(person),
                "Signed " + moment(note.date()) + (note.author().isEmpty() ? "" : " by " + note.author())
                        + (note.status() == NoteStatus.TO_COSIGN ? ", to be cosigned" : ""),
                text.toString());
        return document.with(
                "content",
                JsonArray.of(
                        content(
                                "text/plain;charset=utf-8",
                                sheet.title(),
                                sheet.text().getBytes(UTF_8)),
                        content("application/pdf", sheet.title(), papers.apply(sheet))));
    }

    private static String words(JsonObject person) {
        JsonObject name = person.objects("name").stream().findFirst().orElse(JsonObject.EMPTY);
        String given = name.list("given").stream()
                .map(each -> each instanceof JsonString text ? text.value() : "")
                .collect(Collectors.joining(" "));
        String born = Parts.text(person, "birthDate");
        return Parts.text(name, "family") + ", " + given + (born.isEmpty() ? "" : ", born " + born);
    }

    private String moment(String date) {
        try {
            return MOMENT.format(OffsetDateTime.parse(date).atZoneSameInstant(clock.getZone()));
        } catch (DateTimeException e) {
            return date;
        }
    }

    private static String text(JsonObject document) {
        return document.objects("content").stream()
                .map(each -> Objects.requireNonNullElse(each.object("attachment"), JsonObject.EMPTY))
                .filter(each -> Parts.text(each, "contentType").startsWith("text/plain"))
                .map(each -> new String(Base64.getDecoder().decode(Parts.text(each, "data")), UTF_8))
                .findFirst()
                .orElse("");
    }

    private static JsonObject content(String mediaType, String title, byte[] data) {
        return JsonObject.of(
                "attachment",
                JsonObject.builder()
                        .add("contentType", mediaType)
                        .add("title", title)
                        .add("data", Base64.getEncoder().encodeToString(data))
                        .build());
    }

    @Override
    public void receive(Received message) {
        JsonObject document = required(message, "DocumentReference");
        JsonObject person = required(message, "Patient");
        Peer from = message.from();
        String patient = recognition
                .patient(from, person)
                .orElseThrow(() -> new Failed(new Failure.Invalid(
                        "not-found",
                        "Patient",
                        "Nobody there is certainly this patient. Ask for their record at Sharing, so that somebody there says"
                                + " who it is, or refer the patient.")));
        SentNote sent = SentNote.of(message.focus());
        Instant now = clock.instant();
        DocumentFiling filing = new DocumentFiling(from, patient, now);
        // The same text is filed once, however often it is sent; with an addendum it is another document.
        String id = filing.id(
                Notes.DOCUMENT,
                Parts.text(document, "id") + "/"
                        + UUID.nameUUIDFromBytes(text(document).getBytes(UTF_8)));
        List<Intent> intents = new ArrayList<>();
        if (records.known(PRODUCT, List.of(Address.of(Notes.DOCUMENT, id))).isEmpty()) {
            intents.addAll(filing.note(id, document));
        }
        Caller by = message.caller();
        Caller writer = new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING);
        intents.add(task(sent, from, patient, id, document, writer));
        records.write(
                writer,
                intents,
                (at, written, patients) ->
                        Access.of(at, writer, Action.RECEIVE, 0, Notes.DOCUMENT + "/" + id + ", note", 201, patients),
                message.once());
    }

    private static JsonObject required(Received message, String type) {
        return message.first(type)
                .orElseThrow(
                        () -> new Failed(new Failure.Invalid("required", type, "A note comes with a " + type + ".")));
    }

    /** Somebody is to read it: who is named, if there is one of that name, else whoever referrals go to. */
    private Intent task(SentNote sent, Peer from, String patient, String id, JsonObject document, Caller writer) {
        String name = shortened(sent.sender().display(), SentNote.LONGEST_NAME);
        String sender = name.isEmpty() ? from.name() : name + ", " + from.name();
        Optional<Recipient> named = named(sent.person());
        String words = shortened(sent.words(), SentNote.LONGEST);
        String what = "Read the note from " + sender + " ("
                + shortened(Notes.note(document).title(), LONGEST_LINE) + ")"
                + (named.isEmpty() && !sent.person().isEmpty()
                        ? ", for " + shortened(sent.person(), SentNote.LONGEST_NAME)
                        : "")
                + (words.isEmpty() ? "" : ": " + words);
        Caller asks = new Caller(writer.id(), sender, writer.capacity(), Rights.EVERYTHING);
        return tasks.giving(
                new Who(asks, null, writer),
                new NewTask(
                        patient,
                        what,
                        named.orElse(new Recipient(new Addressee.Role("physician"), "Physician")),
                        null,
                        Priority.ROUTINE,
                        Notes.DOCUMENT + "/" + id));
    }

    private static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    private Optional<Recipient> named(String person) {
        return directory
                .called(PRODUCT, person)
                .map(found -> new Recipient(new Addressee.Person("Practitioner/" + found.id()), found.name()));
    }

    @Override
    public void ended(Letter letter, String why) {
        String id = letter.about().substring(letter.about().indexOf('/') + 1);
        Instant now = clock.instant();
        records.write(
                PRODUCT,
                List.of(new Intent.Patch(
                        new Target.ById(NotePost.COMMUNICATION, id),
                        json -> SentNote.ended(json, why, now),
                        Precondition.NONE)),
                (at, written, patients) -> Access.of(at, PRODUCT, Action.UPDATE, 0, letter.about(), 200, patients));
    }
}

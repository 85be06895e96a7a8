package org.throughline.network.document;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.note.Note;
import org.throughline.care.note.NoteStatus;
import org.throughline.care.note.Notes;
import org.throughline.care.note.Seal;
import org.throughline.care.note.SentNote;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.Outbox;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Records;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Sends signed notes to members, and tells what has become of those that were sent. */
public final class NotePost {
    static final String COMMUNICATION = "Communication";
    private static final Caller PRODUCT = new Caller("note-sent", "Notes to other organizations", Rights.EVERYTHING);
    private static final int MOST = 200;

    private final Records records;
    private final Searches searches;
    private final Notes notes;
    private final Peers peers;
    private final Linking linking;
    private final Outbox outbox;
    private final InstantSource clock;

    public NotePost(
            Records records,
            Searches searches,
            Notes notes,
            Peers peers,
            Linking linking,
            Outbox outbox,
            InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.notes = notes;
        this.peers = peers;
        this.linking = linking;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * A member to whom a note can be sent.
     *
     * @param linked whether the patient is linked with one of theirs
     */
    public record Destination(int number, String name, boolean linked) {}

    /** The members, those first with whom the patient is linked. */
    public List<Destination> destinations(String patient) {
        List<Peer> members = peers.members();
        if (members.isEmpty()) {
            return List.of();
        }
        Set<Integer> linked = linking.links(patient).stream().map(Link::peer).collect(Collectors.toSet());
        List<Destination> destinations = new ArrayList<>();
        for (boolean first : new boolean[] {true, false}) {
            members.stream()
                    .filter(each -> linked.contains(each.number()) == first)
                    .forEach(each -> destinations.add(new Destination(each.number(), each.name(), first)));
        }
        return destinations;
    }

    /**
     * Sends a note; it is on its way once this returns.
     *
     * @param member the number of the member
     * @param person the name of the clinician there; empty for nobody in particular
     * @param words what is said with it; empty for nothing
     * @throws Failed with {@link Failure.Invalid} naming the field, or with {@link Failure.Conflict} when the note is none that is
     *     signed and stands
     */
    public void send(Entries.Chart chart, String note, int member, String person, String words) {
        Peer peer = peers.of(member)
                .filter(Peer::isMember)
                .orElseThrow(() -> invalid("member", "Choose the organization it goes to."));
        if (person.length() > SentNote.LONGEST_NAME) {
            throw invalid("person", "Write " + SentNote.LONGEST_NAME + " letters at most.");
        }
        if (words.length() > SentNote.LONGEST) {
            throw invalid("words", "Write " + SentNote.LONGEST + " letters at most.");
        }
        Note.Whole whole = notes.whole(chart.caller(), chart.patient(), note);
        if (whole.seal() != Seal.State.INTACT || whole.note().status() == NoteStatus.RETRACTED) {
            throw new Failed(new Failure.Conflict("Only a note that is signed here, and stands, can be sent."));
        }
        Caller by = chart.caller();
        Author author = chart.author();
        SentNote sent = new SentNote(
                chart.patient(),
                note,
                new Author("Organization/" + peer.organization(), peer.name()),
                person.strip(),
                words.strip(),
                author == null ? new Author("", by.display()) : author,
                clock.instant(),
                null,
                "");
        records.write(
                new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING),
                List.of(new Intent.Create(COMMUNICATION, sent::json, null, null)),
                (at, written, patients) -> Access.of(
                        at, by, Action.DISCLOSE, 0, Notes.DOCUMENT + "/" + note + ": " + peer.name(), 201, patients),
                outbox.sending(written -> List.of(letter(peer, written.getFirst(), chart.patient()))));
    }

    private static Letter letter(Peer peer, Outcome written, String patient) {
        String id = Objects.requireNonNull(written.stored()).id();
        return new Letter(peer.number(), Event.NOTE, COMMUNICATION + "/" + id, "", patient);
    }

    private static Failed invalid(String field, String what) {
        return new Failed(new Failure.Invalid("value", field, what));
    }

    /** Where a note was sent, the first first; for who has read the note. */
    public List<SentNote> sent(String patient, String note) {
        List<Argument> which = List.of(
                new Argument("subject", "Patient/" + patient),
                new Argument("category", SentNote.CATEGORY),
                new Argument("_sort", "-sent"),
                new Argument("_count", Integer.toString(MOST)));
        return searches
                .run(PRODUCT, new SearchRequest(new Target.OfType(COMMUNICATION), which, true))
                .matches()
                .stream()
                .map(each -> SentNote.of(records.bodies().open(Objects.requireNonNull(each.body()))))
                .filter(each -> each.note().equals(note))
                .toList()
                .reversed();
    }
}

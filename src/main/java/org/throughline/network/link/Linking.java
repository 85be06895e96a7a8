package org.throughline.network.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.care.registration.Matching;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;

/**
 * Links patients of ours with patients of members: asks members whether they know somebody, answers when they ask, lets
 * people decide where it is uncertain, and undoes it. A member is told who somebody is and what they agreed to; it says no
 * more than whether it has a record that it may give.
 */
public final class Linking {
    static final String PATH = "network/links";
    static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int MOST_QUESTIONS = 200;
    static final Caller PRODUCT = new Caller("network", "The network", Rights.EVERYTHING);

    private final Database database;
    private final Network network;
    private final Acts acts;
    private final Linker linker;
    private final Requests requests;
    private final Answers answers;
    private final Messages messages;
    private final OutsideLinks outside;
    private final InstantSource clock;

    /** Is told what sharing has to know of links. */
    public interface Sharing {
        /** By this id of an Organization a member knows us. */
        void name(Connection connection, int peer, String us) throws SQLException;

        /** A member takes what there is for it about a patient from now on, from the beginning. */
        void ready(Connection connection, Link link) throws SQLException;
    }

    /**
     * Links.
     *
     * @param ourselves the id of our own Organization
     * @param sharing is told what it has to know
     * @param looks whether somebody here looks at what patients agreed to elsewhere before it counts
     */
    public Linking(
            Database database,
            Records records,
            Matching matching,
            Network network,
            Acts acts,
            Supplier<String> ourselves,
            Sharing sharing,
            BooleanSupplier looks,
            InstantSource clock) {
        this.database = database;
        this.network = network;
        this.acts = acts;
        this.linker = new Linker(records, network.peers(), acts, sharing, clock);
        this.requests = new Requests(database, records, network, linker, ourselves, clock);
        this.answers = new Answers(database, records, matching, linker, requests, sharing, looks, clock);
        this.messages = new Messages(database, network, clock);
        this.outside = new OutsideLinks(database, records, network.peers(), acts, linker, ourselves, clock);
        this.clock = clock;
    }

    /** Those in force of a patient of ours. */
    public List<Link> links(String patient) {
        return database.read(connection -> Links.ofPatient(connection, patient));
    }

    /** The id of our Patient who is linked with a patient of a member's; empty when none is. */
    public Optional<String> patient(Peer peer, String theirs) {
        return database.read(connection -> Links.ofTheirs(connection, peer.number(), theirs))
                .map(Link::patient);
    }

    /** Those of a patient of ours that were ended, the last first. */
    public List<Ended> ended(String patient) {
        return database.read(connection -> Links.ended(connection, patient));
    }

    /** What became of asking members for a patient of ours, where that led to no link. */
    public List<Request> requests(String patient) {
        return database.read(connection -> LinkRows.requests(connection, patient));
    }

    /** What members ask and nobody has decided yet, the oldest first. */
    public List<Question> questions() {
        return database.read(connection -> LinkRows.open(connection, MOST_QUESTIONS));
    }

    /** As the other one, with nothing that the patient has named in writing. */
    public void ask(Caller by, Peer peer, String patient, @Nullable LocalDate until, boolean give) {
        ask(by, peer, patient, until, give, Set.of());
    }

    /**
     * Asks a member for the record of a patient, who agreed to that here.
     *
     * @param until the last day on which the agreement holds; null for until it is taken back
     * @param give whether the patient agreed too that our record is given to the member
     * @param names kinds of sensitive information that the patient has named in writing, for either
     */
    public void ask(Caller by, Peer peer, String patient, @Nullable LocalDate until, boolean give, Set<String> names) {
        requests.ask(by, peer, patient, until, give, names);
    }

    /**
     * Keeps that a patient has agreed in writing that a member is given kinds of sensitive information with our record.
     *
     * @param names the kinds
     */
    public void name(Caller by, Peer peer, String patient, @Nullable LocalDate until, Set<String> names) {
        requests.permit(by, peer, patient, new Agreement(clock.instant(), until, by.display(), names));
    }

    /** Who a patient is, as members are told it: the Patient with its id and nothing else than what tells who somebody is. */
    public static JsonObject described(JsonObject patient) {
        return Words.who(patient).with("id", new JsonString(String.valueOf(patient.text("id"))));
    }

    /**
     * A member has referred a patient of its own to us, who is one of ours: both are linked, and it is asked for its record.
     *
     * @param patient the id of our Patient
     * @param person our Patient
     * @param theirs the id of the Patient there
     */
    public void referred(Connection connection, Peer peer, String patient, JsonObject person, String theirs)
            throws SQLException {
        if (Links.ofTheirs(connection, peer.number(), theirs).isEmpty()) {
            LinkRows.request(
                    connection,
                    peer.number(),
                    patient,
                    Request.State.WAITING,
                    Words.same(person, theirs, peer.organization()).json().toString(),
                    "",
                    clock.instant(),
                    clock.instant());
        }
    }

    /** Links and questions with servers that are no members. */
    public OutsideLinks outside() {
        return outside;
    }

    /** Answers a member. */
    Words heard(Peer peer, Caller by, Words words) {
        return answers.heard(peer, by, words);
    }

    /**
     * Decides a question of a member's.
     *
     * @param patient the id of our Patient whom it is about; null when it is nobody of ours
     * @param reason why
     * @throws Failed with {@link Failure.Conflict} when it was decided meanwhile
     */
    public void decide(Caller by, int number, @Nullable String patient, String reason) {
        Question question = database.read(connection -> LinkRows.openOf(connection, number))
                .orElseThrow(() -> new Failed(new Failure.Conflict("Somebody has decided this meanwhile.")));
        Words words = question.words();
        if (question.isOurs()) {
            outside.decide(by, question, patient, reason);
            return;
        }
        Peer peer = network.peers().of(question.peer()).orElseThrow();
        if (patient == null) {
            acts.act(by, Action.LINK_PATIENT, "not with " + peer.name() + ": " + reason, connection -> {
                LinkRows.decide(connection, number, null, by, reason, clock.instant());
                LinkRows.tell(connection, peer.number(), Answers.none(words), clock.instant());
                return number;
            });
            return;
        }
        linker.link(peer, by, words, patient, reason, connection -> {
            LinkRows.decide(connection, number, patient, by, reason, clock.instant());
            LinkRows.tell(
                    connection,
                    peer.number(),
                    Words.of("linked", patient, words.from(), peer.organization(), "Somebody there looked: " + reason),
                    clock.instant());
        });
    }

    /**
     * Ends a link between two who are not one person: what came by it is withdrawn at once, and the member is told.
     *
     * @param reason why
     */
    public void end(Caller by, Link link, String reason) {
        if (network.peers().of(link.peer()).isEmpty()) {
            outside.end(by, link, reason, true);
            return;
        }
        linker.end(
                by,
                link,
                reason,
                true,
                connection -> LinkRows.tell(
                        connection,
                        link.peer(),
                        Words.of("end", link.patient(), link.theirs(), "", reason),
                        clock.instant()));
    }

    /**
     * Keeps links as members and patients are now, sends again what members could not be told, and asks again those who were
     * down. To be called every second or so.
     */
    public void step() {
        database.read(Links::ofMerged).forEach(linker::move);
        database.read(Links::ofFormerMembers)
                .forEach(link -> linker.end(PRODUCT, link, "It is no member any more.", false, connection -> {}));
        requests.again();
        messages.send();
    }
}

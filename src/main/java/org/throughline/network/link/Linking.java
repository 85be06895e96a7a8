package org.throughline.network.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.care.registration.Matching;
import org.throughline.care.registration.Matching.Known;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Records;

/**
 * Links patients of ours with patients of members: asks members whether they know somebody, answers when they ask, lets
 * people decide where it is uncertain, and undoes it. A member is told who somebody is and what they agreed to; it says no
 * more than whether it has a record that it may give.
 */
public final class Linking {
    private static final String PATH = "network/links";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration AGAIN = Duration.ofSeconds(20);
    private static final int MOST_QUESTIONS = 200;
    private static final Caller PRODUCT = new Caller("network", "The network", Rights.EVERYTHING);

    private final Database database;
    private final Records records;
    private final Matching matching;
    private final Network network;
    private final Acts acts;
    private final Supplier<String> ourselves;
    private final Sharing sharing;
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
     */
    public Linking(
            Database database,
            Records records,
            Matching matching,
            Network network,
            Acts acts,
            Supplier<String> ourselves,
            Sharing sharing,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.matching = matching;
        this.network = network;
        this.acts = acts;
        this.ourselves = ourselves;
        this.sharing = sharing;
        this.clock = clock;
    }

    /** Those in force of a patient of ours. */
    public List<Link> links(String patient) {
        return database.read(connection -> Links.ofPatient(connection, patient));
    }

    /** What became of asking members for a patient of ours, where that led to no link. */
    public List<Request> requests(String patient) {
        return database.read(connection -> LinkRows.requests(connection, patient));
    }

    /** What members ask and nobody has decided yet, the oldest first. */
    public List<Question> questions() {
        return database.read(connection -> LinkRows.open(connection, MOST_QUESTIONS));
    }

    /**
     * Asks a member for the record of a patient, who agreed to that here.
     *
     * @param until the last day on which the agreement holds; null for until it is taken back
     * @param give whether the patient agreed too that our record is given to the member
     */
    public void ask(Caller by, Peer peer, String patient, @Nullable LocalDate until, boolean give) {
        JsonObject person = open(patient);
        Agreement agreement = new Agreement(clock.instant(), until, by.display());
        if (give) {
            records.write(
                    by,
                    List.of(new Intent.Create(
                            "Consent",
                            () -> agreement.consent(
                                    patient,
                                    "Organization/" + ourselves.get(),
                                    "Organization/" + peer.organization(),
                                    "Recorded by " + by.display()),
                            null,
                            null)),
                    (at, written, patients) ->
                            Access.of(at, by, Action.CREATE, 0, "Consent to share with " + peer.name(), 201, patients));
        }
        send(
                by,
                peer,
                patient,
                Words.ask(person, peer.organization(), agreement).json().toString());
    }

    private JsonObject open(String patient) {
        return records.bodies()
                .open(Objects.requireNonNull(
                        records.read(PRODUCT, "Patient", patient).body()));
    }

    private void send(Caller by, Peer peer, String patient, String body) {
        Answered answered = network.calls()
                .post(
                        peer,
                        Asking.toTreat(by, Set.of(Address.of("Patient", patient)), "the record of a patient"),
                        PATH,
                        "application/json",
                        body.getBytes(UTF_8),
                        PATIENCE);
        switch (answered) {
            case Answered.Answer(int status, String type, byte[] content)
            when status == 200 -> answered(by, peer, patient, body, Words.read(JsonReader.readObject(content)));
            case Answered.Answer(int status, String type, byte[] content) ->
                note(peer, patient, Request.State.REFUSED, body, peer.name() + " answered " + status + ".", null);
            case Answered.Down() ->
                note(
                        peer,
                        patient,
                        Request.State.WAITING,
                        body,
                        peer.name() + " does not answer at the moment.",
                        clock.instant().plus(AGAIN));
            case Answered.Refused(String why) -> note(peer, patient, Request.State.REFUSED, body, why, null);
        }
    }

    private void note(
            Peer peer, String patient, Request.State state, String body, String words, @Nullable Instant due) {
        database.inTransaction(connection -> {
            LinkRows.request(connection, peer.number(), patient, state, body, words, clock.instant(), due);
            return peer;
        });
    }

    private void answered(Caller by, Peer peer, String patient, String body, Words answer) {
        switch (answer.act()) {
            case "linked" -> linked(by, peer, patient, answer);
            case "asked" -> note(peer, patient, Request.State.ASKED, body, answer.reason(), null);
            default -> note(peer, patient, Request.State.NONE, body, answer.reason(), null);
        }
    }

    /** The member has linked them; so do we. */
    private void linked(Caller by, Peer peer, String patient, Words answer) {
        acts.act(
                by,
                done -> new Acts.Act(
                        Action.LINK_PATIENT,
                        "with " + peer.name() + ": " + answer.reason(),
                        200,
                        Set.of(Address.of("Patient", patient))),
                connection -> {
                    sharing.name(connection, peer.number(), answer.organization());
                    LinkRows.forget(connection, peer.number(), patient);
                    LinkRows.tell(
                            connection,
                            peer.number(),
                            Words.of("ready", patient, answer.from(), "", ""),
                            clock.instant());
                    return Links.add(
                            connection,
                            peer.number(),
                            patient,
                            answer.from(),
                            clock.instant(),
                            by,
                            answer.reason(),
                            true);
                });
    }

    /** Answers a member. */
    Words heard(Peer peer, Caller by, Words words) {
        return switch (words.act()) {
            case "ask" -> known(peer, by, words);
            case "linked" -> {
                requireAsked(peer, words.to());
                linked(by, peer, words.to(), words);
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            case "none" -> {
                requireAsked(peer, words.to());
                note(peer, words.to(), Request.State.NONE, "", words.reason(), null);
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            case "ready" -> {
                database.inTransaction(connection -> {
                    Optional<Link> link = Links.ofTheirs(connection, peer.number(), words.from());
                    if (link.isPresent()) {
                        sharing.ready(connection, link.get());
                    }
                    return link;
                });
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            case "moved" -> {
                database.inTransaction(connection -> {
                    Links.rename(connection, peer.number(), words.reason(), words.from());
                    LinkRows.tell(
                            connection,
                            peer.number(),
                            Words.of("ready", words.to(), words.from(), "", ""),
                            clock.instant());
                    return peer;
                });
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            case "end" -> {
                ended(peer, by, words);
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            default -> throw new Failed(new Failure.Malformed("value", "act", "This is not understood here."));
        };
    }

    /** A member says whose record is whose only where we have asked it. */
    private void requireAsked(Peer peer, String patient) {
        boolean asked = database.read(connection -> LinkRows.requests(connection, patient)).stream()
                .anyMatch(each -> each.peer() == peer.number() && each.state() == Request.State.ASKED);
        if (!asked) {
            throw new Failed(new Failure.Malformed("value", "to", "Nobody here has asked about that."));
        }
    }

    private Words known(Peer peer, Caller by, Words words) {
        JsonObject person = words.patient();
        if (person == null) {
            throw new Failed(new Failure.Malformed("required", "patient", "Who it is about is missing."));
        }
        Optional<Link> already = database.read(connection -> Links.ofTheirs(connection, peer.number(), words.from()));
        if (already.isPresent()) {
            return confirmed(
                    peer, by, words, already.get().patient(), already.get().reason());
        }
        return switch (matching.known(
                PRODUCT, person.with("resourceType", new org.throughline.fhir.json.JsonString("Patient")))) {
            case Known.Certain(String patient) -> certain(peer, by, words, patient);
            case Known.Perhaps(List<String> candidates) -> perhaps(peer, words, candidates);
            case Known.Nobody() -> none(words);
        };
    }

    private static Words none(Words words) {
        return Words.of("none", "", words.from(), "", "There is no record there that may be given.");
    }

    /** It is said that there is a record only to who may have it: by the patient's agreement, or since they treat them. */
    private Words certain(Peer peer, Caller by, Words words, String patient) {
        boolean may = words.agreement() != null
                || !records.visible(by, Set.of(Address.of("Patient", patient))).isEmpty();
        return may ? confirmed(peer, by, words, patient, "Names, birth date and more agree") : none(words);
    }

    private Words perhaps(Peer peer, Words words, List<String> candidates) {
        if (words.agreement() == null) {
            return none(words);
        }
        database.inTransaction(connection -> {
            LinkRows.ask(connection, peer.number(), words.from(), words.json().toString(), candidates, clock.instant());
            return peer;
        });
        return Words.of("asked", "", words.from(), "", "Somebody there looks whether it is the same person.");
    }

    /** Links them and keeps what the patient agreed to, in one transaction. */
    private Words confirmed(Peer peer, Caller by, Words words, String patient, String reason) {
        link(peer, by, words, patient, reason, connection -> {});
        return Words.of("linked", patient, words.from(), peer.organization(), reason);
    }

    /** What else is done in the transaction. */
    @FunctionalInterface
    private interface Along {
        void with(Connection connection) throws SQLException;
    }

    private void link(Peer peer, Caller by, Words words, String patient, String reason, Along along) {
        List<Intent> consents = new ArrayList<>();
        Agreement agreement = words.agreement();
        if (agreement != null) {
            consents.add(new Intent.Create(
                    "Consent",
                    () -> agreement.consent(
                            patient,
                            "Organization/" + peer.organization(),
                            "Organization/" + peer.organization(),
                            "Recorded at " + peer.name() + " by " + agreement.before()),
                    null,
                    null));
        }
        Caller writer = new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING);
        records.write(
                writer,
                consents,
                (at, written, patients) -> Access.of(
                        at,
                        writer,
                        Action.LINK_PATIENT,
                        0,
                        "with " + peer.name() + ": " + reason,
                        200,
                        Set.of(Address.of("Patient", patient))),
                Records.Company.with((connection, written) -> {
                    sharing.name(connection, peer.number(), words.organization());
                    LinkRows.forget(connection, peer.number(), patient);
                    Links.add(connection, peer.number(), patient, words.from(), clock.instant(), by, reason, false);
                    along.with(connection);
                }));
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
        Peer peer = network.peers().of(question.peer()).orElseThrow();
        Words words = question.words();
        if (patient == null) {
            acts.act(by, Action.LINK_PATIENT, "not with " + peer.name() + ": " + reason, connection -> {
                LinkRows.decide(connection, number, null, by, reason, clock.instant());
                LinkRows.tell(connection, peer.number(), none(words), clock.instant());
                return number;
            });
            return;
        }
        link(peer, by, words, patient, reason, connection -> {
            LinkRows.decide(connection, number, patient, by, reason, clock.instant());
            LinkRows.tell(
                    connection,
                    peer.number(),
                    Words.of("linked", patient, words.from(), peer.organization(), "Somebody there looked: " + reason),
                    clock.instant());
        });
    }

    /**
     * Ends a link: what came by it is withdrawn at once, and the member is told.
     *
     * @param reason why
     */
    public void end(Caller by, Link link, String reason) {
        end(
                by,
                link,
                reason,
                connection -> LinkRows.tell(
                        connection,
                        link.peer(),
                        Words.of("end", link.patient(), link.theirs(), "", reason),
                        clock.instant()));
    }

    private void ended(Peer peer, Caller by, Words words) {
        database.read(connection -> Links.ofTheirs(connection, peer.number(), words.from()))
                .ifPresent(link -> end(by, link, words.reason(), connection -> {}));
    }

    private void end(Caller by, Link link, String reason, Along along) {
        records.copies()
                .change((keeping, connection) -> acts.within(
                                by,
                                done -> new Acts.Act(
                                        Action.LINK_PATIENT,
                                        "ended with " + network.peers().name(link.peer()) + ": " + reason,
                                        200,
                                        Set.of(link.address())),
                                open -> {
                                    Links.end(open, link.number(), clock.instant(), by, reason);
                                    along.with(open);
                                    return keeping.withdraw(new Copy.Origin(link.peer()), link.address());
                                })
                        .run(connection));
    }

    /** Whose record was merged into another's: what came is withdrawn and asked for anew, filed with that one. */
    private void move(Link link, String survivor) {
        records.copies()
                .change((keeping, connection) -> acts.within(
                                PRODUCT,
                                done -> new Acts.Act(
                                        Action.LINK_PATIENT,
                                        "moved with " + network.peers().name(link.peer()) + ": the record was merged",
                                        200,
                                        Set.of(link.address(), Address.of("Patient", survivor))),
                                open -> {
                                    Links.move(open, link, survivor);
                                    LinkRows.tell(
                                            open,
                                            link.peer(),
                                            Words.of("moved", survivor, link.theirs(), "", link.patient()),
                                            clock.instant());
                                    LinkRows.tell(
                                            open,
                                            link.peer(),
                                            Words.of("ready", survivor, link.theirs(), "", ""),
                                            clock.instant());
                                    return keeping.withdraw(new Copy.Origin(link.peer()), link.address());
                                })
                        .run(connection));
    }

    /**
     * Keeps links as members and patients are now, sends again what members could not be told, and asks again those who were
     * down. To be called every second or so.
     */
    public void step() {
        Instant now = clock.instant();
        database.read(Links::ofMerged).forEach(this::move);
        database.read(Links::ofFormerMembers)
                .forEach(link -> end(PRODUCT, link, "It is no member any more.", connection -> {}));
        for (Request request : database.read(connection -> LinkRows.due(connection, now))) {
            network.peers()
                    .of(request.peer())
                    .filter(Peer::isMember)
                    .ifPresent(peer -> send(PRODUCT, peer, request.patient(), request.body()));
        }
        for (LinkRows.Message message : database.read(connection -> LinkRows.toTell(connection, now))) {
            network.peers().of(message.peer()).ifPresent(peer -> tell(peer, message));
        }
    }

    private void tell(Peer peer, LinkRows.Message message) {
        boolean over = !peer.isMember()
                || network.calls()
                                .post(
                                        peer,
                                        Asking.toTreat(PRODUCT, Set.of(), "whose record is whose"),
                                        PATH,
                                        "application/json",
                                        message.body().getBytes(UTF_8),
                                        PATIENCE)
                        instanceof Answered.Answer;
        database.inTransaction(connection -> {
            if (over) {
                LinkRows.told(connection, message.number());
            } else {
                LinkRows.postpone(connection, peer.number(), clock.instant().plus(AGAIN));
            }
            return over;
        });
    }
}

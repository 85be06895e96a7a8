package org.throughline.network.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.network.peer.Peers;
import org.throughline.record.Intent;
import org.throughline.record.Records;

/**
 * Links with patients at servers that are no members of the network: we look there ourselves, the answer is kept here, and
 * nobody there is told. Otherwise they are what links with members are: undone in the same way, decided on the same list.
 */
public final class OutsideLinks {
    private static final Duration AGAIN = Duration.ofSeconds(20);

    private final Database database;
    private final Records records;
    private final Peers peers;
    private final Acts acts;
    private final Linker linker;
    private final Supplier<String> ourselves;
    private final InstantSource clock;

    OutsideLinks(
            Database database,
            Records records,
            Peers peers,
            Acts acts,
            Linker linker,
            Supplier<String> ourselves,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.peers = peers;
        this.acts = acts;
        this.linker = linker;
        this.ourselves = ourselves;
        this.clock = clock;
    }

    /**
     * Keeps as a Consent that a patient lets us get what an organization has.
     *
     * @param organization the id of its Organization here
     * @param until the last day on which it holds; null for until it is taken back
     */
    public void agree(Caller by, String organization, String name, String patient, @Nullable LocalDate until) {
        Agreement agreement = new Agreement(clock.instant(), until, by.display(), Set.of());
        records.write(
                by,
                List.of(new Intent.Create(
                        "Consent",
                        () -> agreement.collecting(
                                patient,
                                "Organization/" + ourselves.get(),
                                "Organization/" + organization,
                                "Recorded by " + by.display()),
                        null,
                        null)),
                (at, written, patients) ->
                        Access.of(at, by, Action.CREATE, 0, "Consent to ask " + name, 201, patients));
    }

    /**
     * A patient of ours is one of theirs.
     *
     * @param reason why they are taken for one person
     */
    public void link(Caller by, int server, String patient, String theirs, String reason) {
        acts.act(
                by,
                done -> linked(server, patient, reason),
                connection -> add(connection, by, server, patient, theirs, reason));
    }

    private Acts.Act linked(int server, String patient, String reason) {
        return new Acts.Act(
                Action.LINK_PATIENT,
                "with " + peers.name(server) + ": " + reason,
                200,
                Set.of(Address.of("Patient", patient)));
    }

    private boolean add(Connection connection, Caller by, int server, String patient, String theirs, String reason)
            throws SQLException {
        LinkRows.forget(connection, server, patient);
        return Links.add(connection, server, patient, theirs, clock.instant(), by, reason, false);
    }

    /** Somebody of theirs may be a patient of ours: somebody here decides. */
    public void ask(int server, String patient, JsonObject theirs, String reason) {
        Words words = Words.found(theirs, reason);
        database.inTransaction(connection -> {
            LinkRows.ask(connection, server, words.from(), words.json().toString(), List.of(patient), clock.instant());
            return server;
        });
    }

    /**
     * What became of looking for a patient, where that led to no link.
     *
     * @param words for people
     */
    public void note(int server, String patient, Request.State state, String words) {
        Instant now = clock.instant();
        database.inTransaction(connection -> {
            LinkRows.request(
                    connection,
                    server,
                    patient,
                    state,
                    "",
                    words,
                    now,
                    state == Request.State.WAITING ? now.plus(AGAIN) : null);
            return server;
        });
    }

    /** Patients who are to be looked for again at a server that did not answer. */
    public List<String> waiting(int server) {
        return database.read(connection -> LinkRows.waiting(connection, server, clock.instant())).stream()
                .map(Request::patient)
                .toList();
    }

    void decide(Caller by, Question question, @Nullable String patient, String reason) {
        String ours = question.candidates().getFirst();
        acts.act(
                by,
                done -> patient == null
                        ? new Acts.Act(
                                Action.LINK_PATIENT,
                                "not with " + peers.name(question.peer()) + ": " + reason,
                                200,
                                Set.of(Address.of("Patient", ours)))
                        : linked(question.peer(), patient, reason),
                connection -> {
                    LinkRows.decide(connection, question.number(), patient, by, reason, clock.instant());
                    if (patient != null) {
                        return add(connection, by, question.peer(), patient, question.theirs(), reason);
                    }
                    if (LinkRows.isDecided(connection, question.peer(), ours)
                            && Links.with(connection, question.peer(), Address.of("Patient", ours))
                                    .isEmpty()) {
                        LinkRows.request(
                                connection,
                                question.peer(),
                                ours,
                                Request.State.NONE,
                                "",
                                "Somebody here looked: it is nobody of theirs.",
                                clock.instant(),
                                null);
                    }
                    return false;
                });
    }

    /**
     * Ends a link; what came by it is withdrawn at once.
     *
     * @param mistaken whether both are not one person: who relied on it is then told
     */
    public void end(Caller by, Link link, String reason, boolean mistaken) {
        linker.end(by, link, reason, mistaken, connection -> {});
    }
}

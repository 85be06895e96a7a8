package org.throughline.network.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.kernel.Address;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Records;

/** Makes links, moves and ends them, each with what goes with it in one transaction and with its entry in the trail. */
final class Linker {
    private final Records records;
    private final Peers peers;
    private final Acts acts;
    private final Linking.Sharing sharing;
    private final InstantSource clock;

    Linker(Records records, Peers peers, Acts acts, Linking.Sharing sharing, InstantSource clock) {
        this.records = records;
        this.peers = peers;
        this.acts = acts;
        this.sharing = sharing;
        this.clock = clock;
    }

    /** What else is done in the transaction. */
    @FunctionalInterface
    interface Along {
        void with(Connection connection) throws SQLException;
    }

    /** The member has linked them; so do we. */
    void linked(Caller by, Peer peer, String patient, Words answer) {
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

    /** Links them first of the two and keeps what the patient agreed to; the member says when it is ready. */
    void link(Peer peer, Caller by, Words words, String patient, String reason, Along along) {
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
     * Ends a link; what came by it is withdrawn at once.
     *
     * @param mistaken whether both are not one person
     */
    void end(Caller by, Link link, String reason, boolean mistaken, Along along) {
        records.copies()
                .change((keeping, connection) -> acts.within(
                                by,
                                done -> new Acts.Act(
                                        Action.LINK_PATIENT,
                                        "ended with " + peers.name(link.peer()) + ": " + reason,
                                        200,
                                        Set.of(link.address())),
                                open -> {
                                    Links.end(open, link.number(), clock.instant(), by, reason, mistaken);
                                    along.with(open);
                                    return keeping.withdraw(new Copy.Origin(link.peer()), link.address());
                                })
                        .run(connection));
    }

    /** Whose record was merged into another's: what came is withdrawn and asked for anew, filed with that one. */
    void move(Link link, String survivor) {
        records.copies()
                .change((keeping, connection) -> acts.within(
                                Linking.PRODUCT,
                                done -> new Acts.Act(
                                        Action.LINK_PATIENT,
                                        "moved with " + peers.name(link.peer()) + ": the record was merged",
                                        200,
                                        Set.of(link.address(), Address.of("Patient", survivor))),
                                open -> {
                                    Links.move(open, link, survivor);
                                    if (peers.of(link.peer()).isPresent()) {
                                        tell(open, link, survivor);
                                    }
                                    return keeping.withdraw(new Copy.Origin(link.peer()), link.address());
                                })
                        .run(connection));
    }

    private void tell(Connection connection, Link moved, String survivor) throws SQLException {
        LinkRows.tell(
                connection,
                moved.peer(),
                Words.of("moved", survivor, moved.theirs(), "", moved.patient()),
                clock.instant());
        LinkRows.tell(connection, moved.peer(), Words.of("ready", survivor, moved.theirs(), "", ""), clock.instant());
    }
}

package org.throughline.network.peer;

import com.nimbusds.jose.jwk.ECKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.app.MemberApps;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/**
 * Makes others members and ends it: their Organization and Endpoint in the record, their app with what it may do, and the row of
 * the peer, all in one transaction.
 */
final class Memberships {
    private final Database database;
    private final Records records;
    private final Types types;
    private final MemberApps apps;
    private final InstantSource clock;

    Memberships(Database database, Records records, Types types, MemberApps apps, InstantSource clock) {
        this.database = database;
        this.records = records;
        this.types = types;
        this.apps = apps;
        this.clock = clock;
    }

    /** What else is done in the transaction. */
    @FunctionalInterface
    interface Along {
        void with(Connection connection) throws SQLException;
    }

    /**
     * Whoever is at an address is a member from now on, anew when it was one before.
     *
     * @param by who made it so
     * @param how in words, for whoever looks at the members
     * @throws Failed with {@link Failure.Conflict} when somebody else does the same at this moment
     */
    Peer admit(Caller by, String how, String address, Member member, ECKey key, Along along) {
        Optional<Peer> known = database.read(connection -> PeerRows.at(connection, address));
        AtomicReference<@Nullable Peer> admitted = new AtomicReference<>();
        write(
                by,
                known.map(peer -> again(by, peer, member)).orElseGet(() -> first(member, address)),
                member.name(),
                (connection, written) -> {
                    along.with(connection);
                    Peer peer = stored(connection, known, made(known, how, address, member, key, written));
                    apps.admit(
                                    by,
                                    new MemberApps.Member(
                                            peer.client(),
                                            peer.address(),
                                            peer.name(),
                                            peer.organization(),
                                            peer.keys()))
                            .run(connection);
                    Notices.forget(connection, peer.number());
                    admitted.set(peer);
                });
        apps.known();
        return Objects.requireNonNull(admitted.get());
    }

    private List<Intent> first(Member member, String address) {
        String organization = urn();
        String endpoint = urn();
        return List.of(
                new Intent.Create(
                        "Organization",
                        () -> OrganizationResource.organization(JsonObject.EMPTY, member, endpoint),
                        null,
                        organization),
                new Intent.Create(
                        "Endpoint",
                        () -> OrganizationResource.endpoint(
                                JsonObject.EMPTY, member.name(), organization, address + "/fhir"),
                        null,
                        endpoint));
    }

    /** What was deleted meanwhile is made anew. */
    private List<Intent> again(Caller by, Peer peer, Member member) {
        try {
            records.read(by, "Organization", peer.organization());
            records.read(by, "Endpoint", peer.endpoint());
        } catch (Failed e) {
            return first(member, peer.address());
        }
        return List.of(
                new Intent.Patch(
                        new Target.ById("Organization", peer.organization()),
                        before -> OrganizationResource.organization(before, member, "Endpoint/" + peer.endpoint()),
                        Precondition.NONE),
                new Intent.Patch(
                        new Target.ById("Endpoint", peer.endpoint()),
                        before -> OrganizationResource.endpoint(
                                before, member.name(), "Organization/" + peer.organization(), peer.fhir()),
                        Precondition.NONE));
    }

    private Peer made(
            Optional<Peer> known, String how, String address, Member member, ECKey key, List<Outcome> written) {
        Instant now = clock.instant();
        return new Peer(
                known.map(Peer::number).orElse(0),
                address,
                Objects.requireNonNull(written.getFirst().stored()).id(),
                Objects.requireNonNull(written.getLast().stored()).id(),
                Peers.client(address),
                member.name(),
                member.kind(),
                Statement.set(key),
                Peer.State.JOINED,
                now,
                how,
                now,
                Trouble.NONE,
                null,
                java.time.Duration.ZERO);
    }

    private static Peer stored(Connection connection, Optional<Peer> known, Peer peer) throws SQLException {
        if (known.isPresent()) {
            PeerRows.renew(connection, peer);
            return peer;
        }
        int number = PeerRows.insert(connection, peer)
                .orElseThrow(() -> new Failed(new Failure.Conflict(
                        "The same installation is joining by another way at this moment. Try again.")));
        return PeerRows.of(connection, number).orElseThrow();
    }

    /**
     * A member is none any more; what it had ends at once. Nothing happens when it is none.
     *
     * @param how who made it so, in words
     */
    void end(Caller by, Peer peer, Peer.State state, String how, Along along) {
        List<Intent> intents = new ArrayList<>();
        if (isThere(by, "Organization", peer.organization())) {
            intents.add(new Intent.Patch(
                    new Target.ById("Organization", peer.organization()),
                    OrganizationResource::past,
                    Precondition.NONE));
        }
        if (isThere(by, "Endpoint", peer.endpoint())) {
            intents.add(new Intent.Patch(
                    new Target.ById("Endpoint", peer.endpoint()), OrganizationResource::off, Precondition.NONE));
        }
        Records.Together ending = (connection, written) -> {
            PeerRows.end(connection, peer.number(), state, clock.instant(), how);
            apps.bar(by, peer.client(), state == Peer.State.LEFT ? "left" : "cut off")
                    .run(connection);
            along.with(connection);
        };
        if (intents.isEmpty()) {
            database.inTransaction(connection -> {
                ending.with(connection, List.of());
                return peer;
            });
        } else {
            write(by, intents, peer.name() + ", " + (state == Peer.State.LEFT ? "left" : "cut off"), ending);
        }
        apps.known();
    }

    private boolean isThere(Caller by, String type, String id) {
        try {
            records.read(by, type, id);
            return true;
        } catch (Failed e) {
            return false;
        }
    }

    /** What a member calls itself is kept to; nothing happens when it is the same. */
    void rename(Peer peer, Member member) {
        if (peer.isMember() && !(peer.name().equals(member.name()) && peer.kind() == member.kind())) {
            Caller itself = Hearing.itself(peer);
            write(
                    itself,
                    again(itself, peer, member),
                    member.name(),
                    (connection, written) -> PeerRows.rename(connection, peer.number(), member));
        }
    }

    /** A member has another key from now on, and the old one counts no more. */
    void rekey(Caller by, Peer peer, ECKey key) {
        String keys = Statement.set(key);
        database.inTransaction(connection -> {
            PeerRows.rekey(connection, peer.number(), keys);
            return apps.rekey(by, peer.client(), keys).run(connection);
        });
        apps.known();
    }

    private void write(Caller by, List<Intent> intents, String what, Records.Together together) {
        boolean fresh = intents.getFirst() instanceof Intent.Create;
        records.write(
                by,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        by,
                        fresh ? Action.ADMIT_PEER : Action.CHANGE_PEER,
                        types.number("Organization"),
                        "member of the network: " + what,
                        fresh ? 201 : 200,
                        patients),
                Records.Company.with(together));
    }

    private static String urn() {
        return "urn:uuid:" + UUID.randomUUID();
    }
}

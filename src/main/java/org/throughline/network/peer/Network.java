package org.throughline.network.peer;

import java.net.URI;
import java.time.InstantSource;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.http.Fetcher;
import org.throughline.keys.MessageKey;
import org.throughline.login.smart.app.MemberApps;
import org.throughline.login.smart.app.Secrets;

/** The membership of this installation in the network, put together. */
public final class Network {
    private final Peers peers;
    private final Invitations invitations;
    private final Joining joining;
    private final Leaving leaving;
    private final Rekeying rekeying;
    private final Reception reception;
    private final PeerCalls calls;
    private final Keeper keeper;

    /**
     * @param house this installation
     * @param fetcher reaches others, which may be on the private network when the operator allows it
     * @param key by which others know this installation
     */
    public Network(
            Database database,
            AuditTrail audit,
            Types types,
            House house,
            Fetcher fetcher,
            MessageKey key,
            MemberApps apps,
            Secrets secrets,
            InstantSource clock) {
        Acts acts = new Acts(database, audit, clock);
        Voice voice = new Voice(key, house.address(), clock);
        Line line = new Line(fetcher);
        Memberships memberships = new Memberships(database, house.records(), types, apps, clock);
        Notices notices = new Notices(database);
        Hearing hearing = new Hearing(memberships);
        this.peers = new Peers(database);
        this.invitations = new Invitations(database, acts, house, key, secrets, clock);
        this.joining = new Joining(database, house, voice, line, memberships, secrets, clock);
        this.keeper = new Keeper(database, voice, line, notices, memberships, hearing, secrets, clock);
        this.leaving = new Leaving(memberships, voice, keeper, clock);
        this.rekeying = new Rekeying(acts, key, voice, peers, keeper, clock);
        this.reception = new Reception(
                database,
                house,
                voice,
                line,
                new Reception.Parts(invitations, joining, memberships, notices, hearing),
                secrets,
                clock);
        this.calls = new PeerCalls(database, fetcher, voice, house, audit, clock);
    }

    /** Whether an address is one of this machine only, so that others on it are all that can be reached or reach us. */
    public static boolean isOfThisMachine(String address) {
        return Line.isOfThisMachine(URI.create(address));
    }

    /** Who the members are. */
    public Peers peers() {
        return peers;
    }

    public Invitations invitations() {
        return invitations;
    }

    public Joining joining() {
        return joining;
    }

    public Leaving leaving() {
        return leaving;
    }

    public Rekeying rekeying() {
        return rekeying;
    }

    /** What answers at {@code /network}. */
    public Reception reception() {
        return reception;
    }

    /** Asks members for something. */
    public PeerCalls calls() {
        return calls;
    }

    /** Keeps in touch with the members whose time has come; to be called every few seconds. */
    public void keepInTouch() {
        keeper.step();
    }
}

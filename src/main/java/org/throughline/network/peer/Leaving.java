package org.throughline.network.peer;

import java.time.InstantSource;
import java.util.Map;
import org.throughline.access.Caller;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Ends memberships from this side, which needs nothing of the other. */
public final class Leaving {
    private final Memberships memberships;
    private final Voice voice;
    private final Keeper keeper;
    private final InstantSource clock;

    Leaving(Memberships memberships, Voice voice, Keeper keeper, InstantSource clock) {
        this.memberships = memberships;
        this.voice = voice;
        this.keeper = keeper;
        this.clock = clock;
    }

    /**
     * Leaves a member, and tells it so: at once, or whenever it answers again.
     *
     * @return whether it knows by now
     * @throws Failed with {@link Failure.Conflict} when it is no member
     */
    public boolean leave(Caller by, Peer peer) {
        require(peer);
        String statement = voice.say("leave", peer.address(), Map.of());
        memberships.end(
                Invitations.as(by),
                peer,
                Peer.State.LEFT,
                by.display(),
                connection -> Notices.add(connection, peer.number(), statement, "", clock.instant()));
        return keeper.tell(peer);
    }

    /**
     * Cuts a member off that is trusted no more: it is told nothing, and finds all doors closed.
     *
     * @throws Failed with {@link Failure.Conflict} when it is cut off already
     */
    public void cutOff(Caller by, Peer peer) {
        if (peer.state() == Peer.State.CUT_OFF) {
            throw new Failed(new Failure.Conflict(peer.name() + " is cut off already."));
        }
        memberships.end(
                Invitations.as(by),
                peer,
                Peer.State.CUT_OFF,
                by.display(),
                connection -> Notices.forget(connection, peer.number()));
    }

    private static void require(Peer peer) {
        if (!peer.isMember()) {
            throw new Failed(new Failure.Conflict(peer.name() + " is no member any more."));
        }
    }
}

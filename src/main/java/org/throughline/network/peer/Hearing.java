package org.throughline.network.peer;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Takes what a member says of itself: that it left, that it has another key. The same twice changes nothing. */
final class Hearing {
    private final Memberships memberships;

    Hearing(Memberships memberships) {
        this.memberships = memberships;
    }

    /**
     * Takes a notice.
     *
     * @throws Failed with {@link Failure.Forbidden} when it is not signed with the key that is known of the member
     */
    void take(Peer peer, Statement said) {
        switch (said.act()) {
            case "leave" -> left(peer, said);
            case "rekey" -> rekeyed(peer, said);
            default -> throw new Failed(new Failure.Malformed("value", "act", "Such a notice is not known here."));
        }
    }

    /** One that is older than the membership was kept by somebody and means nothing. */
    private void left(Peer peer, Statement said) {
        require(said.isSignedBy(peer.keySet()));
        Instant at = said.at().minus(peer.ahead());
        if (peer.isMember() && !at.plus(Statement.SKEW).isBefore(peer.since())) {
            memberships.end(itself(peer), peer, Peer.State.LEFT, peer.name() + ", which left", connection -> {});
        }
    }

    private void rekeyed(Peer peer, Statement said) {
        ECKey key = Objects.requireNonNullElseGet(said.key(), Hearing::none);
        if (peer.keySet().getKeyByKeyId(Statement.fingerprint(key)) != null) {
            return;
        }
        require(said.isSignedBy(peer.keySet()));
        memberships.rekey(itself(peer), peer, key);
    }

    /** The member itself, as the trail names it: it may change what is known of it, as the product sees fit. */
    static Caller itself(Peer peer) {
        return new Caller("app/" + peer.client(), peer.name(), Rights.EVERYTHING);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new Failed(new Failure.Forbidden("This is not signed with the key that is known of you here."));
        }
    }

    private static ECKey none() {
        throw new Failed(new Failure.Malformed("required", "jwk", "The other key is missing."));
    }
}

package org.throughline.network.peer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.keys.MessageKey;

/** Gives this installation another key. */
public final class Rekeying {
    private final Acts acts;
    private final MessageKey key;
    private final Voice voice;
    private final Peers peers;
    private final Keeper keeper;
    private final InstantSource clock;

    Rekeying(Acts acts, MessageKey key, Voice voice, Peers peers, Keeper keeper, InstantSource clock) {
        this.acts = acts;
        this.key = key;
        this.voice = voice;
        this.peers = peers;
        this.keeper = keeper;
        this.clock = clock;
    }

    /**
     * What became of it.
     *
     * @param told the members that know the new key
     * @param waiting those that will be told when they answer, or must be joined anew when the old key may not vouch for the new
     */
    public record Rekeyed(String fingerprint, List<Peer> told, List<Peer> waiting) {}

    /**
     * Makes another key, which the old one vouches for, and tells the members.
     *
     * @param compromised whether the old key may be in somebody else's hands: then it vouches for nothing, and each member closes
     *     its doors when it notices, until we have joined it anew
     */
    public Rekeyed rekey(Caller by, boolean compromised) {
        MessageKey.Next next = key.next();
        String old = key.fingerprint();
        List<Peer> all = peers.all();
        acts.act(by, Action.CHANGE_PEER, "another key of this installation", connection -> {
            Notices.settle(connection, old);
            for (Peer peer : compromised ? List.<Peer>of() : all) {
                if (peer.state() != Peer.State.CUT_OFF) {
                    Notices.add(
                            connection,
                            peer.number(),
                            voice.say("rekey", peer.address(), Map.of("jwk", next.publicKey())),
                            next.fingerprint(),
                            clock.instant());
                }
            }
            return all;
        });
        next.use();
        List<Peer> told = new ArrayList<>();
        List<Peer> waiting = new ArrayList<>();
        for (Peer peer : all.stream().filter(Peer::isMember).toList()) {
            (!compromised && keeper.tell(peer) ? told : waiting).add(peer);
        }
        return new Rekeyed(next.fingerprint(), told, waiting);
    }
}

package org.throughline.network.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.throughline.care.referral.Correspondence;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.Outbox;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/** Tells members of referrals. */
public final class ReferralPost implements Correspondence {
    private final Peers peers;
    private final Outbox outbox;

    public ReferralPost(Peers peers, Outbox outbox) {
        this.peers = peers;
        this.outbox = outbox;
    }

    @Override
    public boolean reaches(String organization) {
        return member(organization).isPresent();
    }

    private Optional<Peer> member(String organization) {
        return organization.isEmpty()
                ? Optional.empty()
                : peers.members().stream()
                        .filter(each -> each.organization().equals(organization))
                        .findFirst();
    }

    @Override
    public Records.Company telling(Function<List<Outcome>, List<Word>> words) {
        return outbox.sending(words.andThen(this::letters));
    }

    private List<Letter> letters(List<Word> words) {
        List<Letter> letters = new ArrayList<>();
        for (Word word : words) {
            member(word.organization())
                    .ifPresent(peer -> letters.add(new Letter(
                            peer.number(),
                            word.first() ? Event.REFERRAL : Event.REFERRAL_STATE,
                            "Task/" + word.task(),
                            new Enclosed(word.step(), word.note()).toString(),
                            word.patient())));
        }
        return letters;
    }
}

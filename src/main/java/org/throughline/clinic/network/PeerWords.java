package org.throughline.clinic.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Spans;
import org.throughline.network.peer.Trouble;
import org.throughline.ui.Dates;

/** What is said of a member, on the screen and on the command line. */
public final class PeerWords {
    /** Who is down for less may be starting anew. */
    private static final Duration LONG = Duration.ofHours(1);

    private final ZoneId zone;
    private final Clock clock;

    public PeerWords(ZoneId zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    /** How it stands to us, since when, and who made it so. */
    public String state(Peer peer) {
        String what = switch (peer.state()) {
            case JOINED -> "Member since ";
            case LEFT -> "No member since ";
            case CUT_OFF -> "Cut off since ";
        };
        return what + when(peer.since()) + ", by " + peer.by();
    }

    /** When it was last heard from. */
    public String contact(Peer peer) {
        Instant contact = peer.contact();
        return contact == null ? "Not heard from yet" : "Last heard " + when(contact);
    }

    /** What is wrong; nothing when all is well. */
    public List<String> wrong(Peer peer) {
        List<String> wrong = new ArrayList<>();
        if (peer.trouble() != Trouble.NONE) {
            Instant since = peer.troubleSince();
            wrong.add("It " + peer.trouble().words() + (since == null ? "" : ", since " + when(since)));
        }
        if (peer.isMember() && peer.clockDiffers()) {
            wrong.add("Its clock is " + Spans.words(peer.ahead()) + " ours");
        }
        return wrong;
    }

    /** What administrators are to be warned of: what somebody has to do something about, or that it has been down for long. */
    public Optional<String> warning(Peer peer) {
        Instant since = peer.troubleSince();
        boolean passes = peer.trouble() == Trouble.NONE
                || (peer.trouble() == Trouble.DOWN
                        && (since == null || since.plus(LONG).isAfter(clock.instant())));
        List<String> wrong = wrong(peer);
        return (passes && !peer.clockDiffers()) || wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(peer.name() + ": " + String.join(". ", wrong) + ".");
    }

    /** A moment of today by its time only. */
    private String when(Instant instant) {
        Dates dates = new Dates(zone);
        boolean today = LocalDate.ofInstant(instant, zone).equals(LocalDate.ofInstant(clock.instant(), zone));
        return today ? dates.time(instant) : dates.moment(instant);
    }
}

package org.throughline.clinic;

import java.time.Clock;
import java.util.List;
import org.throughline.network.transfer.State;
import org.throughline.network.transfer.Step;
import org.throughline.network.transfer.Transfer;
import org.throughline.network.transfer.Transfers;
import org.throughline.ui.Dates;

/** Whether a patient's chart has moved to another practice, or is on its way, as the banner says it. */
public final class Moves {
    private final Transfers transfers;
    private final Clock clock;

    public Moves(Transfers transfers, Clock clock) {
        this.transfers = transfers;
        this.clock = clock;
    }

    /**
     * What the banner says.
     *
     * @param text empty for nothing
     * @param address where more is said
     * @param away whether the chart has moved away, so that nothing more is to be entered here
     */
    public record Words(String text, String address, boolean away) {
        public static final Words NONE = new Words("", "", false);
    }

    /** Of a patient's chart: what is under way before what was. */
    public Words of(String patient) {
        List<Transfer> all = transfers.ofPatient(patient);
        if (all.isEmpty()) {
            return Words.NONE;
        }
        Transfer last = all.getFirst();
        Transfer moved = transfers.moved(patient).orElse(null);
        if (!last.state().isOver()) {
            return new Words(underWay(last), "/transfers/" + last.id(), moved != null);
        }
        return moved == null ? Words.NONE : new Words(moved(moved), "/transfers/" + moved.id(), true);
    }

    private String moved(Transfer transfer) {
        Step step = transfer.step(State.CONFIRMED).orElseThrow();
        return "Moved to " + transfer.receiver() + " on " + new Dates(clock.getZone()).moment(step.at()) + ": "
                + step.words() + ", confirmed by " + step.by();
    }

    private static String underWay(Transfer transfer) {
        if (transfer.state() == State.PREPARED) {
            return "Is to move to " + transfer.receiver() + ": not signed yet";
        }
        if (transfer.isByHand()) {
            return "Goes to " + transfer.receiver() + " by hand: not confirmed yet";
        }
        if (transfer.giving()) {
            return "Moves to " + transfer.receiver() + ": not confirmed yet";
        }
        return transfer.state() == State.FILED
                ? "The chart from " + transfer.receiver() + " is here: to be confirmed"
                : "The chart from " + transfer.receiver() + " is on its way";
    }
}

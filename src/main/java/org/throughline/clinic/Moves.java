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

    /** Of a patient's chart. */
    public Words of(String patient) {
        List<Transfer> all = transfers.ofPatient(patient);
        if (all.isEmpty()) {
            return Words.NONE;
        }
        Transfer last = all.getFirst();
        boolean away = transfers.moved(patient).isPresent();
        Step step = last.steps().getLast();
        String when = new Dates(clock.getZone()).moment(step.at());
        String text = switch (last.state()) {
            case CONFIRMED ->
                last.giving()
                        ? "Moved to " + last.receiver() + " on " + when + ": " + step.words() + ", confirmed by "
                                + step.by()
                        : "";
            case REFUSED, WITHDRAWN -> "";
            case PREPARED -> "Is to move to " + last.receiver() + ": not signed yet";
            case OFFERED, ACCEPTED, FILED ->
                last.giving()
                        ? "Moves to " + last.receiver() + ": not confirmed yet"
                        : last.state() == State.FILED
                                ? "The chart from " + last.receiver() + " is here: to be confirmed"
                                : "The chart from " + last.receiver() + " is on its way";
        };
        return text.isEmpty() ? Words.NONE : new Words(text, "/transfers/" + last.id(), away);
    }
}

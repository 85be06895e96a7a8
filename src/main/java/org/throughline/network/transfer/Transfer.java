package org.throughline.network.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/**
 * The transfer of a chart, as this side knows it.
 *
 * @param id a UUID, the same on both sides
 * @param giving whether the chart leaves from here
 * @param peer the number of the member at the other side; 0 for none, so that it is handed over by hand
 * @param receiver what the new practice is called
 * @param patient the id of our Patient; empty while nobody has said who it is
 * @param theirs the id of the Patient there; empty while that is not known
 * @param person who it is, as the old practice describes them; empty where the chart leaves
 * @param wish what was asked for in writing; null where the chart arrives
 * @param steps what was done, the first first
 * @param entries how many resources it is; 0 while that is not known
 * @param parts in how many pieces it travels
 * @param trouble why it does not go on; empty when it does
 */
public record Transfer(
        String id,
        boolean giving,
        int peer,
        String receiver,
        String patient,
        String theirs,
        JsonObject person,
        @Nullable Wish wish,
        State state,
        List<Step> steps,
        int entries,
        int parts,
        String trouble,
        Instant changed) {
    public Transfer {
        steps = List.copyOf(steps);
    }

    /** When and by whom it came to be in a state, the last time. */
    public Optional<Step> step(State which) {
        return steps.reversed().stream().filter(each -> each.state() == which).findFirst();
    }

    /** By hand, since the new practice is no member. */
    public boolean isByHand() {
        return peer == 0;
    }
}

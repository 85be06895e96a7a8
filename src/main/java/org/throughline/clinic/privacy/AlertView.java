package org.throughline.clinic.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert, ready to show.
 *
 * @param patient null when it is about no patient in particular
 * @param when the moment, or the first and the last
 * @param entries where its entries are in the trail
 * @param steps what was done about it, the newest first
 * @param open whether there is still something to do
 * @param own whether it is about the reader, who then does not work on it
 * @param typed a note that was not taken
 * @param failure why it was not; empty when none was tried
 */
public record AlertView(
        long number,
        String who,
        String roles,
        @Nullable PatientPick patient,
        List<String> reasons,
        String when,
        String entries,
        List<String> steps,
        String state,
        boolean open,
        boolean own,
        String typed,
        String failure) {
    public AlertView {
        reasons = List.copyOf(reasons);
        steps = List.copyOf(steps);
    }
}

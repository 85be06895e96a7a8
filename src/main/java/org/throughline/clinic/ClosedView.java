package org.throughline.clinic;

import java.util.List;

/**
 * The page in place of a chart that is closed.
 *
 * @param mayOpen whether the person may open it with a reason
 * @param asksOthers whether the person may ask other organizations in an emergency, and there are any
 * @param reasons the usual ones
 * @param failure what was missing at the last try; empty at the first
 */
public record ClosedView(
        String id,
        String name,
        String born,
        boolean mayOpen,
        boolean asksOthers,
        List<String> reasons,
        String failure) {
    public ClosedView {
        reasons = List.copyOf(reasons);
    }
}

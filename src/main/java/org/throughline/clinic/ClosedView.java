package org.throughline.clinic;

import java.util.List;

/**
 * The page in place of a chart that is closed.
 *
 * @param mayOpen whether the person may open it with a reason
 * @param reasons the usual ones
 * @param failure what was missing at the last try; empty at the first
 */
public record ClosedView(String id, String name, String born, boolean mayOpen, List<String> reasons, String failure) {
    public ClosedView {
        reasons = List.copyOf(reasons);
    }
}

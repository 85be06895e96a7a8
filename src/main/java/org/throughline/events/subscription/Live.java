package org.throughline.events.subscription;

import java.util.List;
import org.throughline.access.Mandate;

/**
 * A subscription that is in force, for the room whose topic it is of.
 *
 * @param id of the Subscription
 * @param filters as they were sent
 * @param mandate whose it is, and by what its rights are worked out
 */
public record Live(String id, List<String> filters, Mandate mandate) {
    public Live {
        filters = List.copyOf(filters);
    }
}

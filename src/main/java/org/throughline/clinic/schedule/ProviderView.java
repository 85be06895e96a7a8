package org.throughline.clinic.schedule;

import java.util.List;

/**
 * When somebody can be booked.
 *
 * @param days the hours of each day as they are typed
 */
public record ProviderView(
        String address, String name, String site, int version, List<DayField> days, String atOnce, boolean active) {
    public ProviderView {
        days = List.copyOf(days);
    }

    /** The hours of a day. */
    public record DayField(String name, String value, String fault) {}
}

package org.throughline.record.booking;

import java.util.List;

/**
 * What a resource says about people's time, as rows.
 *
 * @param booked of an Appointment: whose time it takes, and when
 * @param bookable of a Schedule: whose time it opens
 */
public record Claims(List<Booked> booked, List<Bookable> bookable) {
    public static final Claims NONE = new Claims(List.of(), List.of());

    public Claims {
        booked = List.copyOf(booked);
        bookable = List.copyOf(bookable);
    }

    /**
     * Time that is taken.
     *
     * @param actor the address of the Practitioner or PractitionerRole
     * @param since microseconds since 1970, UTC
     * @param until the first moment after it
     * @param beside whether it may lie over others
     */
    public record Booked(long actor, long since, long until, boolean beside) {}

    /**
     * How many appointments somebody has at once at most.
     *
     * @param actor the address of the Practitioner or PractitionerRole
     */
    public record Bookable(long actor, int most) {}
}

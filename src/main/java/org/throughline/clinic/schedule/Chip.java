package org.throughline.clinic.schedule;

/**
 * An appointment as it stands in the grid.
 *
 * @param address of its panel
 * @param time when it begins, as {@code 09:15}
 * @param until when it ends
 * @param name whose it is
 * @param type what the visit is for
 * @param tone by which colour that is told too
 * @param state what has become of it, in a word; empty while it is only booked
 * @param step how the grid shows that: a class
 * @param similar whether somebody with a similar name comes on the same day
 * @param version by which a move says what it was made from
 * @param current whether its panel is open
 */
public record Chip(
        String id,
        String address,
        String time,
        String until,
        String name,
        String type,
        String tone,
        String state,
        String step,
        boolean similar,
        int version,
        boolean movable,
        boolean current) {}

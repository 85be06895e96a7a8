package org.throughline.access.place;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a place.
 *
 * @param place the two letters of a state; {@code US} for all; {@code SITE} for one that a site has set for itself
 * @param kind of care ({@code sti}, {@code mental}…) or of sensitive information ({@link org.throughline.access.Sensitivity}); empty
 *     where the subject has none
 * @param value a number; empty where the subject has none, or for a site: that the rule does not count here
 * @param words what it says, in words
 * @param citation of the statute or regulation; for a site who set it
 * @param url where it was read; empty for a site
 * @param checked when it was read
 */
public record Rule(
        String place,
        Subject subject,
        String kind,
        String value,
        String words,
        String citation,
        String url,
        LocalDate checked) {
    /** The place of what a site has set for itself. */
    public static final String SITE = "SITE";

    /** The number that it says; null for none. */
    public @Nullable Integer number() {
        return value.matches("[0-9]{1,5}") ? Integer.valueOf(value) : null;
    }

    boolean isAbout(Subject other, String otherKind) {
        return subject == other && kind.equals(otherKind);
    }
}

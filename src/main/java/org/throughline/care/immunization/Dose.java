package org.throughline.care.immunization;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An immunization of the record, as it stands there.
 *
 * @param state whether it was given
 * @param vaccine in words
 * @param cvx at least two digits; empty when it has none
 * @param mvx the maker's code; empty when it has none
 * @param date as FHIR has it, perhaps only a year or a month; or words
 * @param lot its number; empty when not known
 * @param stock the id of the practice's lot that it was taken from; empty for none
 * @param expiry as FHIR has it; empty when not known
 * @param by who gave it, or told it; empty when not known
 * @param here whether it was given here, and is not only known from elsewhere
 * @param source where it is known from, when not given here
 * @param why why it was not given
 * @param substandard why it does not count whatever else is right; empty when nothing is wrong with it
 * @param reactions what happened after it
 * @param holder the other organization that holds it, so that it is not changed here; empty for our own
 * @param overrides what spoke against it, and why it was given nevertheless
 */
public record Dose(
        String id,
        int version,
        State state,
        String vaccine,
        String cvx,
        String mvx,
        String date,
        String lot,
        String stock,
        String expiry,
        String site,
        String route,
        String amount,
        String by,
        boolean here,
        String source,
        String why,
        String substandard,
        List<String> sheets,
        List<Reaction> reactions,
        String holder,
        List<String> overrides) {
    public Dose {
        sheets = List.copyOf(sheets);
        reactions = List.copyOf(reactions);
        overrides = List.copyOf(overrides);
    }

    /** Whether it is our own. */
    public boolean ours() {
        return holder.isEmpty();
    }

    /** Whether a dose was given. */
    public enum State {
        GIVEN,
        REFUSED,
        IN_ERROR
    }

    /** What happened after a dose, and when, as FHIR has it. */
    public record Reaction(String date, String what) {}

    /** The day, when it is known to the day. */
    public Optional<LocalDate> day() {
        try {
            return date.length() < 10 ? Optional.empty() : Optional.of(LocalDate.parse(date.substring(0, 10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.answer.Standing;

/**
 * Where a patient stands with each group of vaccines, and until when that is so.
 *
 * @param born the birth date; null when it is not known to the day
 * @param places where the patient stands; empty when there is no forecast
 * @param renew from when on it is to be found out anew although nothing in the record changes
 */
public record Outlook(String patient, @Nullable LocalDate born, List<Place> places, LocalDate renew) {
    public Outlook {
        places = List.copyOf(places);
    }

    /** Where somebody stands, what needs an act first. */
    public enum State {
        OVERDUE,
        DUE,
        UNSURE,
        FORBIDDEN,
        LATER,
        DONE,
        NONE
    }

    /**
     * A group of vaccines.
     *
     * @param vaccine the group, as the schedule calls it
     * @param since when it became due or overdue, or will be due; null for what needs nothing
     */
    public record Place(
            String vaccine, State state, @Nullable LocalDate since) {
        static Place of(GroupAnswer answer) {
            return switch (answer.standing()) {
                case Standing.Overdue(LocalDate since) -> new Place(answer.group(), State.OVERDUE, since);
                case Standing.Due(LocalDate since) -> new Place(answer.group(), State.DUE, since);
                case Standing.NotDue(LocalDate earliest, LocalDate recommended) ->
                    new Place(answer.group(), State.LATER, recommended);
                case Standing.NotEvaluated unsure -> new Place(answer.group(), State.UNSURE, null);
                case Standing.Contraindicated forbidden -> new Place(answer.group(), State.FORBIDDEN, null);
                case Standing.Complete complete -> new Place(answer.group(), State.DONE, null);
                case Standing.Immune immune -> new Place(answer.group(), State.DONE, null);
                case Standing.AgedOut old -> new Place(answer.group(), State.NONE, null);
                case Standing.NotRecommended not -> new Place(answer.group(), State.NONE, null);
            };
        }
    }

    /** The code of a group of vaccines, by which who is due is searched: {@code dtap-tdap-td}. */
    public static String code(String vaccine) {
        return vaccine.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** The next day on which an answer says something else by itself; null for none. */
    static @Nullable LocalDate turns(GroupAnswer answer, LocalDate on) {
        NextDose next = answer.next().orElse(null);
        if (next == null) {
            return null;
        }
        LocalDate pastDue = next.pastDue();
        LocalDate latest = next.latest();
        return java.util.stream.Stream.of(
                        next.earliest(),
                        next.recommended(),
                        pastDue == null ? on : pastDue.plusDays(1),
                        latest == null ? on : latest.plusDays(1))
                .filter(day -> day.isAfter(on))
                .min(LocalDate::compareTo)
                .orElse(null);
    }
}

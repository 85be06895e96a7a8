package org.throughline.clinic.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.care.schedule.BookingRequest;

/**
 * What came of looking at a form.
 *
 * @param request what is to be booked; empty when something is wrong or to be looked at first
 * @param questions what is to be looked at first
 * @param taken whether the time was taken
 */
record Checked(Optional<BookingRequest> request, Map<String, String> faults, List<String> questions, boolean taken) {
    static final Checked NOTHING = new Checked(Optional.empty(), Map.of(), List.of(), false);

    Checked {
        faults = Map.copyOf(faults);
        questions = List.copyOf(questions);
    }

    /** The same, with what is taken: days, where there are several. */
    Checked withTaken(List<String> days) {
        Map<String, String> which =
                days.isEmpty() ? Map.of() : Map.of("times", "Taken on " + String.join(", ", days) + ".");
        return new Checked(Optional.empty(), which, List.of(), true);
    }
}

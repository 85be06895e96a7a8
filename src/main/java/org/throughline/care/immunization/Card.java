package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.patient.Sex;
import org.throughline.safety.patient.Condition;

/**
 * All immunizations of a patient and what is next.
 *
 * @param doses those that whoever asks may see, the newest first, also what was refused; what was entered in error is left
 *     out
 * @param assessment where the patient stands, or why that cannot be said
 * @param uncounted doses that are not counted
 * @param birth null when it is not known to the day
 * @param questions what is asked before vaccines
 * @param screening what was answered today
 * @param open problems that are not understood and for which live vaccines wait
 * @param unaffected problems of which a clinician said that they are no reason against live vaccines
 */
public record Card(
        List<Dose> doses,
        Assessment assessment,
        List<Uncounted> uncounted,
        LoadedSchedule schedule,
        @Nullable LocalDate birth,
        Sex sex,
        List<Screening.Question> questions,
        Screening screening,
        List<Condition> open,
        List<Unaffected> unaffected,
        LocalDate today) {
    public Card {
        doses = List.copyOf(doses);
        uncounted = List.copyOf(uncounted);
        questions = List.copyOf(questions);
        open = List.copyOf(open);
        unaffected = List.copyOf(unaffected);
    }
}

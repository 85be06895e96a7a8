package org.throughline.immunization.answer;

import java.util.List;
import java.util.Optional;
import org.throughline.immunization.schedule.Series;

/**
 * Where the patient stands with one vaccine group. A group can have two answers, when a risk asks for more than age does.
 *
 * @param type whether age or a risk asks for it
 * @param status the vaccine group's status (tables 9-3 and 9-4)
 * @param next the next dose, when one is needed
 * @param series the series the answer rests on
 * @param doses each dose given, as these series see it
 * @param guidance what the schedule tells the clinician
 * @param toCheck what is not known and would change the answer
 */
public record GroupAnswer(
        String group,
        Series.Type type,
        SeriesStatus status,
        Standing standing,
        Optional<NextDose> next,
        List<String> series,
        List<DoseAnswer> doses,
        List<String> guidance,
        List<String> toCheck) {}

package org.throughline.immunization.patient;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the patient.
 *
 * @param birthCountry "U.S." or another country's name, or null when not known
 * @param shots all vaccines given, in any order
 * @param observations the active observations (conditions, risks, reactions, evidence of immunity) by the schedule's
 *     codes
 * @param notEvaluated observation codes of which is not known whether they hold, each with why
 */
public record History(
        LocalDate birth,
        Sex sex,
        @Nullable String birthCountry,
        List<Shot> shots,
        Map<String, Observed> observations,
        Map<String, String> notEvaluated) {

    /** A history with the shots in the order they were given. */
    public History {
        shots = shots.stream().sorted(Comparator.comparing(Shot::given)).toList();
        observations = Map.copyOf(observations);
        notEvaluated = Map.copyOf(notEvaluated);
    }

    /** True when the observation is active. */
    public boolean has(String observation) {
        return observations.containsKey(observation);
    }

    /** An observation, with the day it began or happened when that is known. */
    public record Observed(@Nullable LocalDate date) {}
}

package org.throughline.immunization.answer;

import java.time.LocalDate;
import java.util.List;
import org.throughline.immunization.patient.Shot;

/** The answer of the forecast: one per vaccine group, or why there is none. */
public sealed interface Assessment {

    /**
     * The forecast.
     *
     * @param on the day it is for
     * @param schedule the digest of the schedule it rests on
     * @param unknown vaccines given that the schedule does not know: they are in no answer
     */
    record Forecast(LocalDate on, String schedule, List<GroupAnswer> groups, List<Shot> unknown)
            implements Assessment {}

    /** There is no forecast. {@code why} is written for people. */
    record NoForecast(String why) implements Assessment {}
}

package org.throughline.care.chart;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.care.vital.Measured;

/**
 * A patient's chart.
 *
 * @param notices the most pressing first
 * @param problems active first, newest onset first
 * @param medications active first, newest first
 * @param results the test with the newest result first
 * @param vitals newest first
 * @param visits newest first
 * @param immunizations newest first
 * @param unread how many older entries of a part were not read, a part that is whole not named; of results and vital signs it
 *     is only told that there are some
 * @param denied the parts that this caller may not see; that they are empty says nothing of the patient
 */
public record Chart(
        Person person,
        Allergies allergies,
        List<Notice> notices,
        List<Problem> problems,
        List<Medication> medications,
        List<ResultSeries> results,
        List<Measured> vitals,
        List<Visit> visits,
        List<Immunization> immunizations,
        Map<ChartPart, Long> unread,
        Set<ChartPart> denied) {
    public Chart {
        notices = List.copyOf(notices);
        problems = List.copyOf(problems);
        medications = List.copyOf(medications);
        results = List.copyOf(results);
        vitals = List.copyOf(vitals);
        visits = List.copyOf(visits);
        immunizations = List.copyOf(immunizations);
        unread = Map.copyOf(unread);
        denied = Set.copyOf(denied);
    }
}

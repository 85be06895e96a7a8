package org.throughline.care.chart;

import java.util.List;

/**
 * A patient's chart.
 *
 * @param problems active first, newest onset first
 * @param medications active first, newest first
 * @param results the test with the newest result first
 * @param visits newest first
 * @param immunizations newest first
 */
public record Chart(
        Person person,
        Allergies allergies,
        List<Problem> problems,
        List<Medication> medications,
        List<ResultSeries> results,
        List<Visit> visits,
        List<Immunization> immunizations) {
    public Chart {
        problems = List.copyOf(problems);
        medications = List.copyOf(medications);
        results = List.copyOf(results);
        visits = List.copyOf(visits);
        immunizations = List.copyOf(immunizations);
    }
}

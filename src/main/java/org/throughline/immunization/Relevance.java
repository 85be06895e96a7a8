package org.throughline.immunization;

import java.util.List;
import org.throughline.immunization.schedule.Antigen;
import org.throughline.immunization.schedule.Series;

/** Which series of an antigen are for the patient (section 5.1). */
final class Relevance {

    private Relevance() {}

    /** Table 5-5. */
    static boolean relevant(Series series, Case patient) {
        return (series.sexes().isEmpty()
                        || series.sexes().contains(patient.history().sex()))
                && (series.type() != Series.Type.RISK
                        || series.indications().stream()
                                .anyMatch(indication ->
                                        patient.history().has(indication.code()) && atAge(indication, patient)));
    }

    /** Indications of which is not known whether they hold (table 5-4, third rule). */
    static List<String> toCheck(Antigen antigen, Case patient) {
        return antigen.series().stream()
                .flatMap(series -> series.indications().stream())
                .filter(indication -> patient.history().notEvaluated().containsKey(indication.code())
                        && !patient.history().has(indication.code())
                        && atAge(indication, patient))
                .map(indication -> "Not evaluated, would ask for more: " + indication.title() + " ("
                        + patient.history().notEvaluated().get(indication.code()) + ").")
                .distinct()
                .toList();
    }

    private static boolean atAge(Series.Indication indication, Case patient) {
        return indication.ages().contains(patient.birth(), patient.on());
    }
}

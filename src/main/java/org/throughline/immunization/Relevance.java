package org.throughline.immunization;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.immunization.schedule.Antigen;
import org.throughline.immunization.schedule.Series;

/** Which series of an antigen are for the patient (section 5.1). */
final class Relevance {

    private Relevance() {}

    /** Table 5-5. */
    static boolean relevant(Series series, Case patient) {
        return forSex(series, patient)
                && (series.type() != Series.Type.RISK
                        || held(series, patient).anyMatch(indication -> atAge(indication, patient)));
    }

    /**
     * The day from which on a risk series will be for the patient, who is too young for its indication yet; empty for any
     * other.
     */
    static Optional<LocalDate> from(Series series, Case patient) {
        return !forSex(series, patient) || series.type() != Series.Type.RISK
                ? Optional.empty()
                : held(series, patient)
                        .map(indication -> indication.ages().begin())
                        .filter(Objects::nonNull)
                        .map(begin -> begin.after(patient.birth()))
                        .filter(day -> day.isAfter(patient.on()))
                        .min(LocalDate::compareTo);
    }

    private static boolean forSex(Series series, Case patient) {
        return series.sexes().isEmpty()
                || series.sexes().contains(patient.history().sex());
    }

    private static Stream<Series.Indication> held(Series series, Case patient) {
        return series.indications().stream()
                .filter(indication -> patient.history().has(indication.code()));
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

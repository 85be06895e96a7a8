package org.throughline.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.immunization.schedule.Series;
import org.throughline.immunization.schedule.SeriesDose;
import org.throughline.immunization.schedule.VaccineRule;

/**
 * Which vaccines may be given for a dose (rule FORECASTRECVAC-1).
 *
 * @param vaccines CVX codes with names, first those that the schedule names in a forecast
 * @param withheld what is not advised, with why
 * @param notEvaluated why nothing is advised: all vaccines are live ones that must wait until something is known
 */
record Advice(Map<String, String> vaccines, Map<String, List<String>> withheld, List<String> notEvaluated) {

    /** True when each vaccine that is for the age is contraindicated. */
    boolean forbidden() {
        return vaccines.isEmpty() && notEvaluated.isEmpty() && !withheld.isEmpty();
    }

    /** Why no vaccine of the series may be given (table 7-7); empty when one may. */
    static List<String> against(Series series, Contraindications contraindications) {
        if (!contraindications.antigen().isEmpty()) {
            return List.copyOf(contraindications.antigen());
        }
        Set<String> why = new LinkedHashSet<>();
        for (VaccineRule vaccine : series.doses().stream()
                .flatMap(dose -> dose.preferable().stream())
                .toList()) {
            List<String> against = contraindications.against(vaccine.cvx());
            if (against.isEmpty()) {
                return List.of();
            }
            why.addAll(against);
        }
        return List.copyOf(why);
    }

    static Advice of(SeriesDose dose, String antigen, DoseDates dates, Forbidden forbidden) {
        Advice preferable = of(named(dose), antigen, dates, forbidden);
        if (!preferable.vaccines().isEmpty() || !preferable.notEvaluated().isEmpty()) {
            return preferable;
        }
        Advice allowable = of(dose.allowable(), antigen, dates, forbidden);
        Map<String, List<String>> withheld = new LinkedHashMap<>(preferable.withheld());
        withheld.putAll(allowable.withheld());
        return new Advice(allowable.vaccines(), withheld, allowable.notEvaluated());
    }

    private static Advice of(List<VaccineRule> rules, String antigen, DoseDates dates, Forbidden forbidden) {
        LocalDate birth = forbidden.patient().birth();
        Map<String, String> vaccines = new LinkedHashMap<>();
        Map<String, List<String>> withheld = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (VaccineRule vaccine : rules) {
            if (!vaccine.ages().contains(birth, dates.earliest())
                    && !vaccine.ages().contains(birth, dates.recommended())) {
                continue;
            }
            List<String> against = forbidden.against(vaccine.cvx(), antigen);
            List<String> waits = forbidden.withholds(vaccine.cvx(), antigen);
            if (against.isEmpty() && waits.isEmpty()) {
                vaccines.put(vaccine.cvx(), vaccine.name());
            } else {
                withheld.put(vaccine.cvx(), against.isEmpty() ? waits : against);
                unknown.addAll(waits);
            }
        }
        return new Advice(vaccines, withheld, vaccines.isEmpty() ? List.copyOf(unknown) : List.of());
    }

    /** True when there is still a vaccine for the dose at the patient's age on that day, or there will be. */
    static boolean possible(SeriesDose dose, LocalDate birth, LocalDate on) {
        return dose.preferable().isEmpty()
                || dose.preferable().stream()
                        .map(vaccine -> vaccine.ages().end())
                        .anyMatch(end -> end == null || on.isBefore(end.after(birth)));
    }

    private static List<VaccineRule> named(SeriesDose dose) {
        List<VaccineRule> ordered = new ArrayList<>(
                dose.preferable().stream().filter(VaccineRule::advised).toList());
        dose.preferable().stream().filter(vaccine -> !vaccine.advised()).forEach(ordered::add);
        return ordered;
    }
}

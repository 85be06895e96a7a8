package org.throughline.immunization;

import java.util.List;
import java.util.stream.Stream;
import org.throughline.immunization.schedule.Immunity;

/** Why the patient is immune without a vaccine (section 7.2, table 7-3); empty when not. */
final class EvidenceOfImmunity {

    private EvidenceOfImmunity() {}

    static List<String> of(Immunity immunity, Case patient) {
        Stream<String> history = immunity.history().entrySet().stream()
                .filter(entry -> patient.history().has(entry.getKey()))
                .map(entry -> entry.getValue());
        Stream<String> births = immunity.births().stream()
                .filter(rule -> applies(rule, patient))
                .map(rule -> "Born before " + rule.date() + ".");
        return Stream.concat(history, births).toList();
    }

    private static boolean applies(Immunity.BornBefore rule, Case patient) {
        return patient.birth().isBefore(rule.date())
                && rule.exclusions().stream()
                        .noneMatch(code -> patient.history().has(code)
                                || patient.history().notEvaluated().containsKey(code))
                && (rule.country().isEmpty()
                        || rule.country().equals(patient.history().birthCountry()));
    }
}

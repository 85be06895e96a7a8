package org.throughline.immunization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.immunization.schedule.Antigen;
import org.throughline.immunization.schedule.Contraindication;

/**
 * What forbids the vaccines of an antigen (section 7.3). Stricter than the specification in one thing: where is not known
 * whether a contraindication of a live vaccine holds, the live vaccine is withheld.
 *
 * @param name the antigen's name
 * @param antigen why no vaccine of the antigen may be given; empty when none forbids it
 * @param vaccines why single vaccines may not be given, by CVX code
 * @param unknown what is not known and would forbid all vaccines of the antigen
 * @param unknownVaccines what is not known and would forbid single vaccines, by CVX code
 */
record Contraindications(
        String name,
        List<String> antigen,
        Map<String, List<String>> vaccines,
        List<String> unknown,
        Map<String, List<String>> unknownVaccines) {

    static Contraindications of(Antigen antigen, Case patient) {
        Contraindications found = new Contraindications(
                antigen.name(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
        for (Contraindication rule : antigen.contraindications()) {
            if (holds(rule, patient)) {
                found.antigen().add(words(rule));
            }
            unknown(rule, patient).ifPresent(found.unknown()::add);
        }
        for (Contraindication rule : antigen.vaccineContraindications()) {
            if (holds(rule, patient)) {
                add(found.vaccines(), rule, patient, words(rule));
            }
            unknown(rule, patient).ifPresent(words -> add(found.unknownVaccines(), rule, patient, words));
        }
        return found;
    }

    /** Why the vaccine must not be given. */
    List<String> against(String cvx) {
        return joined(antigen, vaccines.getOrDefault(cvx, List.of()));
    }

    /** Why the vaccine, a live one, is withheld although nothing is known to forbid it. */
    List<String> withholds(String cvx) {
        return LiveVaccines.has(cvx) ? joined(unknown, unknownVaccines.getOrDefault(cvx, List.of())) : List.of();
    }

    /** All that is not known and would forbid something. */
    List<String> toCheck() {
        Set<String> words = new LinkedHashSet<>(unknown);
        unknownVaccines.values().forEach(words::addAll);
        return List.copyOf(words);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        Set<String> words = new LinkedHashSet<>(first);
        words.addAll(second);
        return List.copyOf(words);
    }

    private static void add(Map<String, List<String>> to, Contraindication rule, Case patient, String words) {
        rule.vaccines().stream()
                .filter(vaccine -> vaccine.ages().contains(patient.birth(), patient.on()))
                .forEach(vaccine -> to.computeIfAbsent(vaccine.cvx(), cvx -> new ArrayList<>())
                        .add(words));
    }

    private static boolean holds(Contraindication rule, Case patient) {
        return patient.history().has(rule.code()) && rule.ages().contains(patient.birth(), patient.on());
    }

    private static Optional<String> unknown(Contraindication rule, Case patient) {
        return Optional.ofNullable(patient.history().notEvaluated().get(rule.code()))
                .filter(why -> !patient.history().has(rule.code()))
                .filter(why -> rule.ages().contains(patient.birth(), patient.on()))
                .map(why -> "Not evaluated: " + patient.schedule().title(rule.code()) + " (" + why + ").");
    }

    private static String words(Contraindication rule) {
        return rule.text().isEmpty() ? rule.title() : rule.text();
    }
}

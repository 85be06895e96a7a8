package org.throughline.immunization;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.immunization.schedule.Antigen;
import org.throughline.immunization.schedule.Contents;

/**
 * What forbids vaccines, over all antigens: a vaccine for several diseases is forbidden when one of the antigens in it is
 * (section 7.3; the specification looks at one antigen at a time).
 */
record Forbidden(Case patient, Map<String, Contraindications> byAntigen) {

    static Forbidden of(Case patient) {
        return new Forbidden(
                patient,
                patient.schedule().antigens().stream()
                        .collect(Collectors.toMap(
                                Antigen::name,
                                antigen -> Contraindications.of(antigen, patient),
                                (one, other) -> one)));
    }

    Contraindications antigen(String name) {
        return byAntigen.getOrDefault(name, new Contraindications(name, List.of(), Map.of(), List.of(), Map.of()));
    }

    /** Why the vaccine must not be given. */
    List<String> against(String cvx, String antigen) {
        return words(cvx, antigen, contraindications -> contraindications.against(cvx));
    }

    /** Why the vaccine, a live one, is withheld although nothing is known to forbid it. */
    List<String> withholds(String cvx, String antigen) {
        return words(cvx, antigen, contraindications -> contraindications.withholds(cvx));
    }

    private List<String> words(String cvx, String antigen, Function<Contraindications, List<String>> which) {
        Set<String> antigens = new LinkedHashSet<>(Set.of(antigen));
        Contents contents = patient.schedule().contents().get(cvx);
        if (contents != null) {
            contents.antigens().stream()
                    .filter(part -> part.ages().contains(patient.birth(), patient.on()))
                    .forEach(part -> antigens.add(part.antigen()));
        }
        return antigens.stream()
                .flatMap(name -> which.apply(antigen(name)).stream())
                .distinct()
                .toList();
    }
}

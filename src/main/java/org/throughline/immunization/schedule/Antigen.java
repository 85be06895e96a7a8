package org.throughline.immunization.schedule;

import java.util.List;
import java.util.Set;

/** All that the schedule says of one antigen. */
public record Antigen(
        String name,
        Immunity immunity,
        List<Contraindication> contraindications,
        List<Contraindication> vaccineContraindications,
        List<Series> series) {

    /** The same with these words wherever one of the hidden observations is named. */
    Antigen withoutNaming(Set<String> hidden, String words) {
        return new Antigen(
                name,
                immunity.withoutNaming(hidden, words),
                contraindications.stream()
                        .map(each -> each.withoutNaming(hidden, words))
                        .toList(),
                vaccineContraindications.stream()
                        .map(each -> each.withoutNaming(hidden, words))
                        .toList(),
                series.stream().map(each -> each.withoutNaming(hidden, words)).toList());
    }
}

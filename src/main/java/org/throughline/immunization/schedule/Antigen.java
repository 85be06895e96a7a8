package org.throughline.immunization.schedule;

import java.util.List;

/** All that the schedule says of one antigen. */
public record Antigen(
        String name,
        Immunity immunity,
        List<Contraindication> contraindications,
        List<Contraindication> vaccineContraindications,
        List<Series> series) {}

package org.throughline.immunization.schedule;

import java.util.List;

/**
 * An observation that forbids vaccines at such ages (section 7.3).
 *
 * @param vaccines which vaccines; empty for all of the antigen
 */
public record Contraindication(String code, String title, String text, AgeRange ages, List<Vaccine> vaccines) {

    /** A vaccine that is forbidden, at such ages. */
    public record Vaccine(String cvx, String name, AgeRange ages) {}
}

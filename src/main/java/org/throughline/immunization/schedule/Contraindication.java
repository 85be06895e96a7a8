package org.throughline.immunization.schedule;

import java.util.List;
import java.util.Set;

/**
 * An observation that forbids vaccines at such ages (section 7.3).
 *
 * @param vaccines which vaccines; empty for all of the antigen
 */
public record Contraindication(String code, String title, String text, AgeRange ages, List<Vaccine> vaccines) {

    /** The same with these words in place of its own, when it is one of the hidden observations. */
    Contraindication withoutNaming(Set<String> hidden, String words) {
        return hidden.contains(code) ? new Contraindication(code, words, words, ages, vaccines) : this;
    }

    /** A vaccine that is forbidden, at such ages. */
    public record Vaccine(String cvx, String name, AgeRange ages) {}
}

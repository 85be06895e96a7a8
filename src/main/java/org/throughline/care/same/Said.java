package org.throughline.care.same;

import java.util.Set;

/**
 * What an entry of a record says, in a form that compares.
 *
 * @param <S> of the same kind
 */
public sealed interface Said<S extends Said<S>> permits SaidDrug, SaidAllergy, SaidProblem, SaidDose {
    /** Which real thing it is about: the ingredients, the substance, the problem, the vaccine. */
    String item();

    /** In what another entry says something else; none when both say the same. */
    Set<Difference> differences(S other);

    /** Whether another entry of the same item may be about the very same thing, and only tells it otherwise. */
    boolean mayBeOne(S other);

    /** Whether it holds now; of a dose, whether it was given. */
    boolean holds();

    /** Whether another entry says the same. */
    default boolean same(S other) {
        return differences(other).isEmpty();
    }
}

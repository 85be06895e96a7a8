package org.throughline.terminology.drug;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An active substance: an ingredient of RxNorm (its term type IN).
 *
 * @param rxcui its code in RxNorm; of one that our catalogue does not know its name
 * @param name RxNorm's name, in small letters: {@code hydroxyzine}
 * @param tallMan the name with the letters in capitals that keep it apart from names that look like it, by the lists of
 *     the FDA and ISMP: {@code hydrOXYzine}; the name itself when it is on neither
 * @param schedule of the DEA's schedules of controlled substances the strictest that a product of it is in, {@code II} to
 *     {@code V}; null when it is not controlled
 * @param classes ids of {@link DrugClass}: those it is in and all that contain them
 */
public record Ingredient(
        String rxcui, String name, String tallMan, @Nullable String schedule, Set<String> classes) {
    public Ingredient {
        classes = Set.copyOf(classes);
    }

    /** Whether it belongs to a class, by the class's id. */
    public boolean is(String classId) {
        return classes.contains(classId);
    }

    /** By the code alone, which no other has: ingredients are often in sets. */
    @Override
    public int hashCode() {
        return rxcui.hashCode();
    }
}

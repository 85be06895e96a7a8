package org.throughline.care.entry.sheet;

import java.util.List;
import org.throughline.care.entry.Concept;
import org.throughline.terminology.Coding;

/**
 * Answers, which are offered while one types; a plain yes or no has no code. The codes are SNOMED CT's, of its Global Patient Set; those of
 * smoking are the ones of US Core.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-smokingstatus.html">US Core Smoking
 *     Status</a>
 */
public final class Answers {
    private static final List<Concept> ALL = List.of(
            snomed("266919005", "Never smoked"),
            snomed("8517006", "Former smoker"),
            snomed("449868002", "Smokes every day"),
            snomed("428041000124106", "Smokes on some days"),
            snomed("77176002", "Smoker, not known how much"),
            snomed("266927001", "Not known whether smoker"),
            snomed("77386006", "Pregnant"),
            snomed("60001007", "Not pregnant"),
            new Concept("Yes", List.of()),
            new Concept("No", List.of()));

    private Answers() {}

    /** All of them. */
    public static List<Concept> all() {
        return ALL;
    }

    private static Concept snomed(String code, String words) {
        return new Concept(words, List.of(new Coding(Coding.SNOMED, code, "")));
    }
}

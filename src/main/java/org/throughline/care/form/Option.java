package org.throughline.care.form;

import org.throughline.terminology.Coding;

/**
 * What can be chosen in a field.
 *
 * @param system the code system's address; empty for a code of the template's own
 * @param score what it counts in a calculation; empty when it counts nothing
 */
public record Option(String system, String code, String words, String score) {

    /** The code system that a code is of, by its look: LOINC's answers begin with LA, SNOMED CT's are long numbers. */
    public static String systemOf(String code) {
        if (code.matches("LA\\d+-\\d")) {
            return Coding.LOINC;
        }
        return code.matches("\\d{6,18}") ? Coding.SNOMED : "";
    }
}

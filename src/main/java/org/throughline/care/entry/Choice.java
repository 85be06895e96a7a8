package org.throughline.care.entry;

import java.util.List;

/**
 * A value of a FHIR value set that a form offers.
 *
 * @param code as FHIR writes it
 * @param words as a person reads it
 */
public record Choice(String code, String words) {
    /** What a code is called among these; the code where it has no name there. */
    public static String words(List<Choice> choices, String code) {
        return choices.stream()
                .filter(choice -> choice.code().equals(code))
                .map(Choice::words)
                .findFirst()
                .orElse(code);
    }
}

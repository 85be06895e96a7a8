package org.throughline.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a caller can do with a type of resource, in SMART's order: {@code c r u d s}. Reading covers versions and the
 * history of one resource; searching covers the history of a type as well.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART scopes</a>
 */
public enum Interaction {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    SEARCH('s');

    private final char letter;

    Interaction(char letter) {
        this.letter = letter;
    }

    /** Those of which the letters are given, in any order; a letter of none is passed over. */
    public static Set<Interaction> ofLetters(String letters) {
        Set<Interaction> interactions = EnumSet.noneOf(Interaction.class);
        for (Interaction interaction : values()) {
            if (letters.indexOf(interaction.letter) >= 0) {
                interactions.add(interaction);
            }
        }
        return interactions;
    }

    /** Their letters in SMART's order. */
    public static String letters(Set<Interaction> interactions) {
        StringBuilder letters = new StringBuilder();
        for (Interaction interaction : values()) {
            if (interactions.contains(interaction)) {
                letters.append(interaction.letter);
            }
        }
        return letters.toString();
    }
}

package org.throughline.access;

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

    /** The letter that stands for it in a scope. */
    char letter() {
        return letter;
    }
}

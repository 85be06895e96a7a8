package org.throughline.terminology.vital;

/** What is to be said of a value that was typed. */
public sealed interface Finding {

    /** Nothing. */
    record Plausible() implements Finding {}

    /** It is unusual: taken once the person who typed it says that it is right. */
    record Question(String text) implements Finding {}

    /** It cannot be right and is not taken. */
    record Refused(String text) implements Finding {}
}

package org.throughline.care.schedule;

import java.util.Arrays;
import java.util.Locale;

/** A colour of the style sheet by which kinds of visits are told apart beside their names. */
public enum Tone {
    BLUE,
    GREEN,
    AMBER,
    VIOLET,
    TEAL,
    GREY;

    /** As it is stored, and named in the style sheet. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tone of a code; grey for others. */
    public static Tone of(String code) {
        return Arrays.stream(values())
                .filter(tone -> tone.code().equals(code))
                .findFirst()
                .orElse(GREY);
    }
}

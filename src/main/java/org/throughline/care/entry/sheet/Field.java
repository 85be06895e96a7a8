package org.throughline.care.entry.sheet;

import java.util.List;
import org.throughline.care.entry.Choice;

/**
 * A field of a sheet.
 *
 * @param choices of a {@link Kind#CHOICE}
 * @param offers which names are offered while one types; empty for none
 * @param hint what can be typed, in a few words; empty for nothing
 * @param required what is said when it is left empty; empty when it may be
 */
public record Field(
        String name, String label, Kind kind, List<Choice> choices, String offers, String hint, String required) {
    public Field {
        choices = List.copyOf(choices);
    }

    /** What is typed into it. */
    public enum Kind {
        TEXT,
        /** A name with the codes that it has. */
        WORDS,
        CHOICE,
        /** A day that has come. */
        PAST,
        /** Any day. */
        DAY,
        NUMBER,
        NOTE
    }

    static Field of(Kind kind, String name, String label) {
        return new Field(name, label, kind, List.of(), "", "", "");
    }

    static Field choice(String name, String label, List<Choice> choices) {
        return new Field(name, label, Kind.CHOICE, choices, "", "", "Choose one.");
    }

    static Field day(Kind kind, String name, String label) {
        return of(kind, name, label).hinted("2019 · Mar 2024 · 14/7/25 · t-3m");
    }

    Field offering(String names) {
        return new Field(name, label, kind, choices, names, hint, required);
    }

    Field hinted(String words) {
        return new Field(name, label, kind, choices, offers, words, required);
    }

    Field needed(String words) {
        return new Field(name, label, kind, choices, offers, hint, words);
    }
}

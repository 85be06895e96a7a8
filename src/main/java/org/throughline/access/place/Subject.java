package org.throughline.access.place;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule is about, and what its value says. */
public enum Subject {
    /** From which age somebody is of age. */
    MAJORITY("Of age", true),
    /** From which age minors consent by themselves to a kind of care; 0 for any age. */
    MINOR("Minors consent by themselves", true),
    /** A written request must name this kind of sensitive information, or it is held back. */
    CONSENT("A written request must name it", false),
    /** How many years a record is kept after the last entry. */
    KEEP("Records are kept, years", true),
    /** Until which age the record of a minor is kept at least. */
    KEEP_MINOR("Records of minors are kept, to the age of", true),
    /** Within how many days a record is released. */
    RELEASE("Released within, days", true),
    /** What may be asked for a copy, in words. */
    FEE("Fee of a copy", false),
    /** How many days old a written request may be. */
    REQUEST("A request is good for, days", true),
    /** What cannot be told by a number: such as shield laws. */
    NOTE("To be known", false);

    private final String words;
    private final boolean numbered;

    Subject(String words, boolean numbered) {
        this.words = words;
        this.numbered = numbered;
    }

    public String words() {
        return words;
    }

    /** Whether its value is a number. */
    public boolean isNumbered() {
        return numbered;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Subject> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}

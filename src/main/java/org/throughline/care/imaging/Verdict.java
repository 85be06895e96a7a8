package org.throughline.care.imaging;

import java.util.Locale;
import java.util.stream.Stream;

/** What a second reader thinks of the first reading. */
public enum Verdict {
    AGREE("Agrees"),
    MINOR("Minor discrepancy"),
    MAJOR("Major discrepancy");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** As forms and Tasks have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of a code; agreement for what is none. */
    public static Verdict of(String code) {
        return Stream.of(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElse(AGREE);
    }
}

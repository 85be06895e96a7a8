package org.throughline.search.value;

import java.util.Locale;

/**
 * How a number, date or quantity is compared.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#prefix">Prefixes</a>
 */
public enum Prefix {
    EQ,
    NE,
    GT,
    LT,
    GE,
    LE,
    SA,
    EB,
    AP;

    private static final Prefix[] ALL = values();

    /** The prefix that a value starts with; {@link #EQ} when it starts with none. */
    public static Prefix of(String value) {
        for (Prefix prefix : ALL) {
            if (value.startsWith(prefix.code())) {
                return prefix;
            }
        }
        return EQ;
    }

    /** The value without its prefix. */
    public static String strip(String value) {
        return value.length() > 2
                        && Character.isLetter(value.charAt(0))
                        && value.startsWith(of(value).code())
                ? value.substring(2)
                : value;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

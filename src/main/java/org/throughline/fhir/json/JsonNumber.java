package org.throughline.fhir.json;

import java.math.BigDecimal;

/**
 * A JSON number as it was written, because FHIR's decimals carry their precision: 1.10 is not 1.1. The reader bounds
 * its length and exponent, so {@link #decimal()} is always cheap.
 *
 * @param literal a number by JSON's grammar; anything else is refused, since it would be written as it is
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-6">RFC 8259, numbers</a>
 */
public record JsonNumber(String literal) implements Json {
    public JsonNumber {
        if (!isNumber(literal)) {
            throw new IllegalArgumentException("not a number: " + literal);
        }
    }

    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    public BigDecimal decimal() {
        return new BigDecimal(literal);
    }

    @Override
    public String toString() {
        return literal;
    }

    private static boolean isNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int whole = digits(text, at);
        if (whole == at || (text.charAt(at) == '0' && whole > at + 1)) {
            return false;
        }
        int end = whole;
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(text, whole + 1);
            if (end == whole + 1) {
                return false;
            }
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int sign = end + 1;
            int from = sign < text.length() && "+-".indexOf(text.charAt(sign)) >= 0 ? sign + 1 : sign;
            end = digits(text, from);
            if (end == from) {
                return false;
            }
        }
        return end == text.length();
    }

    /** Where the digits end that begin here. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}

package org.throughline.care.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a reader can take them in. */
public final class Numbers {
    private static final int LONGEST = 7;
    private static final MathContext DIGITS = new MathContext(4);

    private Numbers() {}

    /**
     * A value as it was reported; one of more digits than any measurement has (a computed one) is rounded to four
     * significant digits. The stored value stays as it is.
     */
    public static String shown(String value) {
        if (value.length() <= LONGEST || !value.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-')) {
            return value;
        }
        return new BigDecimal(value).round(DIGITS).toPlainString();
    }
}

package org.throughline.terminology.sig;

import java.math.BigDecimal;

/** Units of time of a dosage. */
public enum TimeUnit {
    MINUTE("minute", "min", new BigDecimal("0.000694444444")),
    HOUR("hour", "h", new BigDecimal("0.041666666667")),
    DAY("day", "d", BigDecimal.ONE),
    WEEK("week", "wk", BigDecimal.valueOf(7)),
    MONTH("month", "mo", BigDecimal.valueOf(30));

    private final String word;
    private final String ucum;
    private final BigDecimal days;

    TimeUnit(String word, String ucum, BigDecimal days) {
        this.word = word;
        this.ucum = ucum;
        this.days = days;
    }

    /** In the singular: {@code day}. */
    public String word() {
        return word;
    }

    /** FHIR's code of it, which is not UCUM's for weeks and months in every place: {@code h}, {@code d}, {@code wk}, {@code mo}. */
    public String code() {
        return ucum;
    }

    /** How many days one is; a month counts as 30. */
    public BigDecimal days() {
        return days;
    }
}

package org.throughline.safety.rule;

import java.math.BigDecimal;

/** How a rule compares a value with its limit. */
public enum Compare {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">=");

    private final String sign;

    Compare(String sign) {
        this.sign = sign;
    }

    /** As it is written: {@code >=}. */
    public String sign() {
        return sign;
    }

    /** Whether a value stands so to a limit. */
    public boolean holds(BigDecimal value, BigDecimal limit) {
        int difference = value.compareTo(limit);
        return switch (this) {
            case BELOW -> difference < 0;
            case AT_MOST -> difference <= 0;
            case ABOVE -> difference > 0;
            case AT_LEAST -> difference >= 0;
        };
    }

    static Compare of(String sign) {
        for (Compare each : values()) {
            if (each.sign.equals(sign)) {
                return each;
            }
        }
        throw new Unreadable("unknown comparison \"" + sign + "\"");
    }
}

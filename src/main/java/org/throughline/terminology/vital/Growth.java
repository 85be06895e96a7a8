package org.throughline.terminology.vital;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalInt;
import org.throughline.terminology.vital.Finding.Plausible;
import org.throughline.terminology.vital.Finding.Question;
import org.throughline.terminology.vital.Finding.Refused;

/** What height and weight tell of each other and of the last time. */
public final class Growth {
    /** A change of so much since the last time is asked about. */
    private static final double CHANGE = 0.10;

    /** An infant gains about 30 g of 3.5 kg a day at first, and doubles its weight in five months (WHO, 2009). */
    private static final double GAIN_A_DAY_BELOW_6_MONTHS = 0.01;

    /** Another third or so until the second birthday. */
    private static final double GAIN_A_DAY_BELOW_2_YEARS = 0.003;

    /** At most a quarter or so a year, in the spurt of puberty. */
    private static final double GAIN_A_DAY_BELOW_18_YEARS = 0.0007;

    private final Vitals vitals;

    public Growth(Vitals vitals) {
        this.vitals = vitals;
    }

    /**
     * What is to be said of a weight after the one before: a question when it is a tenth less, or a tenth more than a
     * child may have gained since. Both in kg.
     *
     * @param months the age in completed months; an unknown age is taken for an adult's
     * @param days how many days lie between the two
     */
    public static Finding change(BigDecimal weight, BigDecimal last, long days, OptionalInt months) {
        double ratio = weight.doubleValue() / last.doubleValue();
        double most = 1 + CHANGE + Math.max(0, days) * gainADay(months);
        if (ratio > 1 - CHANGE && ratio < most) {
            return new Plausible();
        }
        long percent = Math.round(Math.abs(ratio - 1) * 100);
        return new Question("That is " + percent + " % " + (ratio < 1 ? "less" : "more") + " than the last weight, "
                + last.stripTrailingZeros().toPlainString() + " kg. Is it right?");
    }

    private static double gainADay(OptionalInt months) {
        if (months.isEmpty() || months.getAsInt() >= 18 * 12) {
            return 0;
        }
        if (months.getAsInt() < 6) {
            return GAIN_A_DAY_BELOW_6_MONTHS;
        }
        return months.getAsInt() < 24 ? GAIN_A_DAY_BELOW_2_YEARS : GAIN_A_DAY_BELOW_18_YEARS;
    }

    /**
     * What is to be said of a height and a weight as they were typed: a question when they are not both usual at this
     * age and would be if each number stood in the other's place. To be asked before a limit refuses one of them.
     */
    public Finding swapped(Typed height, Typed weight, int months) {
        if (usual(Vital.HEIGHT, height, months) && usual(Vital.WEIGHT, weight, months)) {
            return new Plausible();
        }
        Typed heightThen = new Typed(weight.value(), height.unit());
        Typed weightThen = new Typed(height.value(), weight.unit());
        return usual(Vital.HEIGHT, heightThen, months) && usual(Vital.WEIGHT, weightThen, months)
                ? new Question("Height and weight look as if they had changed places. Are they right?")
                : new Plausible();
    }

    private boolean usual(Vital vital, Typed typed, int months) {
        return vital.stored(typed.value(), typed.unit())
                .map(value -> vitals.check(vital, value, OptionalInt.of(months)))
                .map(finding -> switch (finding) {
                    case Plausible ignored -> true;
                    case Question ignored -> false;
                    case Refused ignored -> false;
                })
                .orElse(false);
    }

    /**
     * The body mass index, to one decimal.
     *
     * @param weight in kg
     * @param height in cm, more than 0
     */
    public static BigDecimal bodyMassIndex(BigDecimal weight, BigDecimal height) {
        BigDecimal metres = height.movePointLeft(2);
        return weight.divide(metres.multiply(metres), MathContext.DECIMAL64).setScale(1, RoundingMode.HALF_UP);
    }

    /**
     * A number with the unit in which it was typed.
     *
     * @param unit a UCUM code
     */
    public record Typed(BigDecimal value, String unit) {}
}

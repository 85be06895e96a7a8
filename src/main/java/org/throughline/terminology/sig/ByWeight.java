package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Product;

/**
 * A dose told by the patient's weight, by dose or by day, with the most that it may come to.
 *
 * @param unit UCUM, of the amount for each kg
 * @param daily whether it is for a day, to be divided by the doses in it
 * @param cap the most at a time, in {@code unit}; null when none was told
 */
record ByWeight(
        String text,
        BigDecimal perKg,
        String unit,
        boolean daily,
        @Nullable BigDecimal cap) {
    static final String NO_WEIGHT = "the patient's weight is not known";

    private static final Pattern TOLD = Cursor.pattern("(" + Amounts.NUMBER + ") ?(mg|mcg|g|units?|meq) ?/ ?kg"
            + "(?: ?(?:/|per) ?(day|d|dose))?(?:,? ?(?:divided|div|split)(?: in(?:to)?)?)?");
    private static final Pattern CAP = Cursor.pattern("(?:max(?:imum)?|not to exceed|no more than):? ?("
            + Amounts.NUMBER + ") ?(mg|mcg|g|units?|meq) ?(?:/|per|a) ?dose");

    /** What a weight makes of it. */
    record Result(Dose dose, String arithmetic) {}

    static Optional<ByWeight> take(Cursor cursor) {
        Optional<MatchResult> told = cursor.take(TOLD);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        MatchResult match = told.get();
        String unit = ucum(match.group(2));
        if (match.group(3) == null) {
            String each = match.group(1) + " " + match.group(2) + "/kg/";
            throw new UnclearException(
                    match.group().strip(), "for a dose or for a day?", List.of(each + "dose", each + "day"));
        }
        BigDecimal perKg = number(match.group(1), match.group());
        return Optional.of(
                new ByWeight(match.group().strip(), perKg, unit, !match.group(3).equals("dose"), null));
    }

    /** This with the most at a time, when that is what stands here. */
    Optional<ByWeight> takeCap(Cursor cursor) {
        return cursor.take(CAP).map(found -> new ByWeight(text, perKg, unit, daily, cap(found, unit)));
    }

    private static BigDecimal cap(MatchResult match, String unit) {
        return Masses.in(unit, number(match.group(1), match.group()), ucum(match.group(2)))
                .orElseThrow(() -> new UnclearException(match.group(), "is told in another unit"));
    }

    private static BigDecimal number(String text, String all) {
        BigDecimal read = Amounts.read(text).orElse(BigDecimal.ZERO);
        if (read.signum() <= 0) {
            throw new UnclearException(all.strip(), "how much?");
        }
        return read;
    }

    private static String ucum(String typed) {
        return switch (typed) {
            case "mcg" -> "ug";
            case "unit", "units" -> "[iU]";
            default -> typed;
        };
    }

    /**
     * The dose of a product for a weight.
     *
     * @param most the most in a day, as typed; null when none was told
     */
    Result dose(Product product, @Nullable BigDecimal kilograms, Timing timing, @Nullable Most most) {
        if (kilograms == null || kilograms.signum() <= 0) {
            throw new UnclearException(text, NO_WEIGHT);
        }
        BigDecimal all = perKg.multiply(kilograms);
        StringBuilder told = new StringBuilder(SigWords.amount(perKg, unit) + "/kg" + (daily ? "/day" : "") + " × "
                + SigWords.number(kilograms) + " kg = " + SigWords.amount(rounded(all), unit));
        BigDecimal once = daily ? Amounts.divide(all, perDay(timing)) : all;
        if (daily) {
            told.append(" a day, ").append(SigWords.amount(rounded(once), unit)).append(" at a time");
        }
        BigDecimal limit = limit(timing, most);
        if (limit != null && once.compareTo(limit) > 0) {
            once = limit;
            told.append("; at most ")
                    .append(SigWords.amount(rounded(limit), unit))
                    .append(" at a time");
        }
        Dose dose = new DoseReader(product).ofMass(rounded(once), unit, text);
        told.append("; ").append(SigWords.dose(dose, product));
        return new Result(dose, told.toString());
    }

    private @Nullable BigDecimal limit(Timing timing, @Nullable Most most) {
        Optional<BigDecimal> byDay = most != null && most.per() == TimeUnit.DAY && most.period() == 1
                ? Masses.in(unit, most.amount(), most.unit()).map(each -> Amounts.divide(each, perDay(timing)))
                : Optional.empty();
        if (byDay.isEmpty()) {
            return cap;
        }
        return cap == null || byDay.get().compareTo(cap) < 0 ? byDay.get() : cap;
    }

    private static BigDecimal perDay(Timing timing) {
        BigDecimal perDay = timing.mostPerDay();
        boolean fixed = timing.rate() == null
                || (timing.rate().timesMost() == null && timing.rate().periodMost() == null);
        if (!fixed || perDay.compareTo(BigDecimal.ONE) < 0) {
            throw new UnclearException("", "in how many doses a day?");
        }
        return perDay;
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return Amounts.plain(amount.setScale(amount.compareTo(BigDecimal.TEN) < 0 ? 2 : 1, RoundingMode.HALF_UP));
    }
}

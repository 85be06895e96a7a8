package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Product;

/**
 * Reads a typed dosage of a product: {@code 500 tid 10d}, {@code 1-2 tab po q4-6h prn pain max 8/d}, {@code 5 mL bid},
 * {@code 40 mg daily x5d then 20 mg daily x5d}, {@code 45 mg/kg/day bid}. Parts may come in any order. Each word must say
 * something: one that does not makes all of it unclear, and what may mean two things is asked, never guessed. The words
 * that {@link SigWords} makes of a dosage are read as that dosage.
 */
public final class SigReader {
    private static final int LONGEST = 500;
    private static final Pattern IN_WORDS = Pattern.compile(
            ".*\\b(?:sliding scale|per scale|per protocol|as directed|as instructed|ut dict|uad|use as dir)\\b.*",
            Pattern.DOTALL);
    private static final Pattern THEN = Pattern.compile(",? ?\\bthen\\b|->|>");
    private static final Pattern TAPER = Cursor.pattern("taper (?:from )?(" + Amounts.NUMBER + ") ?(mg|tabs?|tablets?)?"
            + "(?: ?(?:-|to) ?(" + Amounts.NUMBER + ") ?(?:mg|tabs?|tablets?)?)? by (" + Amounts.NUMBER
            + ") ?(?:mg|tabs?|tablets?)? (?:every|q) ?(?:(\\d{1,2}) ?)?(d|days?|w|wks?|weeks?)(?: (.*))?");
    private static final int MOST_STEPS = 40;

    /** Reads a dosage. Takes any text and never fails; what is after 500 characters makes it unclear. */
    public Reading read(String typed, Product product) {
        return read(typed, product, null);
    }

    /**
     * Reads a dosage that may be told by the patient's weight.
     *
     * @param kilograms the weight; null when it is not known, and a dose by weight is unclear
     */
    public Reading read(String typed, Product product, @Nullable BigDecimal kilograms) {
        String text = typed.strip();
        if (text.length() > LONGEST) {
            return new Reading.Unclear("", "is longer than " + LONGEST + " characters", List.of());
        }
        if (IN_WORDS.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
            return new Reading.Understood(Sig.inWords(text), null);
        }
        try {
            return steps(new Cursor(text).rest(), product, kilograms);
        } catch (UnclearException e) {
            return e.unclear();
        }
    }

    private static Reading steps(String text, Product product, @Nullable BigDecimal kilograms) {
        List<Step> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        String arithmetic = null;
        for (String each : THEN.split(expanded(text), -1)) {
            Step before = steps.isEmpty() ? null : steps.getLast();
            StepReader reader = new StepReader(each, product, kilograms, before);
            steps.add(reader.read());
            notes.addAll(reader.notes());
            arithmetic = reader.arithmetic() == null ? arithmetic : reader.arithmetic();
        }
        for (Step each : steps.subList(0, steps.size() - 1)) {
            if (each.duration() == null && !each.timing().once()) {
                throw new UnclearException("then", "for how long before that?");
            }
        }
        return new Reading.Understood(new Sig(steps, String.join("; ", notes)), arithmetic);
    }

    /** A taper told by its first dose, how much less each time and how often, as its steps. */
    private static String expanded(String text) {
        Optional<MatchResult> found = new Cursor(text).look(TAPER);
        if (found.isEmpty()) {
            return text;
        }
        MatchResult taper = found.get();
        BigDecimal dose = amount(taper.group(1), taper);
        BigDecimal last = taper.group(3) == null ? BigDecimal.ZERO : amount(taper.group(3), taper);
        BigDecimal less = amount(taper.group(4), taper);
        if (less.signum() <= 0 || last.compareTo(dose) >= 0) {
            throw new UnclearException(taper.group(), "a taper goes down");
        }
        String unit = taper.group(2) == null ? "mg" : taper.group(2);
        String span = "for " + (taper.group(5) == null ? "1" : taper.group(5)) + " " + taper.group(6);
        String often = taper.group(7) == null ? "daily" : taper.group(7);
        List<String> steps = new ArrayList<>();
        for (; dose.signum() > 0 && dose.compareTo(last) >= 0; dose = dose.subtract(less)) {
            steps.add(dose.toPlainString() + " " + unit + " " + often + " " + span);
            if (steps.size() > MOST_STEPS) {
                throw new UnclearException(taper.group(), "has more than " + MOST_STEPS + " steps");
            }
        }
        return String.join(" then ", steps);
    }

    private static BigDecimal amount(String text, MatchResult match) {
        return Amounts.read(text)
                .orElseThrow(() -> new UnclearException(match.group(), "a fraction that cannot be measured"));
    }
}

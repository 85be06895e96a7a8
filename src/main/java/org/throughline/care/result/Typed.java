package org.throughline.care.result;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.lab.Lab;

/** What somebody typed as the value of a test. Pure. */
public sealed interface Typed {

    /** Nothing: the test was not done. */
    record Nothing() implements Typed {}

    /**
     * A number in the test's unit.
     *
     * @param comparator {@code <}, {@code >}, {@code <=} or {@code >=} when the instrument shows no more; else null
     * @param literal the number as it was typed: how many decimals it has says how exact it is
     */
    record Amount(@Nullable String comparator, String literal) implements Typed {
        /** The number. */
        public BigDecimal value() {
            return new BigDecimal(literal);
        }

        Json quantity(String unit) {
            return JsonObject.builder()
                    .add("value", new JsonNumber(literal))
                    .addIfPresent("comparator", comparator)
                    .add("unit", UcumWords.of(unit))
                    .add("system", "http://unitsofmeasure.org")
                    .add("code", unit)
                    .build();
        }
    }

    /** Words. */
    record Words(String text) implements Typed {}

    /** What cannot be taken. */
    record Fault(String message) implements Typed {}

    int LONGEST = 5_000;

    Pattern NUMBER = Pattern.compile("([<>]=?|≤|≥)?\\s*(-?\\d{1,9}(?:\\.\\d{1,6})?)");

    /** Reads what was typed for a test. A number is wanted where the test has a unit; nothing is guessed. */
    static Typed read(Lab lab, String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new Nothing();
        }
        if (lab.unit() == null) {
            return text.length() > LONGEST ? new Fault("Write " + LONGEST + " letters at most.") : new Words(text);
        }
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return new Fault("Write a number in " + UcumWords.of(lab.unit()) + ", as 4.2, <0.01 or >100.");
        }
        return new Amount(comparator(number.group(1)), number.group(2));
    }

    /** The unit of a test as laboratories print it; empty for what is answered in words. */
    static String unit(Lab lab) {
        return lab.unit() == null ? "" : UcumWords.of(lab.unit());
    }

    private static @Nullable String comparator(@Nullable String sign) {
        if (sign == null) {
            return null;
        }
        return switch (sign) {
            case "≤" -> "<=";
            case "≥" -> ">=";
            default -> sign;
        };
    }
}

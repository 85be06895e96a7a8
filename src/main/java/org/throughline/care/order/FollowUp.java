package org.throughline.care.order;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.sig.TimeUnit;

/**
 * After how long something is looked at again on purpose: then it is no repetition of what was seen before.
 *
 * @param after how many of the unit, at least 1
 */
public record FollowUp(int after, TimeUnit unit) {
    /** Of an order, with a Duration. */
    static final String URL = "urn:throughline:follow-up";

    private static final Pattern TYPED = Pattern.compile("(\\d{1,3})\\s*(d|w|m)(?:ays?|eeks?|onths?|o)?");

    public FollowUp {
        if (after < 1) {
            throw new IllegalArgumentException("after " + after);
        }
    }

    /** As it is typed: {@code 6w}, {@code 3 months}; empty for what is none. */
    public static Optional<FollowUp> read(String typed) {
        Matcher matcher = TYPED.matcher(typed.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            return Optional.empty();
        }
        TimeUnit unit = switch (matcher.group(2)) {
            case "d" -> TimeUnit.DAY;
            case "w" -> TimeUnit.WEEK;
            default -> TimeUnit.MONTH;
        };
        return Optional.of(new FollowUp(Integer.parseInt(matcher.group(1)), unit));
    }

    /** For people: {@code 6 weeks}. */
    public String words() {
        return after + " " + unit.word() + (after == 1 ? "" : "s");
    }

    JsonObject extension() {
        return JsonObject.builder()
                .add("url", URL)
                .add(
                        "valueDuration",
                        JsonObject.builder()
                                .add("value", JsonNumber.of(after))
                                .add("unit", unit.word() + (after == 1 ? "" : "s"))
                                .add("system", "http://unitsofmeasure.org")
                                .add("code", unit.code())
                                .build())
                .build();
    }
}

package org.throughline.care.medication;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/** Dosages in words, as far as they say something, of whatever drug they are. Pure. */
public final class DosageWords {
    private DosageWords() {}

    /** What Dosages say one after another; empty when they say nothing. */
    public static String of(List<JsonObject> dosages) {
        return dosages.stream()
                .map(DosageWords::words)
                .filter(each -> !each.isEmpty())
                .reduce((before, next) ->
                        before + ", then " + next.substring(0, 1).toLowerCase(Locale.ROOT) + next.substring(1))
                .orElse("");
    }

    /** A dosage in words: its text, else what its parts say. */
    private static String words(JsonObject dosage) {
        String text = dosage.text("text");
        if (text != null) {
            return text;
        }
        String asNeeded = dosage.get("asNeededBoolean") == JsonBoolean.TRUE ? "as needed" : "";
        return String.join(" ", List.of(dose(dosage), frequency(dosage), asNeeded))
                .strip();
    }

    private static String dose(JsonObject dosage) {
        JsonObject quantity = dosage.objects("doseAndRate").stream()
                .findFirst()
                .map(rate -> rate.object("doseQuantity"))
                .orElse(null);
        if (quantity == null || !(quantity.get("value") instanceof JsonNumber value)) {
            return "";
        }
        String amount = value.decimal().stripTrailingZeros().toPlainString();
        String unit = Parts.text(quantity, "unit");
        return (amount + " " + (unit.isEmpty() ? Parts.text(quantity, "code") : unit)).strip();
    }

    private static String frequency(JsonObject dosage) {
        JsonObject timing = dosage.object("timing");
        JsonObject repeat = timing == null ? null : timing.object("repeat");
        if (repeat == null) {
            return timing == null ? "" : Parts.words(timing.object("code"));
        }
        String times = number(repeat.get("frequency"));
        String period = number(repeat.get("period"));
        String unit = period(Parts.text(repeat, "periodUnit"));
        if (times.isEmpty() || period.isEmpty() || unit.isEmpty()) {
            return "";
        }
        String count = times.equals("1") ? "once" : times.equals("2") ? "twice" : times + " times";
        return count + (period.equals("1") ? " a " + unit : " every " + period + " " + unit + "s");
    }

    private static String number(@Nullable Json value) {
        return value instanceof JsonNumber number
                ? number.decimal().stripTrailingZeros().toPlainString()
                : "";
    }

    /** @see <a href="https://hl7.org/fhir/R4/valueset-units-of-time.html">Units of time</a> */
    private static String period(String unit) {
        return switch (unit) {
            case "s" -> "second";
            case "min" -> "minute";
            case "h" -> "hour";
            case "d" -> "day";
            case "wk" -> "week";
            case "mo" -> "month";
            case "a" -> "year";
            default -> "";
        };
    }
}

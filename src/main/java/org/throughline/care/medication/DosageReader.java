package org.throughline.care.medication;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Route;
import org.throughline.terminology.sig.Dose;
import org.throughline.terminology.sig.Most;
import org.throughline.terminology.sig.Rate;
import org.throughline.terminology.sig.Span;
import org.throughline.terminology.sig.Step;
import org.throughline.terminology.sig.TimeUnit;
import org.throughline.terminology.sig.Timing;
import org.throughline.terminology.sig.When;

/** Reads one Dosage; what has an element that it does not understand is not read at all, so that nothing is half known. */
final class DosageReader {
    private static final Set<String> REPEAT = Set.of(
            "boundsDuration",
            "boundsPeriod",
            "count",
            "frequency",
            "frequencyMax",
            "period",
            "periodMax",
            "periodUnit",
            "dayOfWeek",
            "timeOfDay",
            "when");

    /** What a Dosage may say without its meaning being lost. */
    private static final Set<String> DOSAGE = Set.of(
            "id",
            "extension",
            "sequence",
            "text",
            "additionalInstruction",
            "patientInstruction",
            "timing",
            "asNeededBoolean",
            "asNeededCodeableConcept",
            "site",
            "route",
            "method",
            "doseAndRate",
            "maxDosePerPeriod");

    private DosageReader() {}

    static Optional<Step> step(JsonObject dosage) {
        try {
            only(dosage, DOSAGE);
            Dose dose = dose(dosage);
            Timing timing = timing(dosage.object("timing"));
            return dose == null || timing == null
                    ? Optional.empty()
                    : Optional.of(new Step(
                            dose,
                            route(dosage.object("route")),
                            site(dosage),
                            timing,
                            asNeeded(dosage),
                            duration(dosage.object("timing")),
                            most(dosage.object("maxDosePerPeriod"))));
        } catch (NotUnderstood | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void only(JsonObject object, Set<String> names) {
        for (int i = 0; i < object.size(); i++) {
            if (!names.contains(object.nameAt(i))) {
                throw new NotUnderstood();
            }
        }
    }

    /** Something that is not understood. */
    private static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static @Nullable Dose dose(JsonObject dosage) {
        List<JsonObject> doses = dosage.objects("doseAndRate");
        if (doses.size() != 1
                || doses.getFirst().has("rateQuantity")
                || doses.getFirst().has("rateRatio")) {
            return null;
        }
        JsonObject quantity = doses.getFirst().object("doseQuantity");
        if (quantity != null) {
            return new Dose(number(quantity), null, unit(quantity));
        }
        JsonObject range = doses.getFirst().object("doseRange");
        JsonObject low = range == null ? null : range.object("low");
        JsonObject high = range == null ? null : range.object("high");
        return low == null || high == null ? null : new Dose(number(low), number(high), unit(high));
    }

    private static BigDecimal number(JsonObject quantity) {
        if (quantity.get("value") instanceof JsonNumber number) {
            BigDecimal plain = number.decimal().stripTrailingZeros();
            return plain.scale() < 0 ? plain.setScale(0) : plain;
        }
        throw new NotUnderstood();
    }

    /** The code of UCUM where there is one; a quantity without a unit counts pieces. */
    private static String unit(JsonObject quantity) {
        String code = Parts.text(quantity, "code");
        boolean measured = Parts.text(quantity, "system").equals(Dosages.UCUM) && !code.startsWith("{");
        return measured && !code.isEmpty() ? code : counted(Parts.text(quantity, "unit"));
    }

    /** What is counted, in one way of writing where we know another. */
    private static String counted(String unit) {
        String small = unit.toLowerCase(Locale.ROOT).replace("(s)", "");
        return switch (small) {
            case "tab", "tabs", "tablets" -> "tablet";
            case "cap", "caps", "capsules" -> "capsule";
            case "puffs" -> "puff";
            case "sprays" -> "spray";
            case "drops" -> "drop";
            case "patches" -> "patch";
            case "unit", "units" -> "[iU]";
            default -> small;
        };
    }

    private static @Nullable Timing timing(@Nullable JsonObject timing) {
        if (timing == null) {
            return null;
        }
        JsonObject repeat = timing.object("repeat");
        if (timing.has("event") || repeat == null) {
            return timing.has("event")
                    ? null
                    : TimingCodes.timing(timing.object("code")).orElse(null);
        }
        only(repeat, REPEAT);
        Integer count = whole(repeat, "count");
        boolean once = count != null && count == 1 && !repeat.has("frequency");
        if (count != null && !once) {
            throw new NotUnderstood();
        }
        return new Timing(
                once,
                rate(repeat),
                all(repeat, "when", DosageReader::when),
                all(repeat, "dayOfWeek", DosageReader::day),
                all(repeat, "timeOfDay", LocalTime::parse));
    }

    private static @Nullable Rate rate(JsonObject repeat) {
        Integer frequency = whole(repeat, "frequency");
        Integer period = whole(repeat, "period");
        if (frequency == null && period == null) {
            return null;
        }
        return new Rate(
                frequency == null ? 1 : frequency,
                whole(repeat, "frequencyMax"),
                period == null ? 1 : period,
                whole(repeat, "periodMax"),
                unitOfTime(Parts.text(repeat, "periodUnit")));
    }

    private static TimeUnit unitOfTime(String code) {
        return Arrays.stream(TimeUnit.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(NotUnderstood::new);
    }

    private static @Nullable Integer whole(JsonObject object, String name) {
        Json value = object.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonNumber number) {
            return number.decimal().intValueExact();
        }
        throw new NotUnderstood();
    }

    private static <T> List<T> all(JsonObject object, String name, Function<String, T> read) {
        List<T> all = new ArrayList<>();
        for (Json value : object.list(name)) {
            if (!(value instanceof JsonString text)) {
                throw new NotUnderstood();
            }
            all.add(read.apply(text.value()));
        }
        return all;
    }

    private static When when(String code) {
        return Arrays.stream(When.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(NotUnderstood::new);
    }

    private static DayOfWeek day(String code) {
        return Arrays.stream(DayOfWeek.values())
                .filter(each ->
                        each.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .orElseThrow(NotUnderstood::new);
    }

    private static @Nullable Span duration(@Nullable JsonObject timing) {
        JsonObject repeat = timing == null ? null : timing.object("repeat");
        JsonObject bounds = repeat == null ? null : repeat.object("boundsDuration");
        return bounds == null ? null : new Span(number(bounds).intValueExact(), unitOfTime(Parts.text(bounds, "code")));
    }

    private static @Nullable Most most(@Nullable JsonObject ratio) {
        JsonObject numerator = ratio == null ? null : ratio.object("numerator");
        JsonObject denominator = ratio == null ? null : ratio.object("denominator");
        if (numerator == null || denominator == null) {
            return null;
        }
        return new Most(
                number(numerator),
                unit(numerator),
                number(denominator).intValueExact(),
                unitOfTime(Parts.text(denominator, "code")));
    }

    private static @Nullable String site(JsonObject dosage) {
        String words = Concept.of(dosage.object("site")).text();
        return words.isEmpty() ? null : words;
    }

    private static @Nullable String asNeeded(JsonObject dosage) {
        if (dosage.get("asNeededBoolean") == JsonBoolean.TRUE) {
            return "";
        }
        JsonObject reason = dosage.object("asNeededCodeableConcept");
        return reason == null ? null : Concept.of(reason).text();
    }

    /** A way in that we know by its code or its words; one that is told and not known is not understood. */
    private static Route route(@Nullable JsonObject concept) {
        if (concept == null) {
            return Route.UNTOLD;
        }
        Concept told = Concept.of(concept);
        return Arrays.stream(Route.values())
                .filter(each -> each.coding()
                                .filter(coding -> told.codings().stream()
                                        .anyMatch(other -> other.system().equals(Coding.SNOMED)
                                                && other.code().equals(coding.code())))
                                .isPresent()
                        || each.words().equals(told.text()))
                .findFirst()
                .orElseThrow(NotUnderstood::new);
    }
}

package org.throughline.care.medication;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.drug.Route;
import org.throughline.terminology.sig.Dose;
import org.throughline.terminology.sig.Most;
import org.throughline.terminology.sig.Rate;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Span;
import org.throughline.terminology.sig.Step;
import org.throughline.terminology.sig.TimeUnit;
import org.throughline.terminology.sig.Timing;
import org.throughline.terminology.sig.When;

/**
 * Dosages as FHIR has them. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/dosage.html">Dosage</a>
 */
public final class Dosages {
    static final String UCUM = "http://unitsofmeasure.org";
    private static final Set<String> UCUM_UNITS = Set.of(
            "mL", "L", "mg", "ug", "g", "kg", "[iU]", "meq", "mmol", "mg/kg", "ug/kg", "mg/h", "ug/h", "mL/h", "%");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Dosages() {}

    /**
     * The Dosages of a sig, in the order in which they follow each other.
     *
     * @param words tells a stretch to people
     */
    public static JsonArray json(Sig sig, Function<Sig, String> words) {
        if (!sig.structured()) {
            return JsonArray.of(JsonObject.of("text", new JsonString(sig.note())));
        }
        List<Json> dosages = new ArrayList<>();
        for (Step step : sig.steps()) {
            JsonObject.Builder dosage = JsonObject.builder();
            if (sig.steps().size() > 1) {
                dosage.add("sequence", JsonNumber.of(dosages.size() + 1));
            }
            dosage.add("text", words.apply(Sig.of(step)));
            if (!sig.note().isBlank()) {
                dosage.add("additionalInstruction", JsonArray.of(JsonObject.of("text", new JsonString(sig.note()))));
            }
            dosages.add(step(dosage, step));
        }
        return new JsonArray(dosages);
    }

    private static JsonObject step(JsonObject.Builder dosage, Step step) {
        dosage.add("timing", timing(step.timing(), step.duration()));
        String asNeeded = step.asNeeded();
        if (asNeeded != null && asNeeded.isEmpty()) {
            dosage.add("asNeededBoolean", JsonBoolean.TRUE);
        } else if (asNeeded != null) {
            dosage.add("asNeededCodeableConcept", JsonObject.of("text", new JsonString(asNeeded)));
        }
        String site = step.site();
        if (site != null) {
            dosage.add("site", JsonObject.of("text", new JsonString(site)));
        }
        if (step.route() != Route.UNTOLD) {
            dosage.add("route", route(step.route()));
        }
        dosage.add("doseAndRate", JsonArray.of(dose(step.dose())));
        Most most = step.most();
        if (most != null) {
            dosage.add(
                    "maxDosePerPeriod",
                    JsonObject.builder()
                            .add("numerator", quantity(most.amount(), most.unit()))
                            .add("denominator", span(most.period(), most.per()))
                            .build());
        }
        return dosage.build();
    }

    private static JsonObject timing(Timing timing, @Nullable Span duration) {
        JsonObject.Builder told = JsonObject.builder().add("repeat", repeat(timing, duration));
        TimingCodes.of(timing).ifPresent(code -> told.add("code", code));
        return told.build();
    }

    private static JsonObject repeat(Timing timing, @Nullable Span duration) {
        JsonObject.Builder repeat = JsonObject.builder();
        if (duration != null) {
            repeat.add("boundsDuration", span(duration.amount(), duration.unit()));
        }
        if (timing.once()) {
            repeat.add("count", JsonNumber.of(1));
        }
        Rate rate = timing.rate();
        if (rate != null) {
            repeat.add("frequency", JsonNumber.of(rate.times()));
            if (rate.timesMost() != null) {
                repeat.add("frequencyMax", JsonNumber.of(rate.timesMost()));
            }
            repeat.add("period", JsonNumber.of(rate.period()));
            if (rate.periodMost() != null) {
                repeat.add("periodMax", JsonNumber.of(rate.periodMost()));
            }
            repeat.add("periodUnit", rate.unit().code());
        }
        texts(repeat, "dayOfWeek", timing.days(), Dosages::code);
        texts(repeat, "timeOfDay", timing.at(), CLOCK::format);
        texts(repeat, "when", timing.when(), When::code);
        return repeat.build();
    }

    private static <T> void texts(JsonObject.Builder to, String name, List<T> values, Function<T, String> text) {
        if (!values.isEmpty()) {
            to.add(
                    name,
                    new JsonArray(values.stream()
                            .<Json>map(each -> new JsonString(text.apply(each)))
                            .toList()));
        }
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static JsonObject route(Route route) {
        JsonObject.Builder concept = JsonObject.builder();
        route.coding()
                .ifPresent(coding -> concept.add(
                        "coding",
                        JsonArray.of(JsonObject.builder()
                                .add("system", coding.system())
                                .add("code", coding.code())
                                .add("display", coding.display())
                                .build())));
        return concept.add("text", route.words()).build();
    }

    private static JsonObject dose(Dose dose) {
        BigDecimal high = dose.high();
        return high == null
                ? JsonObject.of("doseQuantity", quantity(dose.low(), dose.unit()))
                : JsonObject.of(
                        "doseRange",
                        JsonObject.builder()
                                .add("low", quantity(dose.low(), dose.unit()))
                                .add("high", quantity(high, dose.unit()))
                                .build());
    }

    /** A quantity of something that is counted or measured. */
    public static JsonObject quantity(BigDecimal value, String unit) {
        JsonObject.Builder quantity = JsonObject.builder()
                .add("value", new JsonNumber(value.stripTrailingZeros().toPlainString()))
                .add("unit", unit.equals("[iU]") ? "unit" : unit);
        if (UCUM_UNITS.contains(unit)) {
            quantity.add("system", UCUM).add("code", unit);
        }
        return quantity.build();
    }

    private static JsonObject span(int amount, TimeUnit unit) {
        return JsonObject.builder()
                .add("value", JsonNumber.of(amount))
                .add("unit", unit.word())
                .add("system", UCUM)
                .add("code", unit.code())
                .build();
    }

    /** How a prescription, a statement or a dispensing says that its drug is taken, as {@link #read} reads it. */
    public static Optional<Sig> of(JsonObject resource) {
        return read(in(resource));
    }

    /** The Dosages of a prescription, a statement or a dispensing. */
    public static List<JsonObject> in(JsonObject resource) {
        return resource.objects(resource.has("dosage") ? "dosage" : "dosageInstruction");
    }

    /**
     * What Dosages say; in words only when a part of one cannot be understood, empty when they say nothing.
     *
     * @param dosages of one prescription
     */
    public static Optional<Sig> read(List<JsonObject> dosages) {
        if (dosages.isEmpty()) {
            return Optional.empty();
        }
        List<JsonObject> ordered = inOrder(dosages);
        List<Step> steps = new ArrayList<>();
        for (JsonObject dosage : ordered) {
            DosageReader.step(dosage).ifPresent(steps::add);
        }
        if (!ordered.isEmpty() && steps.size() == ordered.size() && follow(steps)) {
            return Optional.of(new Sig(steps, note(ordered.getFirst())));
        }
        String text = String.join(
                "; ",
                dosages.stream()
                        .map(each -> Parts.text(each, "text"))
                        .filter(each -> !each.isBlank())
                        .toList());
        return text.isBlank() ? Optional.empty() : Optional.of(Sig.inWords(text));
    }

    /** By their sequence; none when there are several that do not say in which order they come: they may go side by side. */
    private static List<JsonObject> inOrder(List<JsonObject> dosages) {
        if (dosages.size() == 1) {
            return dosages;
        }
        Map<BigDecimal, JsonObject> ordered = new TreeMap<>();
        for (JsonObject each : dosages) {
            if (each.get("sequence") instanceof JsonNumber sequence) {
                ordered.put(sequence.decimal(), each);
            }
        }
        return ordered.size() == dosages.size() ? List.copyOf(ordered.values()) : List.of();
    }

    /** Whether each step ends before the next begins. */
    private static boolean follow(List<Step> steps) {
        return steps.subList(0, steps.size() - 1).stream()
                .allMatch(each -> each.duration() != null || each.timing().once());
    }

    private static String note(JsonObject dosage) {
        return String.join(
                "; ",
                dosage.objects("additionalInstruction").stream()
                        .map(each -> Parts.text(each, "text"))
                        .filter(each -> !each.isBlank())
                        .toList());
    }
}

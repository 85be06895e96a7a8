package org.throughline.care.vital;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vital.Finding;
import org.throughline.terminology.vital.Growth;
import org.throughline.terminology.vital.UnitNames;
import org.throughline.terminology.vital.Vital;
import org.throughline.terminology.vital.Vitals;

/**
 * Vital signs that were measured at one time.
 *
 * @param typed as they were typed, with the unit that was chosen
 */
public record VitalsEntry(OffsetDateTime at, Map<Vital, Growth.Typed> typed) {
    private static final DateTimeFormatter FHIR = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";

    public VitalsEntry {
        typed = Map.copyOf(typed);
    }

    /**
     * What is known of the patient that values are held against.
     *
     * @param birthDate a FHIR date; the age is not known when it is not of a day
     * @param lastWeight in kg; null when there is none
     */
    public record Background(String birthDate, @Nullable Measured lastWeight) {}

    /**
     * What is to be said of the values.
     *
     * @param refused what cannot be right, by vital sign
     * @param questions what is unusual: to be saved once somebody says that it is right
     */
    public record Said(Map<Vital, String> refused, List<String> questions) {
        public Said {
            refused = Map.copyOf(refused);
            questions = List.copyOf(questions);
        }
    }

    /** Looks at the values, each by itself and against one another and the last. */
    public Said look(Vitals vitals, Background background) {
        Map<Vital, String> refused = new LinkedHashMap<>();
        List<String> questions = new ArrayList<>();
        OptionalInt months = months(background.birthDate());
        Map<Vital, BigDecimal> values = stored();
        Growth.Typed height = typed.get(Vital.HEIGHT);
        Growth.Typed weight = typed.get(Vital.WEIGHT);
        if (height != null && weight != null && months.isPresent()) {
            Finding swapped = new Growth(vitals).swapped(height, weight, months.getAsInt());
            if (swapped instanceof Finding.Question(String question)) {
                refused.put(Vital.HEIGHT, question);
            }
        }
        values.forEach((vital, value) -> {
            switch (vitals.check(vital, value, months)) {
                case Finding.Refused(String why) -> refused.putIfAbsent(vital, why);
                case Finding.Question(String question) -> questions.add(question);
                case Finding.Plausible() -> {}
            }
        });
        BigDecimal systolic = values.get(Vital.SYSTOLIC);
        BigDecimal diastolic = values.get(Vital.DIASTOLIC);
        if (systolic != null
                && diastolic != null
                && Vitals.pressures(systolic, diastolic) instanceof Finding.Refused(String why)) {
            refused.putIfAbsent(Vital.SYSTOLIC, why);
        }
        weightChange(values.get(Vital.WEIGHT), background.lastWeight(), months).ifPresent(questions::add);
        return new Said(refused, questions);
    }

    private Optional<String> weightChange(@Nullable BigDecimal weight, @Nullable Measured last, OptionalInt months) {
        if (weight == null || last == null || last.at().length() < 10) {
            return Optional.empty();
        }
        long days = ChronoUnit.DAYS.between(LocalDate.parse(last.at().substring(0, 10)), at.toLocalDate());
        return Growth.change(weight, last.value(), days, months) instanceof Finding.Question(String question)
                ? Optional.of(question)
                : Optional.empty();
    }

    private OptionalInt months(String birthDate) {
        return birthDate.length() == 10
                ? OptionalInt.of(Math.toIntExact(Period.between(LocalDate.parse(birthDate), at.toLocalDate())
                        .toTotalMonths()))
                : OptionalInt.empty();
    }

    /** The values in the units in which they are stored. */
    private Map<Vital, BigDecimal> stored() {
        Map<Vital, BigDecimal> values = new EnumMap<>(Vital.class);
        typed.forEach((vital, value) ->
                vital.stored(value.value(), value.unit()).ifPresent(stored -> values.put(vital, stored)));
        return values;
    }

    /**
     * One Observation for each vital sign, one for both blood pressures, and the body mass index when there are height and
     * weight.
     *
     * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-vital-signs.html">US Core Vital
     *     Signs</a>
     */
    public List<JsonObject> observations(String patient, @Nullable Author author, Instant now) {
        List<JsonObject> observations = new ArrayList<>();
        Map<Vital, BigDecimal> values = stored();
        BigDecimal systolic = values.remove(Vital.SYSTOLIC);
        BigDecimal diastolic = values.remove(Vital.DIASTOLIC);
        if (systolic != null && diastolic != null) {
            JsonArray components =
                    JsonArray.of(component(Vital.SYSTOLIC, systolic), component(Vital.DIASTOLIC, diastolic));
            observations.add(observation(List.of(Vital.BLOOD_PRESSURE), "Blood pressure", patient, author, now)
                    .with("component", components));
        }
        BigDecimal weight = values.get(Vital.WEIGHT);
        BigDecimal height = values.get(Vital.HEIGHT);
        if (weight != null && height != null) {
            values.put(Vital.BMI, Growth.bodyMassIndex(weight, height));
        }
        values.forEach(
                (vital, value) -> observations.add(observation(vital.codings(), vital.title(), patient, author, now)
                        .with("valueQuantity", quantity(vital, value))));
        return observations;
    }

    private JsonObject observation(
            List<Coding> codings, String title, String patient, @Nullable Author author, Instant now) {
        JsonObject category = JsonObject.builder()
                .add("system", CATEGORY)
                .add("code", "vital-signs")
                .build();
        return JsonObject.builder()
                .add("resourceType", "Observation")
                .add("status", "final")
                .add("category", JsonArray.of(JsonObject.of("coding", JsonArray.of(category))))
                .add("code", code(codings, title))
                .add("subject", JsonObject.of("reference", new JsonString("Patient/" + patient)))
                .add("effectiveDateTime", FHIR.format(at.truncatedTo(ChronoUnit.SECONDS)))
                .add("issued", FHIR.format(now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS)))
                .addIfPresent("performer", author == null ? null : JsonArray.of(author.json()))
                .build();
    }

    private static JsonObject component(Vital vital, BigDecimal value) {
        return JsonObject.builder()
                .add("code", code(vital.codings(), vital.title()))
                .add("valueQuantity", quantity(vital, value))
                .build();
    }

    private static JsonObject code(List<Coding> codings, String title) {
        List<Json> all = codings.stream()
                .<Json>map(coding -> JsonObject.builder()
                        .add("system", coding.system())
                        .add("code", coding.code())
                        .add("display", coding.display())
                        .build())
                .toList();
        return JsonObject.builder()
                .add("coding", new JsonArray(all))
                .add("text", title)
                .build();
    }

    private static JsonObject quantity(Vital vital, BigDecimal value) {
        return JsonObject.builder()
                .add("value", new JsonNumber(value.toPlainString()))
                .add("unit", UnitNames.of(vital.unit()))
                .add("system", "http://unitsofmeasure.org")
                .add("code", vital.unit())
                .build();
    }
}

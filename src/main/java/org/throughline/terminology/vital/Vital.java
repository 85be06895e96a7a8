package org.throughline.terminology.vital;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.throughline.fhir.units.Units;
import org.throughline.fhir.units.Units.Canonical;
import org.throughline.terminology.Coding;

/**
 * A vital sign. Codes are LOINC's, those that US Core's profiles of vital signs require; units are UCUM's.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-vital-signs.html">US Core</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are List.of
public enum Vital {
    SYSTOLIC("Systolic blood pressure", 0, List.of("mm[Hg]", "kPa"), loinc("8480-6", "Systolic blood pressure")),
    DIASTOLIC("Diastolic blood pressure", 0, List.of("mm[Hg]", "kPa"), loinc("8462-4", "Diastolic blood pressure")),
    HEART_RATE("Heart rate", 0, List.of("/min"), loinc("8867-4", "Heart rate")),
    RESPIRATORY_RATE("Respiratory rate", 0, List.of("/min"), loinc("9279-1", "Respiratory rate")),
    TEMPERATURE("Temperature", 1, List.of("Cel", "[degF]"), loinc("8310-5", "Body temperature")),
    OXYGEN_SATURATION(
            "Oxygen saturation",
            0,
            List.of("%"),
            loinc("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry"),
            loinc("2708-6", "Oxygen saturation in Arterial blood")),
    WEIGHT("Weight", 3, List.of("kg", "[lb_av]", "g"), loinc("29463-7", "Body weight")),
    HEIGHT("Height", 1, List.of("cm", "[in_i]", "m"), loinc("8302-2", "Body height")),
    HEAD_CIRCUMFERENCE(
            "Head circumference", 1, List.of("cm", "[in_i]"), loinc("9843-4", "Head Occipital-frontal circumference")),
    BMI("Body mass index", 1, List.of("kg/m2"), loinc("39156-5", "Body mass index (BMI) [Ratio]")),
    PAIN(
            "Pain",
            0,
            List.of("{score}"),
            loinc("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"));

    /** The panel whose components are the two blood pressures. */
    public static final Coding BLOOD_PRESSURE = loinc("85354-9", "Blood pressure panel with all children optional");

    private final String title;
    private final int decimals;
    private final List<String> units;
    private final List<Coding> codings;

    Vital(String title, int decimals, List<String> units, Coding... codings) {
        this.title = title;
        this.decimals = decimals;
        this.units = units;
        this.codings = List.of(codings);
    }

    private static Coding loinc(String code, String display) {
        return new Coding(Coding.LOINC, code, display);
    }

    /** What a clinician calls it. */
    public String title() {
        return title;
    }

    /** Its codes; what is measured by a pulse oximeter needs both. */
    public List<Coding> codings() {
        return codings;
    }

    /** The unit in which it is stored and its limits are given: a UCUM code. */
    public String unit() {
        return units.getFirst();
    }

    /** The units in which it may be typed, UCUM codes, the stored one first. */
    public List<String> units() {
        return units;
    }

    /**
     * A value in the unit in which it is stored, rounded to as many decimals as the measure is good for; a value that
     * already is in that unit stays as it was typed.
     *
     * @return empty for a unit in which this is not measured
     */
    public Optional<BigDecimal> stored(BigDecimal value, String unit) {
        if (!units.contains(unit)) {
            return Optional.empty();
        }
        if (unit.equals(unit())) {
            return Optional.of(value);
        }
        return Optional.of(canonical(unit()).from(canonical(unit).of(value)).setScale(decimals, RoundingMode.HALF_UP));
    }

    private static Canonical canonical(String unit) {
        return Objects.requireNonNull(Units.canonical(unit), unit);
    }

    /** Its name in {@code limits.tsv}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

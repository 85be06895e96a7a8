package org.throughline.care.chart;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.vital.VitalReader;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;
import org.throughline.terminology.growth.BirthSex;
import org.throughline.terminology.growth.GrowthMeasure;

/** Reads how a child grew. */
record GrowthReader(PatientSearch search) {
    private static final String BIRTH_SEX = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

    /** LOINC: the gestational age at birth, and as it was estimated. */
    static final List<String> GESTATION = List.of("76516-4", "11884-4");

    private static final int MOST = 600;

    GrowthHistory read(Caller caller, JsonObject patient, String id) {
        String codes = Stream.of(GrowthMeasure.values())
                .flatMap(measure -> measure.vital().codings().stream())
                .map(Coding::code)
                .collect(Collectors.joining(","));
        List<JsonObject> measured = observations(caller, id, codes);
        BirthSex atBirth = sex(birthSex(patient));
        return new GrowthHistory(
                atBirth == null ? sex(Concepts.or(patient.text("gender"), "")) : atBirth,
                atBirth != null,
                Concepts.or(patient.text("birthDate"), ""),
                gestation(observations(caller, id, String.join(",", GESTATION))),
                VitalReader.read(measured));
    }

    private List<JsonObject> observations(Caller caller, String id, String codes) {
        return search.find(caller, new PatientSearch.Wanted("Observation", "-date").of("code", codes), id, MOST)
                .resources();
    }

    private static String birthSex(JsonObject patient) {
        return patient.objects("extension").stream()
                .filter(extension -> BIRTH_SEX.equals(extension.text("url")))
                .map(extension -> Concepts.or(extension.text("valueCode"), ""))
                .findFirst()
                .orElse("");
    }

    /** Other and unknown have no curve. */
    private static @Nullable BirthSex sex(String code) {
        return switch (code) {
            case "M", "male" -> BirthSex.MALE;
            case "F", "female" -> BirthSex.FEMALE;
            default -> null;
        };
    }

    /** In weeks; days are seventh parts. */
    private static @Nullable Double gestation(List<JsonObject> observations) {
        for (JsonObject observation : observations) {
            JsonObject quantity = observation.object("valueQuantity");
            if (quantity != null
                    && !ChartBuilder.enteredInError(observation)
                    && quantity.get("value") instanceof JsonNumber number) {
                double value = number.decimal().doubleValue();
                return "d".equals(quantity.text("code")) ? value / 7 : value;
            }
        }
        return null;
    }
}

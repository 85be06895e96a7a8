package org.throughline.care.check;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Pregnancy;
import org.throughline.safety.patient.Result;
import org.throughline.terminology.Coding;

/** Reads results, measurements and what was asked as the checks see them. Pure. */
final class ObservationReader {
    /** Pregnancy status; the estimated day of delivery. */
    static final String PREGNANCY = "82810-3";

    static final String DELIVERY = "11778-8";

    /** The question about breastfeeding, which has no code of ours. */
    static final String BREASTFEEDING = "Breastfeeding";

    private static final String PREGNANT = "77386006";
    private static final String NOT_PREGNANT = "60001007";
    private static final Set<String> COUNTED = Set.of("final", "amended", "corrected", "preliminary");

    private ObservationReader() {}

    /** The results that an Observation and its components have, one for each LOINC code; none without a day. */
    static Stream<Result> results(JsonObject observation, boolean kept) {
        LocalDate day = day(observation);
        if (day == null || !COUNTED.contains(Parts.text(observation, "status"))) {
            return Stream.empty();
        }
        return Stream.concat(Stream.of(observation), observation.objects("component").stream())
                .flatMap(each -> Concept.of(each.object("code")).codings().stream()
                        .filter(code -> code.system().equals(Coding.LOINC))
                        .map(code -> result(code.code(), each, day, kept)));
    }

    private static Result result(String loinc, JsonObject of, LocalDate day, boolean kept) {
        JsonObject quantity = of.object("valueQuantity");
        if (quantity != null && quantity.get("value") instanceof JsonNumber value && !quantity.has("comparator")) {
            String code = Parts.text(quantity, "code");
            return new Result(loinc, value.decimal(), code.isEmpty() ? Parts.text(quantity, "unit") : code, day, kept);
        }
        return new Result(loinc, null, null, day, kept);
    }

    /** Whether the patient is pregnant, by the last answer. */
    static Pregnancy pregnancy(List<JsonObject> observations) {
        return newest(observations, observation -> has(observation, PREGNANCY))
                .map(asked -> new Pregnancy(pregnant(asked), day(asked), due(observations)))
                .orElse(Pregnancy.UNKNOWN);
    }

    private static @Nullable Boolean pregnant(JsonObject asked) {
        List<String> codes = Concept.of(asked.object("valueCodeableConcept")).codings().stream()
                .map(Coding::code)
                .toList();
        if (codes.contains(PREGNANT)) {
            return true;
        }
        return codes.contains(NOT_PREGNANT) ? Boolean.FALSE : null;
    }

    private static @Nullable LocalDate due(List<JsonObject> observations) {
        return newest(observations, observation -> has(observation, DELIVERY))
                .map(each -> PersonReader.day(Parts.text(each, "valueDateTime")))
                .orElse(null);
    }

    /** Whether the patient breastfeeds, by the last answer; null when nobody asked. */
    static @Nullable Boolean breastfeeding(List<JsonObject> observations) {
        return newest(
                        observations,
                        each -> Concept.of(each.object("code")).text().equals(BREASTFEEDING))
                .map(asked -> switch (answer(asked)) {
                    case "yes" -> Boolean.TRUE;
                    case "no" -> Boolean.FALSE;
                    default -> null;
                })
                .orElse(null);
    }

    private static String answer(JsonObject asked) {
        String words = Concept.of(asked.object("valueCodeableConcept")).text();
        return (words.isEmpty() ? Parts.text(asked, "valueString") : words).toLowerCase(Locale.ROOT);
    }

    private static Optional<JsonObject> newest(
            List<JsonObject> observations, java.util.function.Predicate<JsonObject> which) {
        return observations.stream()
                .filter(which)
                .filter(each -> COUNTED.contains(Parts.text(each, "status")) && day(each) != null)
                .max(Comparator.comparing(each -> Parts.text(each, "effectiveDateTime")));
    }

    private static boolean has(JsonObject observation, String loinc) {
        return Concept.code(observation.object("code"), Coding.LOINC).equals(loinc);
    }

    private static @Nullable LocalDate day(JsonObject observation) {
        String date = Parts.text(observation, "effectiveDateTime");
        JsonObject period = observation.object("effectivePeriod");
        return PersonReader.day(
                date.isEmpty() ? Parts.text(period, Parts.text(period, "end").isEmpty() ? "start" : "end") : date);
    }
}

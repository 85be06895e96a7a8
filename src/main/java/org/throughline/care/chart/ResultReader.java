package org.throughline.care.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.lab.Cultures;

/** Gathers laboratory Observations into series, one per test and unit. */
final class ResultReader {
    private static final String LOINC = "http://loinc.org";
    private static final Cultures CULTURES = Cultures.shipped();

    private ResultReader() {}

    /** @param newestFirst Observations in the order of their dates, newest first */
    static List<ResultSeries> read(List<JsonObject> newestFirst) {
        Map<String, List<JsonObject>> byTest = new LinkedHashMap<>();
        for (JsonObject observation : newestFirst) {
            if (!value(observation).isEmpty() && !isSusceptibility(observation)) {
                byTest.computeIfAbsent(key(observation), key -> new ArrayList<>())
                        .add(observation);
            }
        }
        return byTest.values().stream().map(ResultReader::series).toList();
    }

    /** Whether it is of an antibiotic against an organism, which is read with its culture and is no level in the patient. */
    private static boolean isSusceptibility(JsonObject observation) {
        JsonObject code = observation.object("code");
        return CULTURES.isSusceptibility(Concepts.code(code, LOINC))
                || (code != null
                        && code.objects("coding").stream()
                                .anyMatch(each ->
                                        String.valueOf(each.text("display")).contains("[Susceptibility]")));
    }

    private static String key(JsonObject observation) {
        String code = Concepts.code(observation.object("code"), LOINC);
        return (code.isEmpty() ? Concepts.words(observation.object("code")) : code) + "|" + unit(observation);
    }

    private static ResultSeries series(List<JsonObject> observations) {
        JsonObject newest = observations.getFirst();
        return new ResultSeries(
                observations.stream()
                        .flatMap(each -> MeasureReader.of(each).stream())
                        .findFirst()
                        .orElse(null),
                Concepts.words(newest.object("code")),
                unit(newest),
                rangeText(newest),
                limits(newest),
                Folds.fold(
                        observations.stream().map(ResultReader::point).toList(),
                        point -> point.date().isEmpty() ? "" : point.date() + "\n" + point.text(),
                        ResultSeries.Point::remarks,
                        ResultSeries.Point::with));
    }

    private static ResultSeries.Point point(JsonObject observation) {
        return new ResultSeries.Point(
                Concepts.firstText(observation, "id"),
                Concepts.firstText(observation, "effectiveDateTime", "effectiveInstant", "issued"),
                value(observation),
                numberOf(observation),
                flag(observation),
                Remarks.of(observation));
    }

    static String unit(JsonObject observation) {
        JsonObject quantity = observation.object("valueQuantity");
        return quantity == null ? "" : Concepts.firstText(quantity, "unit", "code");
    }

    static String value(JsonObject observation) {
        JsonObject quantity = observation.object("valueQuantity");
        if (quantity != null) {
            String literal = quantity.get("value") instanceof JsonNumber value ? value.literal() : "";
            return Concepts.or(quantity.text("comparator"), "") + literal;
        }
        JsonObject concept = observation.object("valueCodeableConcept");
        return concept != null ? Concepts.words(concept) : Concepts.firstText(observation, "valueString");
    }

    private static double numberOf(JsonObject observation) {
        return number(observation.object("valueQuantity"));
    }

    private static double number(@Nullable JsonObject quantity) {
        return quantity != null && quantity.get("value") instanceof JsonNumber value
                ? value.decimal().doubleValue()
                : Double.NaN;
    }

    private static ResultSeries.Range limits(JsonObject observation) {
        JsonObject range = Concepts.first(observation.objects("referenceRange"));
        return range == null
                ? ResultSeries.Range.UNKNOWN
                : new ResultSeries.Range(number(range.object("low")), number(range.object("high")));
    }

    static String rangeText(JsonObject observation) {
        JsonObject range = Concepts.first(observation.objects("referenceRange"));
        if (range == null) {
            return "";
        }
        String low = literal(range.object("low"));
        String high = literal(range.object("high"));
        if (!low.isEmpty() && !high.isEmpty()) {
            return low + " – " + high;
        }
        if (!low.isEmpty()) {
            return "≥ " + low;
        }
        return high.isEmpty() ? Concepts.or(range.text("text"), "") : "≤ " + high;
    }

    static String literal(@Nullable JsonObject quantity) {
        return quantity != null && quantity.get("value") instanceof JsonNumber value ? value.literal() : "";
    }

    /** What the laboratory said, else where the value stands in the range that it gave, else nothing. */
    static ResultSeries.Flag flag(JsonObject observation) {
        for (JsonObject interpretation : observation.objects("interpretation")) {
            ResultSeries.Flag flag = interpreted(interpretation);
            if (flag != ResultSeries.Flag.NONE) {
                return flag;
            }
        }
        ResultSeries.Range range = limits(observation);
        double value = numberOf(observation);
        if (value < range.low()) {
            return ResultSeries.Flag.LOW;
        }
        return value > range.high() ? ResultSeries.Flag.HIGH : ResultSeries.Flag.NONE;
    }

    /** @see <a href="https://terminology.hl7.org/CodeSystem-v3-ObservationInterpretation.html">Interpretation</a> */
    private static ResultSeries.Flag interpreted(JsonObject interpretation) {
        if (Concepts.has(interpretation, "HH") || Concepts.has(interpretation, "HU")) {
            return ResultSeries.Flag.CRITICAL_HIGH;
        }
        if (Concepts.has(interpretation, "LL") || Concepts.has(interpretation, "LU")) {
            return ResultSeries.Flag.CRITICAL_LOW;
        }
        if (Concepts.has(interpretation, "H") || Concepts.has(interpretation, ">")) {
            return ResultSeries.Flag.HIGH;
        }
        if (Concepts.has(interpretation, "L") || Concepts.has(interpretation, "<")) {
            return ResultSeries.Flag.LOW;
        }
        boolean abnormal = Concepts.has(interpretation, "A") || Concepts.has(interpretation, "AA");
        return abnormal ? ResultSeries.Flag.ABNORMAL : ResultSeries.Flag.NONE;
    }
}

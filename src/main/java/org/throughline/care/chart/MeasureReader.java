package org.throughline.care.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.chart.MeasureHistory.Line;
import org.throughline.care.chart.MeasureHistory.Point;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.units.Conversion;
import org.throughline.terminology.vital.UnitNames;
import org.throughline.terminology.vital.Vital;

/** Reads what was measured over the years, and which measures a chart has. */
record MeasureReader(PatientSearch search) {
    private static final int MOST_KNOWN = 1_000;
    private static final String UCUM = "http://unitsofmeasure.org";

    /** All values of a measure. */
    MeasureHistory read(Caller caller, String patient, Measure measure) {
        PatientSearch.Read read = search.find(caller, measure.wanted(), patient, PatientSearch.MOST_AT_ALL);
        return history(measure, read.resources(), read.unread());
    }

    /** The measures that the newest observations of a patient have numbers of, with what they are called, by name. */
    Map<Measure, String> known(Caller caller, String patient) {
        PatientSearch.Wanted newest = new PatientSearch.Wanted("Observation", "-date");
        Map<Measure, String> known = new LinkedHashMap<>();
        for (JsonObject observation :
                search.first(caller, newest, patient, MOST_KNOWN).resources()) {
            if (!ChartBuilder.enteredInError(observation)) {
                parts(observation)
                        .filter(part -> number(part) != null)
                        .forEach(part -> Measure.of(part.object("code"))
                                .ifPresent(measure -> known.putIfAbsent(measure, title(measure, part))));
            }
        }
        return known;
    }

    /** The measures that an Observation has numbers of. */
    static List<Measure> of(JsonObject observation) {
        return parts(observation)
                .filter(part -> number(part) != null)
                .flatMap(part -> Measure.of(part.object("code")).stream())
                .distinct()
                .toList();
    }

    /** @param newestFirst Observations that may be of the measure */
    static MeasureHistory history(Measure measure, List<JsonObject> newestFirst, long unread) {
        List<JsonObject> fitting = newestFirst.stream()
                .filter(observation -> parts(observation).anyMatch(part -> measure.fits(part.object("code"))))
                .toList();
        List<JsonObject> kept = fitting.stream()
                .filter(observation -> !isInError(observation) && !isCancelled(observation))
                .toList();
        List<Unit> units = new ArrayList<>();
        Map<Unit, List<Point>> lines = new LinkedHashMap<>();
        int words = 0;
        for (JsonObject observation : kept) {
            List<JsonObject> values = parts(observation)
                    .filter(part -> measure.fits(part.object("code")) && number(part) != null)
                    .toList();
            words += values.isEmpty() ? 1 : 0;
            for (JsonObject part : values) {
                Unit unit = line(units, Unit.of(part));
                lines.computeIfAbsent(unit, each -> new ArrayList<>()).add(point(observation, part, unit));
            }
        }
        Map<Unit, Ranged> ranges = ranges(measure, kept, units);
        return new MeasureHistory(
                measure,
                fitting.isEmpty() ? "" : title(measure, fitting.getFirst()),
                lines.entrySet().stream()
                        .map(line -> line(line.getKey(), line.getValue(), ranges.get(line.getKey())))
                        .toList(),
                new MeasureHistory.Left(
                        count(fitting, MeasureReader::isInError),
                        count(fitting, MeasureReader::isCancelled),
                        words,
                        unread));
    }

    private static int count(List<JsonObject> observations, Predicate<JsonObject> which) {
        return Math.toIntExact(observations.stream().filter(which).count());
    }

    private static boolean isInError(JsonObject observation) {
        return "entered-in-error".equals(observation.text("status"));
    }

    private static boolean isCancelled(JsonObject observation) {
        return "cancelled".equals(observation.text("status"));
    }

    /** An Observation and its components. */
    private static Stream<JsonObject> parts(JsonObject observation) {
        return Stream.concat(Stream.of(observation), observation.objects("component").stream());
    }

    /** The number that a part has as its value; null when it has none. */
    private static @Nullable BigDecimal number(JsonObject part) {
        JsonObject quantity = part.object("valueQuantity");
        if (quantity != null && quantity.get("value") instanceof JsonNumber value) {
            return value.decimal();
        }
        return part.get("valueInteger") instanceof JsonNumber value ? value.decimal() : null;
    }

    private static String title(Measure measure, JsonObject whole) {
        return measure.vital()
                .map(Vital::title)
                .orElseGet(() -> parts(whole)
                        .map(part -> part.object("code"))
                        .filter(measure::fits)
                        .map(Concepts::words)
                        .findFirst()
                        .orElse(""));
    }

    /**
     * The unit of a value.
     *
     * @param code in UCUM, as far as is known
     */
    private record Unit(String code, String written) {
        static Unit of(JsonObject part) {
            JsonObject quantity = Objects.requireNonNullElse(part.object("valueQuantity"), JsonObject.EMPTY);
            return ofQuantity(quantity);
        }

        static Unit ofQuantity(JsonObject quantity) {
            String code = UCUM.equals(quantity.text("system")) ? Concepts.firstText(quantity, "code") : "";
            String written = Concepts.firstText(quantity, "unit", "code");
            return new Unit(code.isEmpty() ? written : code, UnitNames.of(written.isEmpty() ? code : written));
        }

        Optional<BigDecimal> from(BigDecimal value, Unit other) {
            return code.equals(other.code) ? Optional.of(value) : Conversion.of(value, other.code, code);
        }
    }

    /** The line's unit that a value's unit can be told in; a new line's when it can be told in none. */
    private static Unit line(List<Unit> units, Unit unit) {
        for (Unit each : units) {
            if (each.from(BigDecimal.ONE, unit).isPresent()) {
                return each;
            }
        }
        units.add(unit);
        return unit;
    }

    private static Point point(JsonObject observation, JsonObject part, Unit line) {
        BigDecimal reported = Objects.requireNonNull(number(part));
        Unit unit = Unit.of(part);
        JsonObject quantity = Objects.requireNonNullElse(part.object("valueQuantity"), JsonObject.EMPTY);
        boolean converted = !unit.code().equals(line.code());
        return new Point(
                Concepts.firstText(observation, "id"),
                ItemReader.effective(observation),
                line.from(reported, unit).orElseThrow(),
                Concepts.firstText(quantity, "comparator"),
                converted ? (reported.toPlainString() + " " + unit.written()).strip() : "",
                ResultReader.flag(part),
                ResultReader.rangeText(part),
                "corrected".equals(observation.text("status")),
                Remarks.of(observation));
    }

    /** A reference range and the unit of its value. */
    private record Ranged(JsonObject range, Unit unit) {
        /** An edge in a line's unit; one without a unit is in that of the value. */
        @Nullable
        BigDecimal edge(Unit line, String name) {
            JsonObject quantity = range.object(name);
            if (quantity == null || !(quantity.get("value") instanceof JsonNumber value)) {
                return null;
            }
            Unit own = Unit.ofQuantity(quantity);
            return line.from(value.decimal(), own.code().isEmpty() ? unit : own).orElse(null);
        }
    }

    /** The newest reference range of each line. */
    private static Map<Unit, Ranged> ranges(Measure measure, List<JsonObject> newestFirst, List<Unit> units) {
        Map<Unit, Ranged> ranges = new LinkedHashMap<>();
        for (JsonObject observation : newestFirst) {
            parts(observation)
                    .filter(part -> measure.fits(part.object("code")) && number(part) != null)
                    .forEach(part -> {
                        JsonObject range = Concepts.first(part.objects("referenceRange"));
                        if (range != null) {
                            Unit unit = Unit.of(part);
                            ranges.putIfAbsent(line(units, unit), new Ranged(range, unit));
                        }
                    });
        }
        return ranges;
    }

    private static Line line(Unit unit, List<Point> points, @Nullable Ranged range) {
        return new Line(
                unit.written(),
                range == null ? null : range.edge(unit, "low"),
                range == null ? null : range.edge(unit, "high"),
                Folds.fold(points, MeasureReader::alike, Point::remarks, Point::with));
    }

    /** What two values of one line have in common when they are the same one, held twice. */
    private static String alike(Point point) {
        return point.date().isEmpty()
                ? ""
                : point.date() + "\n" + point.bound()
                        + point.value().stripTrailingZeros().toPlainString();
    }
}

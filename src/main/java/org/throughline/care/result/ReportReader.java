package org.throughline.care.result;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.task.ToAcknowledge;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;
import org.throughline.terminology.Coding;

/** Reads reports. Pure. */
final class ReportReader {
    private ReportReader() {}

    /** @param values the Observations that are known, by their references */
    static Report read(JsonObject report, Map<String, JsonObject> values) {
        CultureReader cultures = new CultureReader(values);
        List<JsonObject> results = report.objects("result").stream()
                .map(each -> values.get(Concept.text(each, "reference")))
                .filter(Objects::nonNull)
                .toList();
        List<Report.Line> lines =
                cultures.others(results).stream().flatMap(ReportReader::lines).toList();
        String title = Concept.of(report.object("code")).text();
        String holder = Copy.holder(report).orElse("");
        return new Report(
                Concept.text(report, "id"),
                version(report),
                title.isEmpty() ? "Result" : title,
                Concept.text(report, "status"),
                first(report, "effectiveDateTime", "issued"),
                moment(first(report, "issued", "effectiveDateTime")),
                displays(report.objects("performer")),
                displays(report.objects("resultsInterpreter")),
                holder.isEmpty() && ToAcknowledge.is(report), // what waits elsewhere waits for somebody there
                ToAcknowledge.urgency(report),
                Concept.text(report, "conclusion"),
                report.objects("basedOn").stream()
                        .map(each -> Concept.text(each, "reference"))
                        .filter(each -> each.startsWith("ServiceRequest/"))
                        .map(each -> each.substring("ServiceRequest/".length()))
                        .findFirst()
                        .orElse(""),
                lines,
                displays(report.objects("specimen")),
                cultures.read(results),
                Narrative.read(report),
                holder);
    }

    /** An Observation, when it has a value or no components, and its components that have one. */
    private static Stream<Report.Line> lines(JsonObject observation) {
        List<JsonObject> components = observation.objects("component").stream()
                .filter(each -> !value(each).isEmpty())
                .toList();
        Stream<JsonObject> whole =
                !value(observation).isEmpty() || (components.isEmpty() && !observation.has("hasMember"))
                        ? Stream.of(observation)
                        : Stream.of();
        return Stream.concat(whole, components.stream()).map(each -> line(observation, each));
    }

    private static Report.Line line(JsonObject observation, JsonObject part) {
        JsonObject quantity = Objects.requireNonNullElse(part.object("valueQuantity"), JsonObject.EMPTY);
        return new Report.Line(
                Concept.text(observation, "id"),
                version(observation),
                Concept.of(part.object("code")).text(),
                Concept.code(part.object("code"), Coding.LOINC),
                value(part),
                first(quantity, "unit", "code"),
                Flags.of(part),
                range(part),
                observation.objects("note").stream()
                        .map(note -> Concept.text(note, "text"))
                        .collect(Collectors.joining(" ")),
                List.of("corrected", "amended").contains(Concept.text(observation, "status")));
    }

    static String value(JsonObject part) {
        JsonObject quantity = part.object("valueQuantity");
        if (quantity != null) {
            return Concept.text(quantity, "comparator") + literal(quantity);
        }
        JsonObject concept = part.object("valueCodeableConcept");
        return concept == null
                ? first(part, "valueString", "valueDateTime")
                : Concept.of(concept).text();
    }

    private static String range(JsonObject part) {
        return part.objects("referenceRange").stream()
                .findFirst()
                .map(range -> {
                    String text = Concept.text(range, "text");
                    return text.isEmpty() ? bounds(literal(range.object("low")), literal(range.object("high"))) : text;
                })
                .orElse("");
    }

    private static String bounds(String low, String high) {
        if (!low.isEmpty() && !high.isEmpty()) {
            return low + "–" + high;
        }
        if (!low.isEmpty()) {
            return low + " or more";
        }
        return high.isEmpty() ? "" : "up to " + high;
    }

    private static String literal(@Nullable JsonObject quantity) {
        return quantity != null && quantity.get("value") instanceof JsonNumber number ? number.literal() : "";
    }

    private static String displays(List<JsonObject> references) {
        return references.stream()
                .map(each -> Concept.text(each, "display"))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
    }

    static int version(JsonObject resource) {
        JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
        String version = Concept.text(meta, "versionId");
        return version.isEmpty() ? 1 : Integer.parseInt(version);
    }

    private static String first(JsonObject resource, String... members) {
        for (String member : members) {
            String text = Concept.text(resource, member);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** A time; the beginning of time when it is none. */
    static Instant moment(String fhir) {
        try {
            return fhir.length() == 10
                    ? Instant.parse(fhir + "T00:00:00Z")
                    : OffsetDateTime.parse(fhir).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}

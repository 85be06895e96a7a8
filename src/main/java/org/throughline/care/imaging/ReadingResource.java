package org.throughline.care.imaging;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;

/**
 * Reports of imaging as they lie in the record: the impression is the conclusion, the whole is a form in plain text. Pure.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-diagnosticreport-note.html">US Core
 *     DiagnosticReport for Report and Note Exchange</a>
 */
final class ReadingResource {
    private static final String PROFILE =
            "http://hl7.org/fhir/us/core/StructureDefinition/us-core-diagnosticreport-note";
    private static final String FINDINGS = "Findings:\n";
    private static final String IMPRESSION = "\n\nImpression:\n";
    private static final String COMPARED = "Compared with: ";

    private ReadingResource() {}

    /** The report of an order, not yet waiting for anybody. */
    static JsonObject report(ExamOrder order, NewReading reading, Author by, Instant now, ZoneId zone) {
        Instant taken = order.done().map(ExamOrder.Done::at).orElse(now);
        JsonObject.Builder report = JsonObject.builder()
                .add("resourceType", "DiagnosticReport")
                .add("meta", JsonObject.of("profile", JsonArray.of(new JsonString(PROFILE))))
                .add("basedOn", JsonArray.of(Author.reference("ServiceRequest/" + order.id(), "")))
                .add("status", reading.whole() ? "final" : "preliminary")
                .add(
                        "category",
                        JsonArray.of(
                                Concept.of(Coding.LOINC, "LP29684-5", "Radiology"),
                                Concept.of("http://terminology.hl7.org/CodeSystem/v2-0074", "RAD", "Radiology")))
                .add("code", order.what().json())
                .add("subject", Author.reference("Patient/" + order.patient(), ""))
                .add("effectiveDateTime", Parts.moment(taken, ZoneOffset.UTC))
                .add("issued", Parts.moment(now, ZoneOffset.UTC))
                .add("performer", JsonArray.of(by.json()));
        if (ExamOrder.isPerson(order.requester())) {
            report.add("resultsInterpreter", JsonArray.of(order.requester()));
        }
        List<Json> studies = order.done().stream()
                .flatMap(each -> each.studies().stream())
                .<Json>map(each -> Author.reference(each, ""))
                .toList();
        if (!studies.isEmpty()) {
            report.add("imagingStudy", new JsonArray(studies));
        }
        return report.add("conclusion", reading.impression().strip())
                .add("presentedForm", JsonArray.of(form(text(order, reading, taken, zone))))
                .build();
    }

    static JsonObject form(String text) {
        return JsonObject.builder()
                .add("contentType", "text/plain; charset=utf-8")
                .add("data", ReportText.encoded(text))
                .add("title", "Report")
                .build();
    }

    private static String text(ExamOrder order, NewReading reading, Instant taken, ZoneId zone) {
        String indication =
                Stream.concat(order.reasons().stream(), order.notes().stream()).collect(Collectors.joining(". "));
        List<String> head = new ArrayList<>();
        head.add("Examination: " + order.what().text() + ", "
                + taken.atZone(zone).toLocalDate());
        if (!indication.isEmpty()) {
            head.add("Indication: " + indication);
        }
        if (!reading.compared().isBlank()) {
            head.add(COMPARED + reading.compared().strip());
        }
        return String.join("\n", head)
                + (reading.findings().isBlank()
                        ? ""
                        : "\n\n" + FINDINGS + reading.findings().strip())
                + IMPRESSION
                + reading.impression().strip();
    }

    /** The findings of a report of ours, to be gone on with; empty when it has none. */
    static String findings(JsonObject report) {
        String text = ReportText.of(report);
        int from = text.indexOf(FINDINGS);
        int to = text.lastIndexOf(IMPRESSION);
        return from < 0 || to < from ? "" : text.substring(from + FINDINGS.length(), to);
    }

    static String compared(JsonObject report) {
        return ReportText.of(report)
                .lines()
                .filter(each -> each.startsWith(COMPARED))
                .map(each -> each.substring(COMPARED.length()))
                .findFirst()
                .orElse("");
    }

    /**
     * The report with words at its end; what it said before stays as it was.
     *
     * @param heading who adds them and when
     */
    static JsonObject appended(JsonObject report, String heading, String words, Instant now) {
        String added = heading + ":\n" + words.strip();
        List<Json> forms = new ArrayList<>();
        for (JsonObject each : report.objects("presentedForm")) {
            boolean plain = Parts.text(each, "contentType").startsWith("text/plain") && each.has("data");
            forms.add(plain ? form(ReportText.of(report) + "\n\n" + added) : each);
        }
        String before = Parts.text(report, "conclusion");
        JsonObject after = report.with("status", new JsonString("appended"))
                .with("issued", new JsonString(Parts.moment(now, ZoneOffset.UTC)))
                .with("conclusion", new JsonString(before.isEmpty() ? added : before + "\n\n" + added));
        return forms.isEmpty() ? after : after.with("presentedForm", new JsonArray(forms));
    }

    /** That somebody was told of a critical finding. */
    static JsonObject told(ExamOrder order, String report, NewReading reading, Author by) {
        Instant at = Objects.requireNonNull(reading.toldAt());
        return JsonObject.builder()
                .add("resourceType", "Communication")
                .add("status", "completed")
                .add("category", JsonArray.of(Concept.of(Codes.OWN, "critical-finding", "Critical finding")))
                .add("priority", "stat")
                .add("subject", Author.reference("Patient/" + order.patient(), ""))
                .add("about", JsonArray.of(Author.reference(report, "")))
                .add("sent", Parts.moment(at, ZoneOffset.UTC))
                .add(
                        "recipient",
                        JsonArray.of(JsonObject.of(
                                "display", new JsonString(reading.told().strip()))))
                .add("sender", by.json())
                .add(
                        "payload",
                        JsonArray.of(JsonObject.of(
                                "contentString",
                                new JsonString(reading.impression().strip()))))
                .build();
    }
}

package org.throughline.care.result;

import java.util.List;
import java.util.Set;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;

/**
 * Which reports are results. US Core also lets notes of clinicians be reports, whose category is a kind of document: these
 * wait for nobody. Pure.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-diagnosticreport-note.html">reports and notes</a>
 */
public final class ReportKinds {
    private static final String SERVICES = "http://terminology.hl7.org/CodeSystem/v2-0074";

    /** Radiology, cardiology and pathology, as LOINC's parts. */
    private static final Set<String> STUDIES = Set.of("LP29684-5", "LP29708-2", "LP7839-6");

    private static final Set<String> VALUES = Set.of("laboratory", "imaging", "procedure");

    private ReportKinds() {}

    /** Whether it is a report of results, or a value of a laboratory or of a study. */
    public static boolean isOfResult(JsonObject resource) {
        return switch (Concept.text(resource, "resourceType")) {
            case "DiagnosticReport" -> isResult(resource);
            case "Observation" ->
                resource.objects("category").stream()
                        .flatMap(each -> each.objects("coding").stream())
                        .anyMatch(coding -> VALUES.contains(Concept.text(coding, "code")));
            default -> false;
        };
    }

    /** Whether it is a result; one that does not say what it is, or by which codes, may be one. */
    static boolean isResult(JsonObject report) {
        List<JsonObject> codings = report.objects("category").stream()
                .flatMap(each -> each.objects("coding").stream())
                .toList();
        return codings.isEmpty()
                || codings.stream()
                        .anyMatch(coding -> !coding.has("system")
                                || SERVICES.equals(coding.text("system"))
                                || STUDIES.contains(Concept.text(coding, "code")));
    }
}

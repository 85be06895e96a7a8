package org.throughline.care.imaging;

import java.util.List;
import java.util.Optional;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;
import org.throughline.terminology.imaging.Exam;
import org.throughline.terminology.imaging.Imaging;

/** By what resources say that they are of imaging. Pure. */
public final class Codes {
    static final String OWN = "urn:throughline:code";
    static final String ROLES = "urn:throughline:role";

    /** Of orders and of what is done. */
    public static final String IMAGING = "363679005";

    /** LOINC's part for radiology, and the departments of HL7's table that do imaging. */
    public static final String REPORTS = "LP29684-5,RAD,RX,CT,NMR,OUS,NMS,VUS,CUS";

    private Codes() {}

    /** Whether a resource is an order of imaging. */
    public static boolean isOrder(JsonObject request) {
        return "ServiceRequest".equals(request.text("resourceType"))
                && request.objects("category").stream()
                        .anyMatch(each -> Parts.code(each, Coding.SNOMED).equals(IMAGING));
    }

    /** Whether a DiagnosticReport is of imaging. */
    public static boolean isReport(JsonObject report) {
        List<String> codes = List.of(REPORTS.split(",", -1));
        return report.objects("category").stream()
                .flatMap(each -> each.objects("coding").stream())
                .anyMatch(each -> codes.contains(Parts.text(each, "code")));
    }

    /** By what and where something looked, by its code and words; empty when that cannot be told. */
    static Optional<Exam> exam(Imaging imaging, Concept what) {
        return imaging.exam(
                what.codings().stream()
                        .filter(each -> each.system().equals(Coding.LOINC))
                        .map(Coding::code)
                        .toList(),
                what.text(),
                "");
    }
}

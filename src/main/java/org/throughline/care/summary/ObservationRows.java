package org.throughline.care.summary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/** What was measured or observed, and reports that are told in words. */
record ObservationRows() implements Rows {
    /** Statuses of what was found. */
    static final String TOLD = "final,amended,corrected,appended,preliminary";

    /**
     * LOINC: whether somebody is pregnant, when the child is due, and how earlier pregnancies ended.
     *
     * @see <a href="https://hl7.org/fhir/uv/ips/STU1.1/ValueSet-pregnancies-summary-uv-ips.html">Pregnancies</a>
     */
    static final String PREGNANCY = "82810-3,11778-8,11779-6,11780-4,11636-8,11637-6,11638-4,11639-2,11640-0,11612-9,"
            + "11613-7,11614-5,33065-4";

    @Override
    public List<String> columns() {
        return List.of("What", "Result", "Flag", "Usual range", "When", "Status", "Remarks");
    }

    @Override
    public List<String> cells(JsonObject resource, Map<String, JsonObject> referred) {
        String when = Told.when(resource, "effective");
        return List.of(
                Told.joined(Told.words(resource.object("code")), Told.words(resource.object("bodySite"))),
                "DiagnosticReport".equals(resource.text("resourceType")) ? report(resource) : result(resource),
                Told.words(resource.objects("interpretation")),
                Told.joined(resource.objects("referenceRange").stream().map(ObservationRows::range)),
                when.isEmpty() ? Told.time(Parts.text(resource, "issued")) : when,
                Parts.text(resource, "status"),
                Told.notes(resource));
    }

    private static String result(JsonObject observation) {
        return Told.joined(Stream.concat(
                Stream.of(Told.value(observation)),
                observation.objects("component").stream()
                        .map(part -> (Told.words(part.object("code")) + " " + Told.value(part)).strip())));
    }

    private static String range(JsonObject range) {
        String text = Parts.text(range, "text");
        return text.isEmpty() ? Told.measure(range) : text;
    }

    /** What was concluded, and the report as far as it is plain text. */
    private static String report(JsonObject report) {
        return Told.joined(Stream.of(
                        Stream.of(Parts.text(report, "conclusion"), Told.words(report.objects("conclusionCode"))),
                        report.objects("presentedForm").stream()
                                .filter(form -> Parts.text(form, "contentType").startsWith("text/plain")
                                        && Inside.isCarried(form))
                                .map(form -> decoded(Parts.text(form, "data"))))
                .flatMap(each -> each));
    }

    private static String decoded(String data) {
        try {
            return new String(Base64.getMimeDecoder().decode(data), UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return ""; // what is no text tells nothing
        }
    }
}

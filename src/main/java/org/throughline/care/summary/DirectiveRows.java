package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/** What a patient wants or does not want when unable to say so: consents, and documents that hold it. */
record DirectiveRows() implements Rows {
    /**
     * Advance directive, do not resuscitate, emergency only, health care directive, life-sustaining treatment.
     *
     * @see <a href="https://hl7.org/fhir/R4/valueset-consent-category.html">Categories of consents</a>
     */
    static final String CATEGORIES = "acd,dnr,emrgonly,hcd,polst";

    /** LOINC: advance directives; advance directive; orders for life-sustaining treatment; a living will; a proxy. */
    static final String DOCUMENTS = "42348-3,42349-1,64298-3,75320-2,81334-5,86533-7,93037-0";

    @Override
    public List<String> columns() {
        return List.of("Directive", "More", "When", "Status");
    }

    @Override
    public List<String> cells(JsonObject directive, Map<String, JsonObject> referred) {
        return "Consent".equals(directive.text("resourceType")) ? consent(directive) : document(directive);
    }

    private static List<String> consent(JsonObject consent) {
        JsonObject provision = consent.object("provision");
        return List.of(
                Told.words(consent.objects("category")),
                Told.joined(
                        Told.words(consent.object("scope")),
                        Parts.text(provision, "type"),
                        provision == null ? "" : Told.words(provision.objects("code")),
                        Parts.text(consent.object("sourceAttachment"), "title")),
                Told.time(Parts.text(consent, "dateTime")),
                Parts.text(consent, "status"));
    }

    private static List<String> document(JsonObject document) {
        return List.of(
                Told.words(document.object("type")),
                Told.joined(Stream.concat(
                        Stream.of(Parts.text(document, "description")),
                        document.objects("content").stream()
                                .map(content -> Parts.text(content.object("attachment"), "title")))),
                Told.time(Parts.text(document, "date")),
                Parts.text(document, "status"));
    }
}

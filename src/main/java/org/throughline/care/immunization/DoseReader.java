package org.throughline.care.immunization;

import java.util.ArrayList;
import java.util.List;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;
import org.throughline.terminology.Coding;

/**
 * Reads Immunizations, ours and others'. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/immunization.html">Immunization</a>
 */
final class DoseReader {
    static final String MVX = "http://hl7.org/fhir/sid/mvx";

    private DoseReader() {}

    static Dose read(JsonObject resource) {
        String date = Parts.text(resource, "occurrenceDateTime");
        return new Dose(
                Parts.text(resource, "id"),
                version(resource),
                switch (Parts.text(resource, "status")) {
                    case "completed" -> Dose.State.GIVEN;
                    case "not-done" -> Dose.State.REFUSED;
                    default -> Dose.State.IN_ERROR;
                },
                Parts.words(resource.object("vaccineCode")),
                cvx(resource),
                mvx(resource),
                date.isEmpty() ? Parts.text(resource, "occurrenceString") : date,
                Parts.text(resource, "lotNumber"),
                Parts.idOf(valueOf(resource, DoseResource.LOT, "valueReference"), "Substance"),
                Parts.text(resource, "expirationDate"),
                Parts.words(resource.object("site")),
                Parts.words(resource.object("route")),
                amount(resource.object("doseQuantity")),
                by(resource),
                resource.get("primarySource") != JsonBoolean.FALSE,
                source(resource),
                Parts.words(resource.object("statusReason")),
                substandard(resource),
                resource.objects("education").stream()
                        .map(each -> sheet(each))
                        .filter(each -> !each.isEmpty())
                        .toList(),
                resource.objects("reaction").stream().map(DoseReader::reaction).toList(),
                Copy.holder(resource).orElse(""),
                overrides(resource));
    }

    private static int version(JsonObject resource) {
        String version = Parts.text(resource.object("meta"), "versionId");
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
    }

    /** The CVX code with its leading nought. */
    private static String cvx(JsonObject resource) {
        String code = Concept.code(resource.object("vaccineCode"), Coding.CVX).strip();
        return code.length() == 1 ? "0" + code : code;
    }

    private static String mvx(JsonObject resource) {
        JsonObject maker = resource.object("manufacturer");
        JsonObject identifier = maker == null ? null : maker.object("identifier");
        return identifier != null && MVX.equals(identifier.text("system")) ? Parts.text(identifier, "value") : "";
    }

    private static String amount(@org.jspecify.annotations.Nullable JsonObject quantity) {
        return quantity != null && quantity.get("value") instanceof JsonNumber number
                ? number.decimal().stripTrailingZeros().toPlainString() + " " + Parts.text(quantity, "unit")
                : "";
    }

    private static String by(JsonObject resource) {
        return resource.objects("performer").stream()
                .map(each -> Parts.text(each.object("actor"), "display"))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String source(JsonObject resource) {
        return Parts.words(resource.object("reportOrigin"));
    }

    private static String substandard(JsonObject resource) {
        if (resource.get("isSubpotent") != JsonBoolean.TRUE) {
            return "";
        }
        String why = resource.objects("subpotentReason").stream()
                .map(Parts::words)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        return why.isEmpty() ? "The dose is recorded as subpotent." : why;
    }

    private static String sheet(JsonObject education) {
        String edition = Parts.text(education, "publicationDate");
        String type = Parts.text(education, "documentType");
        return type.isEmpty() ? edition : type + (edition.isEmpty() ? "" : ", edition of " + edition);
    }

    private static Dose.Reaction reaction(JsonObject reaction) {
        return new Dose.Reaction(Parts.text(reaction, "date"), Parts.text(reaction.object("detail"), "display"));
    }

    private static List<String> overrides(JsonObject resource) {
        List<String> words = new ArrayList<>();
        for (Overrides.Reason each : Overrides.of(resource)) {
            words.add(each.words() + ": " + each.reason());
        }
        return words;
    }

    private static @org.jspecify.annotations.Nullable JsonObject valueOf(
            JsonObject resource, String url, String element) {
        JsonObject extension = Parts.extension(resource, url);
        return extension == null ? null : extension.object(element);
    }
}

package org.throughline.care.form;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;

/** The extensions that templates use, and how they are read and written. */
final class Sdc {
    static final String CALCULATED = sdc("calculatedExpression");
    static final String INITIAL = sdc("initialExpression");
    static final String EXTRACT = sdc("observationExtract");
    static final String EXTRACT_CATEGORY = sdc("observation-extract-category");
    static final String EXTRACTION_CONTEXT = sdc("itemExtractionContext");
    static final String LINK_PERIOD = sdc("observationLinkPeriod");
    static final String UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
    static final String CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
    static final String ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    static final String UCUM = "http://unitsofmeasure.org";

    /** What somebody wrote from which the calculation in FHIRPath was made. */
    static final String FORMULA = "urn:throughline:extension:formula";

    private Sdc() {}

    private static String sdc(String name) {
        return "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-" + name;
    }

    static @Nullable JsonObject extension(JsonObject element, String url) {
        return element.objects("extension").stream()
                .filter(extension -> url.equals(extension.text("url")))
                .findFirst()
                .orElse(null);
    }

    static JsonObject extension(String url, String value, Json of) {
        return JsonObject.builder().add("url", url).add(value, of).build();
    }

    static JsonObject fhirPath(String url, String expression) {
        JsonObject value = JsonObject.builder()
                .add("language", "text/fhirpath")
                .add("expression", expression)
                .build();
        return extension(url, "valueExpression", value);
    }

    static String expression(JsonObject element, String url) {
        JsonObject extension = extension(element, url);
        JsonObject value = extension == null ? null : extension.object("valueExpression");
        return value == null || !"text/fhirpath".equals(value.text("language")) ? "" : text(value, "expression");
    }

    static JsonObject coding(Coding coding) {
        return JsonObject.builder()
                .addIfPresent("system", coding.system().isEmpty() ? null : coding.system())
                .add("code", coding.code())
                .addIfPresent("display", coding.display().isEmpty() ? null : coding.display())
                .build();
    }

    static Coding coding(JsonObject coding) {
        return new Coding(text(coding, "system"), text(coding, "code"), text(coding, "display"));
    }

    static JsonObject concept(Coding coding) {
        return JsonObject.of("coding", JsonArray.of(coding(coding)));
    }

    static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }

    /** A primitive as text; empty for none. */
    static String scalar(@Nullable Json json) {
        return switch (json) {
            case JsonBoolean bool -> Boolean.toString(bool.value());
            case JsonNumber number -> number.literal();
            case JsonString text -> text.value();
            case null, default -> "";
        };
    }

    static @Nullable JsonArray array(List<? extends Json> values) {
        return values.isEmpty() ? null : new JsonArray(List.copyOf(values));
    }
}

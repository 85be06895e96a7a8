package org.throughline.care.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vital.UnitNames;

/**
 * Writes a template as a Questionnaire.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/sdc-questionnaire.html">SDC's profile</a>
 */
public final class TemplateWriter {
    static final String TAG_SYSTEM = "urn:throughline:code";
    public static final String TAG = "note-template";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String CONTEXT = "http://terminology.hl7.org/CodeSystem/usage-context-type";

    /** How far back a last value is looked for: it must still mean something. */
    private static final int LAST_YEARS = 5;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,8})(\\.\\d{1,6})?");

    private final Template template;

    private TemplateWriter(Template template) {
        this.template = template;
    }

    /** The Questionnaire, without an id when the template has none. */
    public static JsonObject write(Template template) {
        return new TemplateWriter(template).questionnaire();
    }

    private JsonObject questionnaire() {
        JsonObject tag = Sdc.coding(new Coding(TAG_SYSTEM, TAG, "Template of notes"));
        return JsonObject.builder()
                .add("resourceType", "Questionnaire")
                .addIfPresent("id", template.id().isEmpty() ? null : template.id())
                .add("meta", JsonObject.of("tag", JsonArray.of(tag)))
                .add("url", template.url())
                .add("version", template.version())
                .add("title", template.title())
                .add("status", template.status())
                .add("subjectType", JsonArray.of(new JsonString("Patient")))
                .addIfPresent("useContext", specialty(template.specialty()))
                .add("code", JsonArray.of(Sdc.coding(template.type())))
                .addIfPresent(
                        "item",
                        Sdc.array(
                                template.sections().stream().map(this::section).toList()))
                .build();
    }

    private static @Nullable JsonArray specialty(String words) {
        if (words.isEmpty()) {
            return null;
        }
        JsonObject context = JsonObject.builder()
                .add("code", Sdc.coding(new Coding(CONTEXT, "user", "")))
                .add("valueCodeableConcept", JsonObject.of("text", new JsonString(words)))
                .build();
        return JsonArray.of(context);
    }

    private JsonObject section(Section section) {
        List<JsonObject> items = new ArrayList<>();
        for (Field field : section.fields()) {
            items.add(field(field));
            if (field.pulls()) {
                items.add(pulled(field));
            }
        }
        return JsonObject.builder()
                .add("linkId", section.key())
                .add("text", section.title())
                .add("type", "group")
                .addIfPresent("enableWhen", shown(section.shown()))
                .addIfPresent("enableBehavior", section.shown().size() > 1 ? "all" : null)
                .addIfPresent("item", Sdc.array(items))
                .build();
    }

    private JsonObject pulled(Field field) {
        return JsonObject.builder()
                .add("linkId", field.pulledKey())
                .add("text", field.label() + ": from the chart")
                .add("type", "reference")
                .addIfPresent("enableWhen", shown(field.shown()))
                .addIfPresent("enableBehavior", field.shown().size() > 1 ? "all" : null)
                .add("repeats", JsonBoolean.TRUE)
                .build();
    }

    private JsonObject field(Field field) {
        Coding code = field.code();
        return JsonObject.builder()
                .addIfPresent("extension", Sdc.array(extensions(field)))
                .add("linkId", field.key())
                .addIfPresent("definition", definition(field))
                .addIfPresent("code", code == null ? null : JsonArray.of(Sdc.coding(code)))
                .add("text", field.label())
                .add("type", field.unit().isEmpty() ? field.kind().itemType() : "quantity")
                .addIfPresent("enableWhen", shown(field.shown()))
                .addIfPresent("enableBehavior", field.shown().size() > 1 ? "all" : null)
                .addIfPresent("required", field.required() ? JsonBoolean.TRUE : null)
                .addIfPresent("repeats", field.kind().repeats() ? JsonBoolean.TRUE : null)
                .addIfPresent("readOnly", field.kind() == Kind.SCORE ? JsonBoolean.TRUE : null)
                .addIfPresent(
                        "answerOption",
                        Sdc.array(field.options().stream()
                                .map(option -> JsonObject.of("valueCoding", coding(option)))
                                .toList()))
                .addIfPresent("item", field.help().isEmpty() ? null : JsonArray.of(help(field)))
                .build();
    }

    /** What stands below a field to help, as FHIR has it: an item of its own that is only shown. */
    private static JsonObject help(Field field) {
        Coding control = new Coding("http://hl7.org/fhir/questionnaire-item-control", "help", "");
        return JsonObject.builder()
                .add(
                        "extension",
                        JsonArray.of(Sdc.extension(Sdc.CONTROL, "valueCodeableConcept", Sdc.concept(control))))
                .add("linkId", field.key() + "-help")
                .add("text", field.help())
                .add("type", "display")
                .build();
    }

    /** An option as it is offered and as it is answered: with what it counts. */
    static JsonObject coding(Option option) {
        JsonObject coding = Sdc.coding(new Coding(option.system(), option.code(), option.words()));
        return !NUMBER.matcher(option.score()).matches()
                ? coding
                : coding.with(
                        "extension", JsonArray.of(Sdc.extension(Sdc.ORDINAL, "valueDecimal", number(option.score()))));
    }

    private static @Nullable String definition(Field field) {
        return switch (field.kind()) {
            case PROBLEM -> "http://hl7.org/fhir/StructureDefinition/Condition#Condition.code";
            case ALLERGY -> "http://hl7.org/fhir/StructureDefinition/AllergyIntolerance#AllergyIntolerance.code";
            default -> null;
        };
    }

    private static List<JsonObject> extensions(Field field) {
        List<JsonObject> extensions = new ArrayList<>();
        if (!field.unit().isEmpty()) {
            extensions.add(Sdc.extension(
                    Sdc.UNIT,
                    "valueCoding",
                    Sdc.coding(new Coding(Sdc.UCUM, field.unit(), UnitNames.of(field.unit())))));
        }
        if (!field.expression().isEmpty()) {
            extensions.add(Sdc.fhirPath(Sdc.CALCULATED, field.expression()));
        }
        if (!field.formula().isEmpty()) {
            extensions.add(Sdc.extension(Sdc.FORMULA, "valueString", new JsonString(field.formula())));
        }
        if (!field.initial().isEmpty()) {
            extensions.add(Sdc.fhirPath(Sdc.INITIAL, field.initial()));
        }
        if (field.last()) {
            extensions.add(Sdc.extension(Sdc.LINK_PERIOD, "valueDuration", years(LAST_YEARS)));
        }
        if (field.lands()) {
            extensions.addAll(landing(field));
        }
        return extensions;
    }

    private static List<JsonObject> landing(Field field) {
        return switch (field.kind()) {
            case PROBLEM -> List.of(Sdc.extension(Sdc.EXTRACTION_CONTEXT, "valueCode", new JsonString("Condition")));
            case ALLERGY ->
                List.of(Sdc.extension(Sdc.EXTRACTION_CONTEXT, "valueCode", new JsonString("AllergyIntolerance")));
            default ->
                List.of(
                        Sdc.extension(Sdc.EXTRACT, "valueBoolean", JsonBoolean.TRUE),
                        Sdc.extension(
                                Sdc.EXTRACT_CATEGORY,
                                "valueCodeableConcept",
                                Sdc.concept(new Coding(CATEGORY, field.category(), ""))));
        };
    }

    private static JsonObject years(int count) {
        return JsonObject.builder()
                .add("value", JsonNumber.of(count))
                .add("unit", "a")
                .add("system", Sdc.UCUM)
                .add("code", "a")
                .build();
    }

    private @Nullable JsonArray shown(List<Shown> shown) {
        return Sdc.array(shown.stream().map(this::when).toList());
    }

    private JsonObject when(Shown when) {
        Field asked = template.field(when.key()).orElseGet(() -> Field.of(when.key(), "", Kind.LINE));
        JsonObject.Builder builder =
                JsonObject.builder().add("question", when.key()).add("operator", when.operator());
        if (when.operator().equals("exists") || asked.kind() == Kind.YES_NO) {
            return builder.add("answerBoolean", JsonBoolean.of(when.value().equals("true")))
                    .build();
        }
        Option option = asked.option(when.value());
        if (option != null) {
            Coding code = new Coding(option.system(), option.code(), option.words());
            return builder.add("answerCoding", Sdc.coding(code)).build();
        }
        return asked.kind().counts() && NUMBER.matcher(when.value()).matches()
                ? builder.add("answerDecimal", number(when.value())).build()
                : builder.add("answerString", when.value()).build();
    }

    /** A number as it was typed: JSON has no leading zeros. */
    private static JsonNumber number(String typed) {
        return new JsonNumber(new BigDecimal(typed).toPlainString());
    }
}

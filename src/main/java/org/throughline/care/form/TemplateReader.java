package org.throughline.care.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;

/**
 * Reads a Questionnaire into a template: sections of fields, as {@link TemplateWriter} writes them. Deeper nesting and what
 * has no kind here is passed over.
 */
public final class TemplateReader {
    private static final Set<String> ANSWERS = Set.of("answerDecimal", "answerInteger", "answerBoolean");

    private TemplateReader() {}

    public static Template read(JsonObject questionnaire) {
        List<JsonObject> codes = questionnaire.objects("code");
        return new Template(
                Sdc.text(questionnaire, "id"),
                Sdc.text(questionnaire, "url"),
                Sdc.text(questionnaire, "version"),
                Sdc.text(questionnaire, "status"),
                Sdc.text(questionnaire, "title"),
                specialty(questionnaire),
                codes.isEmpty() ? NoteTypes.PROGRESS : Sdc.coding(codes.getFirst()),
                questionnaire.objects("item").stream()
                        .filter(item -> "group".equals(item.text("type")))
                        .map(TemplateReader::section)
                        .toList());
    }

    private static String specialty(JsonObject questionnaire) {
        return questionnaire.objects("useContext").stream()
                .map(context -> context.object("valueCodeableConcept"))
                .map(concept -> concept == null ? "" : Sdc.text(concept, "text"))
                .findFirst()
                .orElse("");
    }

    private static Section section(JsonObject group) {
        List<Field> fields = new ArrayList<>();
        for (JsonObject item : group.objects("item")) {
            Kind kind = kind(item);
            if (kind != null) {
                fields.add(field(item, kind));
            }
        }
        return new Section(Sdc.text(group, "linkId"), Sdc.text(group, "text"), shown(group), fields);
    }

    private static @Nullable Kind kind(JsonObject item) {
        boolean calculated = Sdc.extension(item, Sdc.CALCULATED) != null || item.get("readOnly") == JsonBoolean.TRUE;
        boolean repeats = item.get("repeats") == JsonBoolean.TRUE;
        return switch (Sdc.text(item, "type")) {
            case "text" -> Kind.TEXT;
            case "string" -> Kind.LINE;
            case "decimal", "integer", "quantity" -> calculated ? Kind.SCORE : Kind.NUMBER;
            case "choice" -> repeats ? Kind.CHOICES : Kind.CHOICE;
            case "open-choice" ->
                Sdc.text(item, "definition").endsWith("AllergyIntolerance.code") ? Kind.ALLERGY : Kind.PROBLEM;
            case "boolean" -> Kind.YES_NO;
            case "date" -> Kind.DATE;
            case "display" -> Kind.INFO;
            default -> null;
        };
    }

    private static Field field(JsonObject item, Kind kind) {
        List<JsonObject> codes = item.objects("code");
        JsonObject unit = Sdc.extension(item, Sdc.UNIT);
        JsonObject unitCoding = unit == null ? null : unit.object("valueCoding");
        JsonObject formula = Sdc.extension(item, Sdc.FORMULA);
        return new Field(
                Sdc.text(item, "linkId"),
                Sdc.text(item, "text"),
                kind,
                help(item),
                item.get("required") == JsonBoolean.TRUE,
                unitCoding == null ? "" : Sdc.text(unitCoding, "code"),
                item.objects("answerOption").stream()
                        .map(TemplateReader::option)
                        .toList(),
                codes.isEmpty() ? null : Sdc.coding(codes.getFirst()),
                category(item),
                Sdc.extension(item, Sdc.EXTRACT) != null || Sdc.extension(item, Sdc.EXTRACTION_CONTEXT) != null,
                Sdc.extension(item, Sdc.LINK_PERIOD) != null,
                Sdc.expression(item, Sdc.INITIAL),
                shown(item),
                formula == null ? "" : Sdc.text(formula, "valueString"),
                Sdc.expression(item, Sdc.CALCULATED));
    }

    private static String help(JsonObject item) {
        return item.objects("item").stream()
                .filter(each -> "display".equals(each.text("type")))
                .map(each -> Sdc.text(each, "text"))
                .findFirst()
                .orElse("");
    }

    private static String category(JsonObject item) {
        JsonObject category = Sdc.extension(item, Sdc.EXTRACT_CATEGORY);
        JsonObject concept = category == null ? null : category.object("valueCodeableConcept");
        return concept == null || concept.objects("coding").isEmpty()
                ? ""
                : Sdc.text(concept.objects("coding").getFirst(), "code");
    }

    private static Option option(JsonObject answerOption) {
        JsonObject value = answerOption.object("valueCoding");
        if (value == null) {
            String text = Sdc.text(answerOption, "valueString");
            return new Option("", text, text, "");
        }
        JsonObject ordinal = Sdc.extension(value, Sdc.ORDINAL);
        Coding coding = Sdc.coding(value);
        return new Option(
                coding.system(),
                coding.code(),
                coding.display().isEmpty() ? coding.code() : coding.display(),
                ordinal != null && ordinal.get("valueDecimal") instanceof JsonNumber number ? number.literal() : "");
    }

    private static List<Shown> shown(JsonObject item) {
        return item.objects("enableWhen").stream()
                .map(when -> new Shown(Sdc.text(when, "question"), Sdc.text(when, "operator"), value(when)))
                .toList();
    }

    private static String value(JsonObject when) {
        for (String name : ANSWERS) {
            if (when.has(name)) {
                return Sdc.scalar(when.get(name));
            }
        }
        JsonObject coding = when.object("answerCoding");
        return coding == null ? Sdc.text(when, "answerString") : Sdc.text(coding, "code");
    }
}

package org.throughline.care.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.path.Element;
import org.throughline.fhir.path.FhirPath;
import org.throughline.fhir.path.Node;
import org.throughline.fhir.path.Value;
import org.throughline.kernel.Failed;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vital.UnitNames;

/**
 * Works a form out: reads what was typed, and then, until nothing changes any more, which fields are shown and what the
 * calculations give. What depends on something that is not shown sees no answer there.
 */
final class Filling {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(?:[.,]\\d{1,6})?");
    private static final int PLACES = 2;

    private final Template template;
    private final Answers answers;
    private final Terms terms;
    private final Map<String, String> faults = new LinkedHashMap<>();

    Filling(Template template, Answers answers, Terms terms) {
        this.template = template;
        this.answers = answers;
        this.terms = terms;
    }

    Filled filled() {
        Map<String, List<JsonObject>> typed = typed();
        Map<String, List<JsonObject>> values = typed;
        List<String> hidden = List.of();
        long calculations =
                template.fields().filter(each -> each.kind() == Kind.SCORE).count();
        for (long pass = 0; pass <= calculations + template.sections().size(); pass++) {
            hidden = hidden(values);
            Map<String, List<JsonObject>> shown = without(typed, hidden);
            scores(shown, hidden, values);
            if (shown.equals(values)) {
                break;
            }
            values = shown;
        }
        List<String> none = hidden;
        template.fields()
                .filter(Field::required)
                .filter(field -> !none.contains(field.key()) && !typed.containsKey(field.key()))
                .forEach(field -> faults.putIfAbsent(field.key(), "This is needed."));
        none.forEach(faults::remove);
        return new Filled(template, values, pulled(none), none, faults);
    }

    private Map<String, List<Pulled>> pulled(List<String> hidden) {
        Map<String, List<Pulled>> pulled = new HashMap<>();
        template.fields()
                .filter(field -> field.pulls() && !hidden.contains(field.key()))
                .filter(field -> !answers.pulledTo(field.key()).isEmpty())
                .forEach(field -> pulled.put(field.key(), answers.pulledTo(field.key())));
        return pulled;
    }

    private Map<String, List<JsonObject>> typed() {
        Map<String, List<JsonObject>> typed = new HashMap<>();
        template.fields().forEach(field -> {
            List<JsonObject> values = answers.of(field.key()).stream()
                    .limit(field.kind().repeats() ? 50 : 1)
                    .map(text -> value(field, text))
                    .flatMap(Optional::stream)
                    .toList();
            if (!values.isEmpty()) {
                typed.put(field.key(), values);
            }
        });
        return typed;
    }

    private Optional<JsonObject> value(Field field, String text) {
        return switch (field.kind()) {
            case TEXT, LINE -> Optional.of(JsonObject.of("valueString", new JsonString(text)));
            case NUMBER -> number(field, text);
            case CHOICE, CHOICES -> Optional.ofNullable(field.option(text)).map(Filling::chosen);
            case YES_NO -> Optional.of(JsonObject.of("valueBoolean", JsonBoolean.of(text.equals("true"))));
            case DATE -> Optional.of(JsonObject.of("valueDate", new JsonString(text)));
            case PROBLEM, ALLERGY -> Optional.of(named(field, text));
            case SCORE, INFO -> Optional.empty();
        };
    }

    private static JsonObject chosen(Option option) {
        return JsonObject.of("valueCoding", TemplateWriter.coding(option));
    }

    private JsonObject named(Field field, String text) {
        List<Coding> codings = terms.concept(field.kind(), text).codings();
        return codings.isEmpty()
                ? JsonObject.of("valueString", new JsonString(text))
                : JsonObject.of(
                        "valueCoding",
                        Sdc.coding(new Coding(
                                codings.getFirst().system(), codings.getFirst().code(), text)));
    }

    private Optional<JsonObject> number(Field field, String text) {
        if (!NUMBER.matcher(text).matches()) {
            faults.put(field.key(), "Write a number.");
            return Optional.empty();
        }
        return Optional.of(number(field, new BigDecimal(text.replace(',', '.'))));
    }

    private static JsonObject number(Field field, BigDecimal value) {
        Json number = new JsonNumber(value.toPlainString());
        return field.unit().isEmpty()
                ? JsonObject.of("valueDecimal", number)
                : JsonObject.of(
                        "valueQuantity",
                        JsonObject.builder()
                                .add("value", number)
                                .add("unit", UnitNames.of(field.unit()))
                                .add("system", Sdc.UCUM)
                                .add("code", field.unit())
                                .build());
    }

    private static Map<String, List<JsonObject>> without(Map<String, List<JsonObject>> values, List<String> hidden) {
        Map<String, List<JsonObject>> shown = new HashMap<>(values);
        shown.keySet().removeAll(hidden);
        return shown;
    }

    private void scores(
            Map<String, List<JsonObject>> shown, List<String> hidden, Map<String, List<JsonObject>> before) {
        JsonObject response = Filled.response(template, before);
        template.fields()
                .filter(field ->
                        field.kind() == Kind.SCORE && !field.expression().isEmpty())
                .filter(field -> !hidden.contains(field.key()))
                .forEach(field -> calculated(field, response)
                        .ifPresent(value -> shown.put(field.key(), List.of(number(field, value)))));
    }

    /** What a calculation gives; nothing when it gives no number, or cannot be worked out with what was typed. */
    private Optional<BigDecimal> calculated(Field field, JsonObject response) {
        try {
            List<Node> nodes = FhirPath.compile(field.expression()).evaluate(Element.root(response));
            Value value = nodes.size() == 1 ? nodes.getFirst().value() : null;
            return switch (value) {
                case Value.Int(int number) -> Optional.of(BigDecimal.valueOf(number));
                case Value.Decimal(BigDecimal number) -> Optional.of(rounded(number));
                case Value.Quantity(BigDecimal number, String ignored, boolean alsoIgnored) ->
                    Optional.of(rounded(number));
                case null, default -> Optional.empty();
            };
        } catch (Failed e) {
            faults.put(
                    field.key(),
                    "This calculation cannot be worked out: " + e.failure().message());
            return Optional.empty();
        }
    }

    private static BigDecimal rounded(BigDecimal number) {
        BigDecimal rounded = number.setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded;
    }

    private List<String> hidden(Map<String, List<JsonObject>> values) {
        List<String> hidden = new ArrayList<>();
        for (Section section : template.sections()) {
            boolean whole = !holds(section.shown(), values);
            Stream<Field> fields = section.fields().stream().filter(field -> whole || !holds(field.shown(), values));
            if (whole) {
                hidden.add(section.key());
            }
            fields.map(Field::key).forEach(hidden::add);
        }
        return hidden;
    }

    private static boolean holds(List<Shown> all, Map<String, List<JsonObject>> values) {
        return all.stream().allMatch(each -> Condition.holds(each, values.getOrDefault(each.key(), List.of())));
    }
}

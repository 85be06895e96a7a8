package org.throughline.care.note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.form.Field;
import org.throughline.care.form.Kind;
import org.throughline.care.form.Template;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.path.Element;
import org.throughline.fhir.path.FhirPath;
import org.throughline.fhir.path.Node;
import org.throughline.fhir.path.Value;
import org.throughline.kernel.Failed;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;
import org.throughline.terminology.Coding;

/**
 * What the fields of a new note begin with: what their expressions say of the patient and the visit, or the last value of
 * their code.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/populate.html">Population</a>
 */
public final class Prefill {
    private static final int MOST = 200;
    private static final String OBSERVATION = "Observation";

    private final Records records;
    private final Searches searches;

    public Prefill(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /** What to begin with, by the field's key, as somebody would type it. */
    public Map<String, String> values(
            Caller caller, String patient, Template template, Optional<JsonObject> encounter) {
        Map<String, String> values = new HashMap<>();
        Map<String, List<Node>> variables = new HashMap<>();
        JsonObject person = open(records.read(caller, "Patient", patient));
        variables.put("patient", List.of(Element.root(person)));
        variables.put(
                "encounter",
                encounter.<List<Node>>map(each -> List.of(Element.root(each))).orElse(List.of()));
        template.fields()
                .filter(field -> !field.initial().isEmpty())
                .forEach(field -> initial(field, person, variables).ifPresent(value -> values.put(field.key(), value)));
        List<Field> last = template.fields()
                .filter(field -> field.last() && field.code() != null)
                .toList();
        if (!last.isEmpty() && caller.may(Interaction.SEARCH, OBSERVATION)) {
            lastValues(caller, patient, last, values);
        }
        return values;
    }

    /** What an expression gives; nothing when it gives nothing or does not fit. */
    private static Optional<String> initial(Field field, JsonObject patient, Map<String, List<Node>> variables) {
        try {
            return FhirPath.compile(field.initial())
                    .evaluate(Element.root(patient), variables, null, reference -> null)
                    .stream()
                    .map(Node::value)
                    .filter(Objects::nonNull)
                    .map(Value::toString)
                    .filter(text -> !text.isBlank())
                    .findFirst();
        } catch (Failed e) {
            return Optional.empty();
        }
    }

    private void lastValues(Caller caller, String patient, List<Field> fields, Map<String, String> values) {
        String codes = fields.stream()
                .map(field -> Objects.requireNonNull(field.code()).code())
                .distinct()
                .collect(Collectors.joining(","));
        List<Argument> arguments = List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("combo-code", codes),
                new Argument("_sort", "-date"),
                new Argument("_count", Integer.toString(MOST)));
        List<JsonObject> newestFirst =
                searches
                        .run(caller, new SearchRequest(new Target.OfType(OBSERVATION), arguments, true))
                        .matches()
                        .stream()
                        .map(this::open)
                        .filter(each -> !"entered-in-error".equals(each.text("status")))
                        .toList();
        for (Field field : fields) {
            newestFirst.stream()
                    .flatMap(each -> value(each, field).stream())
                    .findFirst()
                    .ifPresent(value -> values.put(field.key(), value));
        }
    }

    private static Optional<String> value(JsonObject observation, Field field) {
        String code = Objects.requireNonNull(field.code()).code();
        return Stream.concat(Stream.of(observation), observation.objects("component").stream())
                .filter(part -> codes(part).contains(code))
                .flatMap(part -> typed(part, field).stream())
                .findFirst();
    }

    private static Set<String> codes(JsonObject part) {
        JsonObject code = part.object("code");
        Set<String> codes = new HashSet<>();
        if (code != null) {
            code.objects("coding").stream()
                    .filter(coding -> Coding.LOINC.equals(coding.text("system")))
                    .forEach(coding -> codes.add(NoteReader.text(coding, "code")));
        }
        return codes;
    }

    /** The value as somebody would type it in the field: a number in the field's unit, a choice by its code. */
    private static Optional<String> typed(JsonObject part, Field field) {
        JsonObject quantity = part.object("valueQuantity");
        if (quantity != null && field.kind() == Kind.NUMBER) {
            boolean sameUnit = field.unit().isEmpty() || field.unit().equals(quantity.text("code"));
            return sameUnit && quantity.get("value") instanceof JsonNumber number
                    ? Optional.of(number.decimal().stripTrailingZeros().toPlainString())
                    : Optional.empty();
        }
        JsonObject concept = part.object("valueCodeableConcept");
        List<String> chosen = new ArrayList<>();
        if (concept != null) {
            concept.objects("coding").forEach(coding -> chosen.add(NoteReader.text(coding, "code")));
        }
        return chosen.stream()
                .filter(code -> field.options().stream()
                        .anyMatch(option -> option.code().equals(code)))
                .findFirst();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}

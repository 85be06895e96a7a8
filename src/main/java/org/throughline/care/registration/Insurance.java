package org.throughline.care.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * An insurance of a patient as a form holds it. What is not known is empty.
 *
 * @param payer the name of who pays
 * @param member the number by which the payer knows the patient
 * @param group the number of the employer's or other group
 * @param plan the name of the plan
 * @param relationship what the patient is to the subscriber, a code of {@link #RELATIONSHIPS}
 * @param subscriber the name of the subscriber, when it is not the patient
 * @param start a FHIR date; empty when not known
 * @param end the last day; empty when there is none
 * @param order which pays first: a code of {@link #ORDERS}
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-coverage.html">US Core Coverage</a>
 */
public record Insurance(
        String payer,
        String member,
        String group,
        String plan,
        String relationship,
        String subscriber,
        String start,
        String end,
        String order) {
    public static final List<Choice> RELATIONSHIPS = List.of(
            new Choice("self", "The patient"),
            new Choice("spouse", "Husband, wife or partner"),
            new Choice("parent", "A parent"),
            new Choice("child", "A child"),
            new Choice("other", "Somebody else"));
    public static final List<Choice> ORDERS =
            List.of(new Choice("1", "First"), new Choice("2", "Second"), new Choice("3", "Third"));
    public static final Insurance NEW = new Insurance("", "", "", "", "self", "", "", "", "1");

    private static final String RELATIONSHIP = "http://terminology.hl7.org/CodeSystem/subscriber-relationship";
    private static final String CLASS = "http://terminology.hl7.org/CodeSystem/coverage-class";

    /** What is wrong with it, by field. */
    public Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (payer.isBlank()) {
            faults.put("payer", "Say who pays.");
        }
        if (member.isBlank()) {
            faults.put("member", "The member number stands on the card.");
        }
        require(faults, "relationship", relationship, RELATIONSHIPS);
        require(faults, "order", order, ORDERS);
        if (!relationship.equals("self") && subscriber.isBlank()) {
            faults.put("subscriber", "Say in whose name it is.");
        }
        if (!start.isEmpty() && !end.isEmpty() && end.compareTo(start) < 0) {
            faults.put("end", "It ends before it begins.");
        }
        return faults;
    }

    private static void require(Map<String, String> faults, String field, String value, List<Choice> choices) {
        if (choices.stream().noneMatch(choice -> choice.code().equals(value))) {
            faults.put(field, "Choose one of these.");
        }
    }

    static Insurance of(JsonObject coverage) {
        JsonObject period = Objects.requireNonNullElse(coverage.object("period"), JsonObject.EMPTY);
        String relationship = code(coverage.object("relationship"));
        Json order = coverage.get("order");
        return new Insurance(
                coverage.objects("payor").stream()
                        .map(payor -> text(payor, "display"))
                        .findFirst()
                        .orElse(""),
                text(coverage, "subscriberId"),
                ofClass(coverage, "group"),
                ofClass(coverage, "plan"),
                relationship.isEmpty() ? "self" : relationship,
                text(Objects.requireNonNullElse(coverage.object("subscriber"), JsonObject.EMPTY), "display"),
                text(period, "start"),
                text(period, "end"),
                order == null ? "1" : order.toString());
    }

    private static String ofClass(JsonObject coverage, String type) {
        return coverage.objects("class").stream()
                .filter(each -> code(each.object("type")).equals(type))
                .map(each -> text(each, "value"))
                .findFirst()
                .orElse("");
    }

    private static String code(@Nullable JsonObject concept) {
        return concept == null
                ? ""
                : concept.objects("coding").stream()
                        .map(coding -> text(coding, "code"))
                        .findFirst()
                        .orElse("");
    }

    /** The Coverage with what the form holds in place of what it said of that. */
    JsonObject write(JsonObject coverage) {
        JsonObject changed = coverage.with("payor", JsonArray.of(JsonObject.of("display", new JsonString(payer))))
                .with("subscriberId", new JsonString(member))
                .with("relationship", concept(RELATIONSHIP, relationship))
                .with("order", JsonNumber.of(Integer.parseInt(order)));
        changed = subscriber.isEmpty() || relationship.equals("self")
                ? changed.without("subscriber")
                : changed.with("subscriber", JsonObject.of("display", new JsonString(subscriber)));
        List<Json> classes = new ArrayList<>();
        addClass(classes, "group", group);
        addClass(classes, "plan", plan);
        coverage.objects("class").stream()
                .filter(each -> !List.of("group", "plan").contains(code(each.object("type"))))
                .forEach(classes::add);
        changed = classes.isEmpty() ? changed.without("class") : changed.with("class", new JsonArray(classes));
        JsonObject period = JsonObject.builder()
                .addIfPresent("start", start.isEmpty() ? null : start)
                .addIfPresent("end", end.isEmpty() ? null : end)
                .build();
        return period.size() == 0 ? changed.without("period") : changed.with("period", period);
    }

    /** A new Coverage. */
    JsonObject create(String patient) {
        return write(JsonObject.builder()
                .add("resourceType", "Coverage")
                .add("status", "active")
                .add("beneficiary", JsonObject.of("reference", new JsonString("Patient/" + patient)))
                .build());
    }

    private static void addClass(List<Json> classes, String type, String value) {
        if (!value.isEmpty()) {
            classes.add(JsonObject.builder()
                    .add("type", concept(CLASS, type))
                    .add("value", value)
                    .build());
        }
    }

    private static JsonObject concept(String system, String code) {
        return JsonObject.of(
                "coding",
                JsonArray.of(JsonObject.builder()
                        .add("system", system)
                        .add("code", code)
                        .build()));
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}

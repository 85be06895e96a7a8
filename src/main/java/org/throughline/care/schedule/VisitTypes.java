package org.throughline.care.schedule;

import static org.throughline.care.Parts.text;

import java.util.List;
import java.util.Optional;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * The kinds of visits of a practice, in the order in which they are offered. Pure.
 *
 * @param version of the CodeSystem; 0 while the practice has not changed those that come with the product
 */
public record VisitTypes(int version, List<VisitType> all) {
    /** The id of the CodeSystem. */
    static final String ID = "visit-types";

    private static final VisitType UNKNOWN = new VisitType("", "Visit", 15, Tone.GREY, false, false);

    /** What a practice begins with. */
    static final VisitTypes SHIPPED = new VisitTypes(
            0,
            List.of(
                    new VisitType("follow-up", "Follow-up", 15, Tone.BLUE, false, true),
                    new VisitType("sick", "Sick visit", 15, Tone.AMBER, true, true),
                    new VisitType("new", "New patient", 45, Tone.VIOLET, false, true),
                    new VisitType("annual", "Annual check-up", 30, Tone.GREEN, false, true),
                    new VisitType("child", "Well child visit", 30, Tone.GREEN, false, true),
                    new VisitType("procedure", "Procedure", 30, Tone.TEAL, false, true),
                    new VisitType("vaccine", "Vaccination", 15, Tone.TEAL, true, true),
                    new VisitType("phone", "Telephone", 15, Tone.GREY, true, true)));

    public VisitTypes {
        all = List.copyOf(all);
    }

    /** Those that are offered. */
    public List<VisitType> offered() {
        return all.stream().filter(VisitType::offered).toList();
    }

    /** The one of a code. */
    public Optional<VisitType> find(String code) {
        return all.stream().filter(type -> type.code().equals(code)).findFirst();
    }

    /** The one of a code, or one that says nothing. */
    public VisitType orPlain(String code) {
        return find(code).orElse(UNKNOWN);
    }

    static VisitTypes read(JsonObject codeSystem, int version) {
        return new VisitTypes(
                version,
                codeSystem.objects("concept").stream().map(VisitTypes::type).toList());
    }

    private static VisitType type(JsonObject concept) {
        return new VisitType(
                text(concept, "code"),
                text(concept, "display"),
                property(concept, "minutes", "valueInteger")
                        .map(Object::toString)
                        .filter(digits -> digits.matches("[1-9][0-9]{0,2}"))
                        .map(Integer::parseInt)
                        .orElse(UNKNOWN.minutes()),
                Tone.of(property(concept, "tone", "valueCode")
                        .map(Object::toString)
                        .orElse("")),
                property(concept, "beside", "valueBoolean").equals(Optional.of(JsonBoolean.TRUE)),
                !property(concept, "inactive", "valueBoolean").equals(Optional.of(JsonBoolean.TRUE)));
    }

    private static Optional<Json> property(JsonObject concept, String code, String element) {
        return concept.objects("property").stream()
                .filter(property -> code.equals(property.text("code")))
                .flatMap(property -> Optional.ofNullable(property.get(element)).stream())
                .findFirst();
    }

    /** As a CodeSystem. */
    JsonObject resource() {
        return JsonObject.builder()
                .add("resourceType", "CodeSystem")
                .add("id", ID)
                .add("url", VisitType.SYSTEM)
                .add("name", "VisitTypes")
                .add("title", "Kinds of visits of this practice")
                .add("status", "active")
                .add("content", "complete")
                .add(
                        "property",
                        JsonArray.of(
                                definition("minutes", "integer"),
                                definition("tone", "code"),
                                definition("beside", "boolean"),
                                definition("inactive", "boolean")))
                .add(
                        "concept",
                        new JsonArray(all.stream().map(VisitTypes::concept).toList()))
                .build();
    }

    private static JsonObject definition(String code, String type) {
        return JsonObject.builder().add("code", code).add("type", type).build();
    }

    private static Json concept(VisitType type) {
        return JsonObject.builder()
                .add("code", type.code())
                .add("display", type.name())
                .add(
                        "property",
                        JsonArray.of(
                                property("minutes", "valueInteger", JsonNumber.of(type.minutes())),
                                property(
                                        "tone",
                                        "valueCode",
                                        new JsonString(type.tone().code())),
                                property("beside", "valueBoolean", JsonBoolean.of(type.beside())),
                                property("inactive", "valueBoolean", JsonBoolean.of(!type.offered()))))
                .build();
    }

    private static JsonObject property(String code, String element, Json value) {
        return JsonObject.builder().add("code", code).add(element, value).build();
    }
}

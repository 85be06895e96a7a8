package org.throughline.care.entry.sheet;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Elements;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/**
 * What somebody of the family has or had: one illness of one person an entry.
 *
 * @see <a href="https://hl7.org/fhir/R4/familymemberhistory.html">FamilyMemberHistory</a>
 * @see <a href="https://terminology.hl7.org/CodeSystem-v3-RoleCode.html">RoleCode, the relationships</a>
 */
record FamilySheet() implements Sheet {
    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
    private static final List<Choice> WHO = List.of(
            new Choice("MTH", "Mother"),
            new Choice("FTH", "Father"),
            new Choice("SIS", "Sister"),
            new Choice("BRO", "Brother"),
            new Choice("DAUC", "Daughter"),
            new Choice("SONC", "Son"),
            new Choice("MGRMTH", "Mother's mother"),
            new Choice("MGRFTH", "Mother's father"),
            new Choice("PGRMTH", "Father's mother"),
            new Choice("PGRFTH", "Father's father"),
            new Choice("MAUNT", "Mother's sister"),
            new Choice("MUNCLE", "Mother's brother"),
            new Choice("PAUNT", "Father's sister"),
            new Choice("PUNCLE", "Father's brother"),
            new Choice("COUSN", "Cousin"),
            new Choice("FAMMEMB", "Somebody of the family"));
    private static final List<Choice> LIVES =
            List.of(new Choice("unknown", "Not known"), new Choice("no", "Alive"), new Choice("yes", "Died"));

    @Override
    public String key() {
        return "family";
    }

    @Override
    public String noun() {
        return "family history";
    }

    @Override
    public String type() {
        return "FamilyMemberHistory";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.choice("who", "Who", WHO),
                Field.of(Field.Kind.WORDS, "illness", "Illness")
                        .offering("problems")
                        .hinted("Type a name, an abbreviation or a code; “none known” if it was asked")
                        .needed("Say which illness."),
                Field.of(Field.Kind.NUMBER, "age", "At the age of"),
                Field.choice("died", "Alive", LIVES),
                Field.of(Field.Kind.NOTE, "note", "Note"));
    }

    @Override
    public Values blank() {
        return Values.of("who", "MTH", "died", "unknown");
    }

    @Override
    public Values read(JsonObject resource) {
        JsonObject condition = condition(resource);
        JsonObject age = condition.object("onsetAge");
        return Values.of(
                        "who",
                        Concept.code(resource.object("relationship"), ROLES),
                        "age",
                        age != null && age.get("value") instanceof JsonNumber value
                                ? value.decimal().toBigInteger().toString()
                                : "",
                        "died",
                        died(resource),
                        "note",
                        Elements.note(resource))
                .with("illness", Concept.of(condition.object("code")));
    }

    private static String died(JsonObject resource) {
        if (resource.get("deceasedBoolean") instanceof JsonBoolean dead) {
            return dead == JsonBoolean.TRUE ? "yes" : "no";
        }
        return Elements.without(resource, "deceased").equals(resource) ? "unknown" : "yes";
    }

    private static JsonObject condition(JsonObject resource) {
        List<JsonObject> conditions = resource.objects("condition");
        return conditions.isEmpty() ? JsonObject.EMPTY : conditions.getFirst();
    }

    @Override
    public JsonObject begun(String patient, @Nullable Author author, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "FamilyMemberHistory")
                .add("status", "completed")
                .add("patient", Author.reference("Patient/" + patient, ""))
                .add("date", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
    }

    @Override
    public JsonObject change(JsonObject resource, Values values) {
        String who = values.text("who");
        String words = WHO.stream()
                .filter(choice -> choice.code().equals(who))
                .map(Choice::words)
                .findFirst()
                .orElse("");
        JsonObject related = who.equals(Concept.code(resource.object("relationship"), ROLES))
                ? resource
                : resource.with("relationship", Concept.of(ROLES, who, words));
        List<Json> conditions = new ArrayList<>(related.list("condition"));
        JsonObject first = ill(condition(related), values);
        if (conditions.isEmpty()) {
            conditions.add(first);
        } else {
            conditions.set(0, first);
        }
        JsonObject told = related.with("condition", new JsonArray(conditions));
        return Elements.setNote(lives(told, values.text("died")), values.text("note"));
    }

    private static JsonObject ill(JsonObject condition, Values values) {
        JsonObject named = Elements.setConcept(condition, "code", values.concept("illness"));
        String age = values.text("age");
        return age.isEmpty()
                ? named.without("onsetAge")
                : Elements.without(named, "onset")
                        .with(
                                "onsetAge",
                                JsonObject.builder()
                                        .add("value", JsonNumber.of(Long.parseLong(age)))
                                        .add("unit", "a")
                                        .add("system", "http://unitsofmeasure.org")
                                        .add("code", "a")
                                        .build());
    }

    /** A date or an age of death stays, unless somebody says that the person is alive. */
    private static JsonObject lives(JsonObject resource, String died) {
        if (died.equals(died(resource))) {
            return resource;
        }
        JsonObject cleared = Elements.without(resource, "deceased");
        return switch (died) {
            case "yes" -> cleared.with("deceasedBoolean", JsonBoolean.TRUE);
            case "no" -> cleared.with("deceasedBoolean", JsonBoolean.FALSE);
            default -> cleared;
        };
    }
}

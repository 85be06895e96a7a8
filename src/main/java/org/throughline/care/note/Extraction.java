package org.throughline.care.note;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.AllergyEntry;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.ProblemEntry;
import org.throughline.care.form.Field;
import org.throughline.care.form.Filled;
import org.throughline.care.form.Kind;
import org.throughline.care.form.Terms;
import org.throughline.care.form.Words;
import org.throughline.care.vital.VitalsEntry;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vital.Growth;
import org.throughline.terminology.vital.Vital;

/**
 * What the fields of a note become in the chart: observations by their codes, problems, allergies. Vital signs go the way
 * that vital signs go everywhere. Pure.
 *
 * @param terms what names mean in codes
 * @param zone of the practice
 * @param unchanged the keys of fields that stand as they were prefilled: what the chart holds already is not observed anew
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/extraction.html#observation-based-extraction">Extraction</a>
 */
record Extraction(Filled filled, Terms terms, ZoneId zone, Set<String> unchanged) {
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String UCUM = "http://unitsofmeasure.org";

    /** Whose chart, by whom, when and in which visit. */
    record Setting(String patient, @Nullable Author author, Instant now, String encounter, String answers) {}

    private Stream<Field> landing(Kind kind) {
        return filled.template().fields().filter(field -> field.lands() && field.kind() == kind);
    }

    /** The problems that are named, each once. */
    List<Concept> problems() {
        return named(Kind.PROBLEM);
    }

    /** The allergies that are named, each once. */
    List<Concept> allergies() {
        return named(Kind.ALLERGY);
    }

    private List<Concept> named(Kind kind) {
        return landing(kind)
                .flatMap(field -> filled.answers(field.key()).stream())
                .map(answer -> terms.concept(kind, Words.of(answer)))
                .distinct()
                .toList();
    }

    static JsonObject problem(Concept problem, Setting setting) {
        ProblemEntry entry = new ProblemEntry(problem, "active", "confirmed", "", "", "");
        return inVisit(entry.create(setting.patient(), setting.author(), setting.now()), setting);
    }

    static JsonObject allergy(Concept substance, Setting setting) {
        AllergyEntry none = AllergyEntry.NEW;
        AllergyEntry entry = new AllergyEntry(
                substance,
                none.kind(),
                none.category(),
                none.danger(),
                none.reaction(),
                none.severity(),
                none.status(),
                none.certainty(),
                none.onset(),
                none.note());
        return inVisit(entry.create(setting.patient(), setting.author(), setting.now()), setting);
    }

    private static JsonObject inVisit(JsonObject resource, Setting setting) {
        return setting.encounter().isEmpty()
                ? resource
                : resource.with("encounter", NoteDocument.reference(setting.encounter()));
    }

    /** The vital signs that the note holds; empty when it holds none. */
    Optional<VitalsEntry> vitals(Instant now) {
        Map<Vital, Growth.Typed> typed = new EnumMap<>(Vital.class);
        measured()
                .forEach(field ->
                        vital(field).ifPresent(vital -> quantity(field).ifPresent(value -> typed.put(vital, value))));
        OffsetDateTime at = now.atZone(zone).toOffsetDateTime();
        return typed.isEmpty() ? Optional.empty() : Optional.of(new VitalsEntry(at, typed));
    }

    /** The field that holds a vital sign. */
    Optional<Field> field(Vital vital) {
        return measured()
                .filter(field -> vital(field).equals(Optional.of(vital)))
                .findFirst();
    }

    private Stream<Field> measured() {
        return filled.template()
                .fields()
                .filter(field -> field.lands() && field.kind().isMeasured() && !unchanged.contains(field.key()))
                .filter(field ->
                        field.code() != null && !filled.answers(field.key()).isEmpty());
    }

    private static Optional<Vital> vital(Field field) {
        Coding code = field.code();
        return code == null
                ? Optional.empty()
                : Arrays.stream(Vital.values())
                        .filter(vital -> vital.units().contains(field.unit()))
                        .filter(vital -> vital.codings().stream()
                                .anyMatch(coding -> coding.code().equals(code.code())))
                        .findFirst();
    }

    private Optional<Growth.Typed> quantity(Field field) {
        JsonObject quantity = filled.answers(field.key()).getFirst().object("valueQuantity");
        return quantity != null && quantity.get("value") instanceof JsonNumber number
                ? Optional.of(new Growth.Typed(number.decimal(), field.unit()))
                : Optional.empty();
    }

    /** All observations that the note becomes. */
    List<JsonObject> observations(Setting setting) {
        List<JsonObject> observations = new ArrayList<>();
        vitals(setting.now())
                .ifPresent(vitals ->
                        observations.addAll(vitals.observations(setting.patient(), setting.author(), setting.now())));
        measured()
                .filter(field -> vital(field).isEmpty())
                .map(field -> observation(field, setting))
                .forEach(observations::add);
        return observations.stream()
                .map(each -> inVisit(each, setting))
                .map(each -> each.with("derivedFrom", JsonArray.of(NoteDocument.reference(setting.answers()))))
                .toList();
    }

    private JsonObject observation(Field field, Setting setting) {
        Author author = setting.author();
        String at = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                setting.now().truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime());
        String category = field.category().isEmpty() ? "exam" : field.category();
        JsonObject.Builder observation = JsonObject.builder()
                .add("resourceType", "Observation")
                .add("status", "final")
                .add("category", JsonArray.of(concept(new Coding(CATEGORY, category, ""), "")))
                .add("code", concept(coding(field), field.label()))
                .add("subject", NoteDocument.reference("Patient/" + setting.patient()))
                .add("effectiveDateTime", at)
                .add("issued", setting.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .addIfPresent("performer", author == null ? null : JsonArray.of(author.json()));
        JsonObject answer = filled.answers(field.key()).getFirst();
        return value(observation, answer).build();
    }

    private static Coding coding(Field field) {
        Coding code = field.code();
        return code == null ? new Coding("", "", "") : code;
    }

    private static JsonObject.Builder value(JsonObject.Builder observation, JsonObject answer) {
        JsonObject coding = answer.object("valueCoding");
        if (coding != null) {
            JsonObject plain = coding.without("extension");
            return observation.add(
                    "valueCodeableConcept",
                    JsonObject.builder()
                            .addIfPresent("coding", coding.has("system") ? JsonArray.of(plain) : null)
                            .add("text", Words.of(answer))
                            .build());
        }
        if (answer.has("valueDecimal")) {
            return observation.add("valueQuantity", score(answer));
        }
        String name = answer.nameAt(0);
        Json value = answer.valueAt(0);
        return value instanceof JsonBoolean || value instanceof JsonString || value instanceof JsonObject
                ? observation.add(name, value)
                : observation;
    }

    private static JsonObject score(JsonObject answer) {
        return JsonObject.builder()
                .addIfPresent("value", answer.get("valueDecimal"))
                .add("unit", "{score}")
                .add("system", UCUM)
                .add("code", "{score}")
                .build();
    }

    private static JsonObject concept(Coding coding, String text) {
        JsonObject json = JsonObject.builder()
                .add("system", coding.system())
                .add("code", coding.code())
                .addIfPresent("display", coding.display().isEmpty() ? null : coding.display())
                .build();
        return JsonObject.builder()
                .add("coding", JsonArray.of(json))
                .addIfPresent("text", text.isEmpty() ? null : text)
                .build();
    }
}

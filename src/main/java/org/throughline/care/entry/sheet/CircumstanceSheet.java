package org.throughline.care.entry.sheet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Elements;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;

/**
 * What is asked about a patient's circumstances, with its answer: an Observation of one question.
 *
 * @param category of the Observation
 * @param questions that the form offers
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-simple-observation.html">US Core Simple
 *     Observation, and its profiles of smoking, pregnancy and screening</a>
 */
record CircumstanceSheet(String key, String noun, String category, List<Question> questions) implements Sheet {
    private static final String LOINC = "http://loinc.org";
    private static final String OBSERVATION_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String US_CORE_CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-category";
    private static final String SOCIAL_CATEGORY = "social-history";

    static final CircumstanceSheet SOCIAL = new CircumstanceSheet(
            "social",
            "social history",
            SOCIAL_CATEGORY,
            List.of(
                    new Question("72166-2", "Tobacco smoking status"),
                    new Question("11331-6", "Alcohol use"),
                    new Question("11343-1", "Other drug use"),
                    new Question("11341-5", "Occupation"),
                    new Question("82810-3", "Pregnancy status"),
                    new Question("", "Breastfeeding"),
                    new Question("82589-3", "Highest level of education"),
                    new Question("71802-3", "Housing status"),
                    new Question("76516-4", "Gestational age at birth", "wk")));
    static final CircumstanceSheet FUNCTION = new CircumstanceSheet(
            "function",
            "function or need",
            "functional-status",
            List.of(
                    new Question("47420-5", "Functional status"),
                    new Question("11332-4", "Cognitive function"),
                    new Question("103982-5", "Food insecurity"),
                    new Question("104041-9", "Delays in care by distance or transport"),
                    new Question("", "Disability")));

    CircumstanceSheet {
        questions = List.copyOf(questions);
    }

    /**
     * A question.
     *
     * @param code of LOINC; empty where there is only the words
     * @param unit in UCUM, of what is answered by a number; else empty
     */
    record Question(String code, String words, String unit) {
        Question(String code, String words) {
            this(code, words, "");
        }
    }

    @Override
    public String type() {
        return "Observation";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.choice(
                        "what",
                        "What",
                        questions.stream()
                                .map(question -> new Choice(question.words(), question.words()))
                                .toList()),
                Field.of(Field.Kind.WORDS, "answer", "Answer")
                        .offering("answers")
                        .needed("Write the answer."),
                Field.day(Field.Kind.PAST, "when", "As of").needed("Say of when this is."));
    }

    @Override
    public Values blank() {
        return Values.of("what", questions.getFirst().words(), "when", "");
    }

    @Override
    public Values read(JsonObject resource) {
        Concept asked = Concept.of(resource.object("code"));
        Concept answer = answer(resource);
        return Values.of("what", question(asked).map(Question::words).orElse(asked.text()), "when", day(resource))
                .with("answer", answer);
    }

    private static Concept answer(JsonObject resource) {
        JsonObject quantity = resource.object("valueQuantity");
        if (quantity != null && quantity.get("value") instanceof JsonNumber number) {
            return new Concept(number.literal(), List.of());
        }
        JsonObject value = resource.object("valueCodeableConcept");
        return value == null ? new Concept(Concept.text(resource, "valueString"), List.of()) : Concept.of(value);
    }

    @Override
    public Map<String, String> faults(Values values, String today) {
        Map<String, String> faults = new LinkedHashMap<>(Sheet.super.faults(values, today));
        String answer = values.text("answer");
        if (!unit(values).isEmpty()
                && !answer.isEmpty()
                && !NUMBER.matcher(answer).matches()) {
            faults.put("answer", "Write a whole number, of weeks.");
        }
        return faults;
    }

    private String unit(Values values) {
        return questions.stream()
                .filter(question -> question.words().equals(values.text("what")))
                .map(Question::unit)
                .findFirst()
                .orElse("");
    }

    private static String day(JsonObject resource) {
        String moment = Concept.text(resource, "effectiveDateTime");
        return moment.length() > 10 ? moment.substring(0, 10) : moment;
    }

    private Optional<Question> question(Concept asked) {
        return questions.stream()
                .filter(question -> question.words().equals(asked.text())
                        || asked.codings().stream()
                                .anyMatch(coding -> coding.code().equals(question.code())))
                .findFirst();
    }

    @Override
    public JsonObject begun(String patient, @Nullable Author author, Instant now) {
        String system = category.equals(SOCIAL_CATEGORY) ? OBSERVATION_CATEGORY : US_CORE_CATEGORY;
        return JsonObject.builder()
                .add("resourceType", "Observation")
                .add("status", "final")
                .add("category", JsonArray.of(Concept.of(system, category, "")))
                .add("subject", Author.reference("Patient/" + patient, ""))
                .addIfPresent("performer", author == null ? null : JsonArray.of(author.json()))
                .build();
    }

    @Override
    public JsonObject change(JsonObject resource, Values values) {
        Concept asked = Concept.of(resource.object("code"));
        JsonObject said =
                question(asked).map(Question::words).orElse(asked.text()).equals(values.text("what"))
                        ? resource
                        : resource.with("code", coded(values.text("what")).json());
        Concept answer = values.concept("answer");
        JsonObject answered = answer.equals(read(resource).concept("answer"))
                ? said
                : withAnswer(Elements.without(said, "value"), answer, unit(values));
        return values.text("when").equals(day(resource))
                ? answered
                : Elements.without(answered, "effective")
                        .with("effectiveDateTime", new JsonString(values.text("when")));
    }

    private static JsonObject withAnswer(JsonObject resource, Concept answer, String unit) {
        return unit.isEmpty()
                ? resource.with("valueCodeableConcept", answer.json())
                : resource.with(
                        "valueQuantity",
                        JsonObject.builder()
                                .add("value", JsonNumber.of(Long.parseLong(answer.text())))
                                .add("unit", unit)
                                .add("system", "http://unitsofmeasure.org")
                                .add("code", unit)
                                .build());
    }

    private Concept coded(String words) {
        return questions.stream()
                .filter(question ->
                        question.words().equals(words) && !question.code().isEmpty())
                .findFirst()
                .map(question -> new Concept(words, List.of(new Coding(LOINC, question.code(), ""))))
                .orElse(new Concept(words, List.of()));
    }
}

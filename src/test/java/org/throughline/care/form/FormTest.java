package org.throughline.care.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.validate.StructureValidator;
import org.throughline.kernel.Failed;
import org.throughline.terminology.Catalogues;

/** Templates: as files, as Questionnaires, and filled in. */
class FormTest {
    private static final Catalogues CATALOGUES = Catalogues.shipped();
    private static final Terms TERMS = new Terms(CATALOGUES.problems(), CATALOGUES.allergens());

    static List<Template> shipped() {
        return ShippedTemplates.all();
    }

    private static Template named(String name) {
        return shipped().stream()
                .filter(template -> template.url().endsWith(":" + name))
                .findFirst()
                .orElseThrow();
    }

    private static Filled filled(Template template, Map<String, String> typed) {
        Map<String, List<String>> values = new HashMap<>();
        typed.forEach((key, value) -> values.put(key, List.of(value)));
        return Filled.of(template, new Answers(values, Map.of()), TERMS);
    }

    private static String score(Filled filled, String key) {
        List<JsonObject> answers = filled.answers(key);
        return answers.isEmpty() ? "" : Words.of(answers.getFirst());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aTemplateIsTheSameAfterItWasAQuestionnaire(Template template) {
        JsonObject questionnaire = TemplateWriter.write(template);
        assertEquals(template, TemplateReader.read(questionnaire));
        assertEquals(List.of(), StructureValidator.validate(questionnaire));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyKeyIsThereOnceAndWhatDependsOnSomethingDependsOnAField(Template template) {
        Set<String> keys = new HashSet<>();
        Stream.concat(
                        template.sections().stream().map(Section::key),
                        template.fields().map(Field::key))
                .forEach(key -> assertTrue(keys.add(key), template.title() + ": " + key));
        Stream.concat(
                        template.sections().stream().flatMap(section -> section.shown().stream()),
                        template.fields().flatMap(field -> field.shown().stream()))
                .forEach(shown -> {
                    Field asked = template.field(shown.key()).orElseThrow();
                    assertTrue(
                            !asked.kind().hasOptions()
                                    || shown.operator().equals("exists")
                                    || asked.option(shown.value()) != null,
                            template.title() + ": " + shown);
                });
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyCalculationGivesANumberOnceAllIsAnswered(Template template) {
        Map<String, List<String>> typed = new HashMap<>();
        template.fields()
                .forEach(field -> typed.put(
                        field.key(),
                        List.of(
                                switch (field.kind()) {
                                    case NUMBER -> "7";
                                    case CHOICE -> field.options().getLast().code();
                                    case YES_NO -> "true";
                                    case DATE -> "2026-01-01";
                                    default -> "x";
                                })));
        Filled filled = Filled.of(template, new Answers(typed, Map.of()), TERMS);
        assertEquals(Map.of(), filled.faults());
        template.fields()
                .filter(field -> field.kind() == Kind.SCORE)
                .filter(field -> !filled.hidden().contains(field.key()))
                .forEach(field -> assertFalse(score(filled, field.key()).isEmpty(), field.key()));
        JsonObject response = Filled.response(template, filled.values());
        assertEquals(List.of(), StructureValidator.validate(response.with("status", new JsonString("completed"))));
    }

    @Test
    void thePhq9AddsUpAndAsksAboutSafety() {
        Template template = named("behavioural-health");
        Map<String, String> typed = new HashMap<>();
        IntStream.rangeClosed(1, 9).forEach(i -> typed.put("phq_" + i, "LA6570-1"));
        assertEquals("18", score(filled(template, typed), "phq9_total"));
        assertFalse(filled(template, typed).hidden().contains("asks"));
        typed.put("phq_9", "LA6568-5");
        assertEquals("16", score(filled(template, typed), "phq9_total"));
        assertTrue(filled(template, typed).hidden().contains("asks"));
        typed.remove("phq_3");
        assertEquals("", score(filled(template, typed), "phq9_total"), "half a score would mislead");
    }

    @ParameterizedTest
    @CsvSource({"from_75,true,6", "below_65,false,3"})
    void theStrokeRiskCountsTwiceWhatCountsTwice(String age, boolean female, String expected) {
        Map<String, String> typed = new HashMap<>();
        typed.put("af", "true");
        Stream.of("cv_heart", "cv_diabetes", "cv_vascular").forEach(key -> typed.put(key, "false"));
        typed.put("cv_hypertension", "true");
        typed.put("cv_stroke", "true");
        typed.put("cv_age", age);
        typed.put("cv_female", Boolean.toString(female));
        assertEquals(expected, score(filled(named("cardiology"), typed), "cha2ds2_vasc"));
    }

    @Test
    void whatIsNotShownIsNotAnsweredAndCountsNothing() {
        Template template = named("cardiology");
        Filled filled = filled(template, Map.of("af", "false", "cv_heart", "true"));
        assertTrue(filled.answers("cv_heart").isEmpty());
        assertTrue(filled.hidden().contains("section-stroke"));
    }

    @Test
    void aBodyMassIndexIsRounded() {
        Filled filled = filled(named("family-medicine"), Map.of("weight", "82,5", "height", "178"));
        assertEquals("26", score(filled, "bmi").replaceFirst("\\.0$", ""));
        assertEquals(
                List.of("82.5 kg"),
                filled.answers("weight").stream().map(Words::of).toList());
    }

    @Test
    void whatIsNoNumberIsSaidAtTheField() {
        assertEquals(
                "Write a number.",
                filled(named("family-medicine"), Map.of("weight", "much"))
                        .faults()
                        .get("weight"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"sum(a,", "a +", "b + 1", "max(a)", "a $ 2", "1 2"})
    void aFormulaThatCannotBeReadSaysWhy(String formula) {
        Field a = Field.of("a", "A", Kind.NUMBER);
        assertThrows(Failed.class, () -> Formula.toFhirPath(formula, Map.of("a", a)));
    }

    @Test
    void aReferenceIsReadAsItWasWritten() {
        Pulled pulled = new Pulled("QuestionnaireResponse", "x-1", 1, "hpi");
        assertEquals(pulled, Pulled.parse(pulled.toString()).orElseThrow());
        assertEquals(pulled, Pulled.of(pulled.json("")).orElseThrow());
        assertTrue(Pulled.parse("Observation/1").isEmpty(), "a version is needed");
    }
}

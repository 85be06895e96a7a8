package org.throughline.record.protection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.Entry;

/** What is sensitive and can be chosen as a problem is marked by its codes. */
class CatalogueMarksTest {
    private static final Marks MARKS = Marks.shipped();
    private static final Catalogue PROBLEMS = Catalogues.shipped().problems();

    @ParameterizedTest
    @CsvSource({
        "'Alcohol use disorder, moderate or severe', ETH",
        "'Opioid use disorder, mild', ETH",
        "HIV infection, HIV",
        "HIV infection without symptoms, HIV",
        "Schizophrenia, PSY",
        "Depression, PSY",
        "Suicidal thoughts, PSY",
        "Self-harm, PSY",
        "History of suicide attempt, PSY",
        "History of depression, PSY",
        "Chlamydia, STD",
        "Syphilis, STD",
        "Genital herpes, STD",
        "Gender dysphoria, SEX",
        "Domestic violence, SDV",
        "'Huntington''s disease', GDIS",
    })
    void aSensitiveProblemIsMarked(String name, String mark) {
        assertEquals(Set.of(mark), marks(PROBLEMS.named(name).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({"Hypertension", "Type 2 diabetes", "Cigarette smoker", "Herpes zoster"})
    void anotherIsNot(String name) {
        assertEquals(Set.of(), marks(PROBLEMS.named(name).orElseThrow()));
    }

    private static Set<String> marks(Entry problem) {
        List<Json> codings = problem.codings().stream()
                .<Json>map(coding -> JsonObject.builder()
                        .add("system", coding.system())
                        .add("code", coding.code())
                        .add("display", coding.display())
                        .build())
                .toList();
        JsonObject condition = JsonObject.builder()
                .add("resourceType", "Condition")
                .add("code", JsonObject.of("coding", new JsonArray(codings)))
                .build();
        return LabelCodes.ofResource(MARKS.mark(condition));
    }
}

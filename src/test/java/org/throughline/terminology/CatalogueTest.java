package org.throughline.terminology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a clinician types comes first in the list. */
class CatalogueTest {
    private static final Catalogues SHIPPED = Catalogues.shipped();

    @ParameterizedTest
    @CsvSource({
        "HTN, Hypertension",
        "high blood pressure, Hypertension",
        "hyperten, Hypertension",
        "I10, Hypertension",
        "59621000 , Hypertension",
        "essential hypertension, Hypertension",
        "type 2 diabetes, Type 2 diabetes",
        "diabetes type 2, Type 2 diabetes",
        "diab, Type 2 diabetes",
        "DM2, Type 2 diabetes",
        "e11.9, Type 2 diabetes",
        "E119, Type 2 diabetes",
        "sugar dia, Type 2 diabetes",
        "COPD, COPD",
        "chronic obstr, COPD",
        "crohn, Crohn's disease",
        "crohns, Crohn's disease",
        "CROHN’S, Crohn's disease",
        "meniere, Ménière's disease",
        "anaemia, Anemia",
        "anæmia, Anemia",
        "hypercholesterolaem, Familial hypercholesterolemia",
        "gastroesophageal, Gastroesophageal reflux (GERD)",
        "gastro-oesophageal, Gastroesophageal reflux (GERD)",
        "gastrooesophageal, Gastroesophageal reflux (GERD)",
        "acid reflux, Gastroesophageal reflux (GERD)",
        "sleep apnoea, Obstructive sleep apnea",
        "afib, Atrial fibrillation",
        "a-fib, Atrial fibrillation",
        "hypertenison, Hypertension",
        "hyprtension, Hypertension",
        "astma, Asthma",
        "back pain low, Low back pain",
        "fracture of the wrist, Wrist fracture",
        "cancer of breast, Breast cancer",
        "cataracts, Age-related cataract",
    })
    void aProblemIsFoundAsItIsTyped(String typed, String name) {
        assertEquals(name, first(SHIPPED.problems(), typed));
    }

    @ParameterizedTest
    @CsvSource({
        "penicillin, Penicillins",
        "pcn, Penicillins",
        "augmentin, Amoxicillin and clavulanate",
        "amox clav, Amoxicillin and clavulanate",
        "amox, Amoxicillin",
        "sulfa, Sulfa antibiotics",
        "sulphonamides, Sulfa antibiotics",
        "bactrim, Trimethoprim and sulfamethoxazole",
        "peanuts, Peanut",
        "tape, Adhesive",
        "bee st, Bee venom",
        "ct contrast, Iodinated contrast",
        "mould, Mold",
        "paracetamol, Acetaminophen",
        "7980 , Penicillin G",
    })
    void anAllergenIsFoundAsItIsTyped(String typed, String name) {
        assertEquals(name, first(SHIPPED.allergens(), typed));
    }

    @ParameterizedTest
    @CsvSource({
        "anaph, Anaphylaxis",
        "urticaria, Hives",
        "lip sw, 'Swelling of face, lips or tongue'",
        "SOB, Shortness of breath",
        "diarrhoea, Diarrhea",
    })
    void aReactionIsFoundAsItIsTyped(String typed, String name) {
        assertEquals(name, first(SHIPPED.reactions(), typed));
    }

    @Test
    void whatWasMatchedIsTold() {
        assertEquals(Optional.empty(), matched("hyperten"));
        assertEquals(Optional.of("HTN"), matched("htn"));
        assertEquals(Optional.of("high blood pressure"), matched("blood pressure high"));
        assertEquals(Optional.of("I10"), matched("i10"));
    }

    private static Optional<String> matched(String typed) {
        return Optional.ofNullable(SHIPPED.problems().find(typed, 1).getFirst().matched());
    }

    @Test
    void anEntryHasItsCodes() {
        Entry hypertension = SHIPPED.problems().find("htn", 1).getFirst();
        assertEquals(
                List.of(
                        new Coding("http://snomed.info/sct", "59621000", "Essential hypertension (disorder)"),
                        new Coding("http://hl7.org/fhir/sid/icd-10-cm", "I10", "Essential (primary) hypertension")),
                hypertension.codings());
        assertEquals("Heart and circulation", hypertension.kind());
        assertEquals("I10", hypertension.coding(Coding.ICD_10_CM).orElseThrow().code());
    }

    @Test
    void anEntryThatWasChosenIsFoundByItsName() {
        assertEquals("food", SHIPPED.allergens().named("Peanut").orElseThrow().kind());
        assertEquals(
                "severe", SHIPPED.reactions().named("Anaphylaxis").orElseThrow().kind());
        assertEquals(Optional.empty(), SHIPPED.allergens().named("peanut "));
    }

    @Test
    void aListIsNotLongerThanAskedFor() {
        assertEquals(3, SHIPPED.allergens().find("a", 3).size());
        assertEquals(List.of(), SHIPPED.allergens().find("a", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "'", "%", "\u0000", "zzzz", "💊", "hypertension qqqq"})
    void whatFitsNothingFindsNothing(String typed) {
        assertEquals(List.of(), SHIPPED.problems().find(typed, 10));
    }

    @Test
    void whatIsFrequentComesBeforeWhatIsRare() {
        List<String> found =
                SHIPPED.allergens().find("cef", 20).stream().map(Entry::name).toList();
        assertTrue(found.indexOf("Cefdinir") < found.indexOf("Cefixime"), found.toString());
    }

    private static String first(Catalogue catalogue, String typed) {
        return catalogue.find(typed, 5).stream().findFirst().map(Entry::name).orElse("nothing");
    }
}

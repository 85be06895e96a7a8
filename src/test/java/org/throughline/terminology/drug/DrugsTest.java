package org.throughline.terminology.drug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.Rows;

class DrugsTest {
    private static final Drugs DRUGS = Drugs.shipped();

    @Test
    void aCodeOfAnIngredientASaltABrandOrAProductStandsForItsIngredients() {
        assertEquals(List.of("amoxicillin"), ingredients(DRUGS.meaning("723")));
        assertEquals(List.of("amoxicillin"), ingredients(DRUGS.meaning("133008")));
        assertEquals(List.of("amoxicillin", "clavulanate"), ingredients(DRUGS.meaning("562508")));
        assertEquals(List.of("amoxicillin", "clavulanate"), ingredients(DRUGS.meaning("824194")));
        assertEquals(Optional.empty(), DRUGS.meaning("1"));
    }

    @Test
    void aDrugThatIsNotOfferedIsUnderstoodByItsCode() {
        for (Rows.Row each : Rows.of(Drugs.class, "others.tsv", "rxcui", "name")) {
            assertTrue(DRUGS.meaning(each.text("rxcui")).isPresent(), each.text("name"));
        }
        assertEquals(List.of("epinephrine"), ingredients(DRUGS.meaning("1870230")));
    }

    @Test
    void aNameInAnyWritingStandsForItsIngredients() {
        for (String each : List.of(
                "Amoxicillin",
                "amoxicillin 500 MG Oral Capsule",
                "amoxicillin 500 mg capsule",
                "AMOXICILLIN 500MG CAPS",
                "amoxicillin 450 mg tablet",
                "Amoxicillin 450 MG Oral Tablet")) {
            assertEquals(List.of("amoxicillin"), ingredients(DRUGS.named(each)), each);
        }
        assertEquals(List.of("amoxicillin", "clavulanate"), ingredients(DRUGS.named("Augmentin")));
        assertEquals(
                List.of("amoxicillin", "clavulanate"), ingredients(DRUGS.named("amoxicillin-clavulanate 875-125 mg")));
        assertEquals(List.of("hydroxyzine"), ingredients(DRUGS.named("hydrOXYzine HCl")));
    }

    @Test
    void aNameWithAWordThatSaysNothingIsNotGuessed() {
        for (String each :
                List.of("", "tablet", "500 mg", "amoxicillin with grapes", "not amoxicillin", "amoxi", "%")) {
            assertEquals(Optional.empty(), DRUGS.named(each), each);
        }
    }

    @Test
    void classesHoldThoseOfTheirParts() {
        Ingredient amoxicillin =
                DRUGS.meaning("723").orElseThrow().ingredients().getFirst();
        assertTrue(amoxicillin.is("aminopenicillin"));
        assertTrue(amoxicillin.is("penicillin"));
        assertTrue(amoxicillin.is("beta-lactam"));
        assertTrue(DRUGS.members("beta-lactam").contains(amoxicillin));
    }

    @Test
    void aProductIsFoundWhileItsNameOrBrandIsTyped() {
        assertEquals(
                "amoxicillin 500 mg capsule",
                DRUGS.find("amoxicillin 500 cap", 5).getFirst().name());
        assertEquals(
                "amoxicillin 875 mg / clavulanate 125 mg tablet",
                DRUGS.find("augmentin 875", 5).getFirst().name());
        assertEquals(List.of(), DRUGS.find("  ", 5));
    }

    private static List<String> ingredients(Optional<Meant> meant) {
        return meant.orElseThrow().ingredients().stream().map(Ingredient::name).toList();
    }
}

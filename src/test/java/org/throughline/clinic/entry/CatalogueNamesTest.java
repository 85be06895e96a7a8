package org.throughline.clinic.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.care.entry.Concept;
import org.throughline.terminology.Catalogue;

/** What is typed and sent without choosing from the list must not lose its code, or nothing is checked against it. */
class CatalogueNamesTest {
    private static final CatalogueNames ALLERGENS = new CatalogueNames(Catalogue.shipped("allergens.tsv"));

    @ParameterizedTest
    @ValueSource(strings = {"Penicillins", "penicillin", "PENICILLINS", "PCN", "pen allergy"})
    void anotherWordForOneEntryIsThatEntry(String typed) {
        Concept concept = ALLERGENS.named(typed).orElseThrow();
        assertEquals("Penicillins", concept.text());
        assertFalse(concept.codings().isEmpty());
    }

    @Test
    void wordsThatAreNoNameStayWords() {
        assertTrue(ALLERGENS.named("penicillin, as a child").isEmpty());
        assertTrue(ALLERGENS.named("the blue tablets").isEmpty());
    }
}

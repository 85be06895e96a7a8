package org.throughline.safety.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Ingredient;

/** The codes of the rules are those of the catalogues, which are held against their publishers' files. */
class KnowledgeCodesTest {
    private static final Knowledge KNOWLEDGE = Knowledge.shipped();
    private static final Drugs DRUGS = Drugs.shipped();

    @Test
    void aSubstanceHasTheNameThatTheDrugCatalogueGivesItsCode() {
        List<String> wrong = DRUGS.ingredients().stream()
                .filter(each -> KNOWLEDGE
                        .substance(each.rxcui())
                        .filter(known -> !known.name().equals(each.name()))
                        .isPresent())
                .map(Ingredient::name)
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void snomedCodesAreThoseOfOurListsOfProblemsAndAllergens() {
        Set<String> problems = snomed(Catalogues.shipped().problems());
        Set<String> allergens = snomed(Catalogues.shipped().allergens());
        Stream<String> used = Stream.concat(
                KNOWLEDGE.conditions().values().stream()
                        .flatMap(each -> each.snomed().stream())
                        .filter(code -> !problems.contains(code)),
                KNOWLEDGE.allergens().stream()
                        .flatMap(each -> each.snomed().stream())
                        .filter(code -> !allergens.contains(code)));
        assertEquals(List.of(), used.toList());
    }

    @Test
    void classesThatRulesNameHaveMembers() {
        List<String> empty = KNOWLEDGE.interactions().stream()
                .flatMap(each -> Stream.of(each.a(), each.b()))
                .flatMap(each -> each.classes().stream())
                .distinct()
                .filter(each -> DRUGS.members(each).isEmpty())
                .toList();
        assertEquals(List.of(), empty);
    }

    private static Set<String> snomed(Catalogue catalogue) {
        return catalogue.entries().stream()
                .flatMap(each -> each.coding(Coding.SNOMED).stream())
                .map(Coding::code)
                .collect(Collectors.toSet());
    }
}

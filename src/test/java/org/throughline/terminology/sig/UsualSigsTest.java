package org.throughline.terminology.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Product;

class UsualSigsTest {
    private static final Drugs DRUGS = Drugs.shipped();
    private static final UsualSigs USUAL = UsualSigs.shipped();

    @Test
    void everyUsualDosageIsReadOfSomeProduct() {
        Map<Set<String>, Set<String>> read = new HashMap<>();
        for (Product each : DRUGS.products()) {
            Set<String> ingredients = new HashSet<>();
            each.ingredients().forEach(one -> ingredients.add(one.name()));
            USUAL.of(each, BigDecimal.valueOf(20)).forEach(usual -> {
                assertInstanceOf(Reading.Understood.class, usual.reading());
                read.computeIfAbsent(ingredients, key -> new HashSet<>()).add(usual.typed());
            });
        }
        List<String> never = new ArrayList<>();
        USUAL.typed()
                .forEach((ingredients, all) -> all.stream()
                        .filter(each ->
                                !read.getOrDefault(ingredients, Set.of()).contains(each))
                        .forEach(each -> never.add(ingredients + " " + each)));
        assertEquals(List.of(), never.stream().sorted().toList());
    }

    @Test
    void whatTakesOnePieceComesFirst() {
        Product product = product("lisinopril 20 mg tablet");
        assertEquals("20 mg daily", USUAL.of(product, null).getFirst().typed());
    }

    @Test
    void aDoseByWeightWaitsForTheWeight() {
        Product product = product("amoxicillin 400 mg/5 mL suspension");
        assertTrue(USUAL.of(product, null).stream().allMatch(each -> each.reading() instanceof Reading.Unclear));
        assertTrue(USUAL.of(product, BigDecimal.TEN).stream()
                .allMatch(each -> each.reading() instanceof Reading.Understood));
    }

    @Test
    void mostFavouritesHaveAUsualDosage() {
        List<String> without = DRUGS.products().stream()
                .filter(each ->
                        each.often() == 3 && USUAL.of(each, BigDecimal.TEN).isEmpty())
                .map(Product::name)
                .toList();
        assertTrue(without.size() < 20, without.toString());
    }

    private static Product product(String name) {
        return DRUGS.products().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

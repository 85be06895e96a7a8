package org.throughline.terminology.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Product;

class SuppliesTest {
    private static final Drugs DRUGS = Drugs.shipped();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amoxicillin 500 mg capsule | 500 tid 10d | 30 | 30 capsule
            amoxicillin 400 mg/5 mL suspension | 6.3 mL bid 10d | 10 | 126 mL
            lisinopril 10 mg tablet | 10 daily | 90 | 90 tablet
            metoprolol tartrate 25 mg tablet | 12.5 bid | 30 | 30 tablet
            acetaminophen 325 mg / HYDROcodone 5 mg tablet | 1-2 tab q4-6h prn pain | 3 | 36 tablet
            methotrexate 2.5 mg tablet | 15 mg weekly | 28 | 24 tablet
            predniSONE 10 mg tablet | taper 30 by 10 every 3 days | 30 | 18 tablet
            azithromycin 250 mg tablet | 2 tabs day 1 then 1 tab daily days 2-5 | 5 | 6 tablet
            sertraline 50 mg tablet | 1/2 tab daily x7d then 1 tab daily | 30 | 27 tablet
            fentaNYL 25 mcg/hour patch, 72-hour | 1 patch q72h | 30 | 10 patch
            insulin glargine 100 units/mL, 3 mL pen | 20 units qhs | 30 | 2 pen
            insulin glargine 100 units/mL injection | 20 units qhs | 30 | 6 mL
            alendronate 70 mg tablet | 70 mg weekly | 28 | 4 tablet
            """)
    void whatIsNeededIsCountedOutInWholePieces(String name, String typed, int days, String quantity) {
        Product product = product(name);
        Supplies.Quantity needed =
                Supplies.needed(sig(typed, product), product, days).orElseThrow();
        assertEquals(quantity, needed.amount() + " " + needed.unit());
    }

    @Test
    void whatIsNotCountedOutIsNotGuessed() {
        Product cream = product("hydrocortisone 1% cream");
        assertEquals(Optional.empty(), Supplies.needed(sig("bid 7d", cream), cream, 7));
        Product insulin = product("insulin lispro 100 units/mL, 3 mL pen");
        assertEquals(Optional.empty(), Supplies.needed(Sig.inWords("sliding scale"), insulin, 30));
    }

    @Test
    void anAmountLastsAsLongAsItIsEnough() {
        Product tablets = product("lisinopril 10 mg tablet");
        Sig daily = sig("10 daily", tablets);
        assertEquals(
                Optional.of(30), Supplies.lasts(new Supplies.Quantity(new BigDecimal("30"), "tablet"), daily, tablets));
        Product capsules = product("amoxicillin 500 mg capsule");
        Sig course = sig("500 tid 10d", capsules);
        assertEquals(
                Optional.of(10),
                Supplies.lasts(new Supplies.Quantity(new BigDecimal("30"), "capsule"), course, capsules));
        assertEquals(
                Optional.of(9),
                Supplies.lasts(new Supplies.Quantity(new BigDecimal("29"), "capsule"), course, capsules));
        assertEquals(Optional.of(10), Supplies.duration(course));
        assertEquals(Optional.empty(), Supplies.duration(daily));
    }

    @Test
    void aSupplyEndsAfterItsRefills() {
        assertEquals(LocalDate.of(2026, 3, 31), Supplies.lastDay(LocalDate.of(2026, 1, 1), 30, 2));
    }

    @Test
    void dosagesAreComparedByTheDayAcrossProducts() {
        Product ten = product("lisinopril 10 mg tablet");
        Product twenty = product("lisinopril 20 mg tablet");
        assertEquals(
                Optional.of(0), Supplies.compare(sig("20 mg daily", ten), ten, sig("20 mg daily", twenty), twenty));
        assertTrue(Supplies.compare(sig("40 mg daily", twenty), twenty, sig("10 mg daily", ten), ten)
                        .orElseThrow()
                > 0);
        Product other = product("metoprolol tartrate 25 mg tablet");
        assertEquals(Optional.empty(), Supplies.compare(sig("10 mg daily", ten), ten, sig("25 mg bid", other), other));
    }

    @Test
    void theMostInADayHeedsTheMaximumThatWasTold() {
        Product tablets = product("acetaminophen 500 mg tablet");
        assertEquals(
                new BigDecimal("3000"),
                Supplies.mostInADay(sig("1000 mg q4h prn pain max 3000 mg/day", tablets), tablets)
                        .orElseThrow()
                        .low());
        assertEquals(
                new BigDecimal("4000"),
                Supplies.mostInADay(sig("1000 mg q6h", tablets), tablets)
                        .orElseThrow()
                        .low());
    }

    private static Sig sig(String typed, Product product) {
        Reading reading = new SigReader().read(typed, product);
        return assertInstanceOf(Reading.Understood.class, reading, typed).sig();
    }

    private static Product product(String name) {
        return DRUGS.products().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

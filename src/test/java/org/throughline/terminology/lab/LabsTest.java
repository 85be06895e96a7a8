package org.throughline.terminology.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.terminology.lab.Range.Sex;

class LabsTest {
    private static final Labs LABS = Labs.shipped();
    private static final LocalDate TODAY = LocalDate.of(2025, 7, 14);

    @ParameterizedTest
    @CsvSource({
        "a1c, Hemoglobin A1c",
        "CMP, Comprehensive metabolic panel",
        "chem 7, Basic metabolic panel",
        "cbc with diff, Complete blood count (CBC) with differential",
        "2823-3, Potassium",
        "potasium, Potassium",
        "hCG quant, 'hCG, quantitative'",
        "tft, Thyroid panel",
        "H pylori, Helicobacter pylori stool antigen"
    })
    void aTestIsFoundWhileOneTypes(String typed, String name) {
        assertEquals(name, LABS.find(typed, 5).getFirst().lab().name());
    }

    @Test
    void aPanelHasItsTestsEachOnce() {
        Lab prenatal = LABS.named("Prenatal panel").orElseThrow();
        List<String> tests = LABS.tests(prenatal).stream().map(Lab::name).toList();
        assertTrue(tests.containsAll(List.of("Hemoglobin", "Platelet count", "Rubella antibody IgG")));
        assertEquals(tests.size(), tests.stream().distinct().count());
        assertEquals(
                List.of("Potassium"),
                LABS.tests(named("Potassium")).stream().map(Lab::name).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "Potassium, 40, FEMALE, 4.2, NORMAL",
        "Potassium, 40, FEMALE, 3.4, LOW",
        "Potassium, 40, FEMALE, 5.1, HIGH",
        "Potassium, 40, FEMALE, 6.5, CRITICAL_HIGH",
        "Potassium, 40, FEMALE, 2.5, CRITICAL_LOW",
        "Hemoglobin, 40, FEMALE, 12.5, NORMAL",
        "Hemoglobin, 40, MALE, 12.5, LOW",
        "Hemoglobin, 3, MALE, 11.0, NORMAL",
        "Creatinine, 8, FEMALE, 0.9, HIGH",
        "Creatinine, 40, FEMALE, 0.9, NORMAL"
    })
    void aValueIsFlaggedByAgeAndSex(String test, int years, Sex sex, BigDecimal value, Flag flag) {
        assertEquals(
                flag, range(test, TODAY.minusYears(years), sex).orElseThrow().flag(value));
    }

    @Test
    void whoseAgeOrSexIsNotKnownHasNoRangeThatNeedsIt() {
        assertEquals(Optional.empty(), LABS.range(named("Sodium"), null, TODAY, Sex.MALE));
        assertEquals(Optional.empty(), range("Hemoglobin", TODAY.minusYears(40), null));
        assertTrue(range("Sodium", TODAY.minusYears(40), null).isPresent());
    }

    @Test
    void whatIsOffTheScaleIsSaidOnlyWhenItCannotBeNormal() {
        Range tsh = range("TSH", TODAY.minusYears(40), Sex.FEMALE).orElseThrow();
        assertEquals(Optional.of(Flag.OFF_LOW), tsh.flagBelow(new BigDecimal("0.01")));
        assertEquals(Optional.empty(), tsh.flagBelow(new BigDecimal("1")));
        assertEquals(Optional.of(Flag.CRITICAL_HIGH), tsh.flagAbove(new BigDecimal("100")));
        Range crp =
                range("C-reactive protein", TODAY.minusYears(40), Sex.FEMALE).orElseThrow();
        assertEquals(Optional.of(Flag.NORMAL), crp.flagBelow(new BigDecimal("4")));
        assertEquals(Optional.of(Flag.OFF_HIGH), crp.flagAbove(new BigDecimal("200")));
        Range egfr = range("eGFR", TODAY.minusYears(40), Sex.FEMALE).orElseThrow();
        assertEquals(Optional.of(Flag.NORMAL), egfr.flagAbove(new BigDecimal("90")));
    }

    @Test
    void anAnswerInWordsIsJudgedWhereTheTestSaysHow() {
        assertEquals(Optional.of(Flag.ABNORMAL), named("Hepatitis C antibody").flag("reactive"));
        assertEquals(Optional.of(Flag.NORMAL), named("Hepatitis C antibody").flag(" Non-reactive"));
        assertEquals(Optional.empty(), named("Hepatitis C antibody").flag("see comment"));
        assertEquals(Optional.empty(), named("ABO and Rh type").flag("O positive"));
        assertEquals(Optional.empty(), named("Pregnancy test, urine").flag("Positive"));
    }

    /** Two ranges that hold for one person on one day would let the order of the file decide. */
    @Test
    void noTwoRangesHoldAtOnce() {
        List<String> twice = new ArrayList<>();
        for (Lab lab : LABS.all()) {
            for (int days = 0; days < 40_000; days += days < 800 ? 1 : 90) {
                for (Sex sex : Sex.values()) {
                    LocalDate birth = TODAY.minusDays(days);
                    long holding = LABS.ranges(lab).stream()
                            .filter(each -> each.holds(birth, TODAY, sex))
                            .count();
                    if (holding > 1) {
                        twice.add(lab.name() + " at " + days + " days");
                    }
                }
            }
        }
        assertEquals(List.of(), twice);
    }

    @Test
    void thereIsEnoughToWorkWith() {
        assertTrue(LABS.all().stream().filter(each -> !each.isPanel()).count() >= 300);
        assertTrue(LABS.all().stream().filter(Lab::isPanel).count() >= 20);
        for (Lab lab : LABS.all()) {
            assertFalse(lab.unit() != null && !lab.usual().isEmpty(), lab.name());
        }
    }

    @ParameterizedTest
    @CsvSource({"HU, CRITICAL_HIGH", "LL, CRITICAL_LOW", "POS, ABNORMAL", "ND, NORMAL", "<, OFF_LOW"})
    void flagsOfLaboratoriesAreUnderstood(String code, Flag flag) {
        assertEquals(Optional.of(flag), Flag.of(code));
    }

    private static Lab named(String name) {
        return LABS.named(name).orElseThrow();
    }

    private static Optional<Range> range(String test, LocalDate birth, @Nullable Sex sex) {
        return LABS.range(named(test), birth, TODAY, sex);
    }
}

package org.throughline.terminology.vital;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.terminology.vital.Finding.Question;
import org.throughline.terminology.vital.Growth.Typed;

/** Height and weight are held against each other and against the last time. */
class GrowthTest {
    private static final Growth GROWTH = new Growth(Vitals.shipped());
    private static final int ADULT = 40 * 12;

    @ParameterizedTest
    @CsvSource({
        "75, 70, 30, 480, Plausible",
        "77, 70, 30, 480, Question",
        "63, 70, 30, 480, Question",
        "64, 70, 30, 480, Plausible",
        "4.2, 3.5, 30, 1, Plausible",
        "3.1, 3.5, 4, 0, Question",
        "7.0, 3.5, 30, 1, Question",
        "25, 20, 365, 84, Plausible",
        "25, 20, 7, 84, Question",
    })
    void aTenthMoreOrLessIsAskedAboutUnlessAChildMayHaveGrown(
            BigDecimal weight, BigDecimal last, long days, int months, String expected) {
        Finding finding = Growth.change(weight, last, days, OptionalInt.of(months));
        assertEquals(expected, finding.getClass().getSimpleName());
    }

    @Test
    void theQuestionSaysHowMuch() {
        assertEquals(
                new Question("That is 20 % less than the last weight, 70 kg. Is it right?"),
                Growth.change(new BigDecimal("56"), new BigDecimal("70.0"), 30, OptionalInt.of(ADULT)));
    }

    @ParameterizedTest
    @CsvSource({
        "70, cm, 175, kg, 480, Question",
        "175, cm, 70, kg, 480, Plausible",
        "154, [in_i], 70, [lb_av], 480, Question",
        "70, [in_i], 154, [lb_av], 480, Plausible",
        "12, cm, 85, kg, 18, Question",
        "160, cm, 165, kg, 480, Plausible",
        "10, cm, 900, kg, 480, Plausible",
    })
    void heightAndWeightInEachOthersPlaceAreAskedAbout(
            BigDecimal height, String heightUnit, BigDecimal weight, String weightUnit, int months, String expected) {
        Finding finding = GROWTH.swapped(new Typed(height, heightUnit), new Typed(weight, weightUnit), months);
        assertEquals(expected, finding.getClass().getSimpleName());
    }

    @Test
    void theBodyMassIndexIsOfKilogramsAndCentimetres() {
        assertEquals(new BigDecimal("22.9"), Growth.bodyMassIndex(new BigDecimal("70"), new BigDecimal("175")));
    }
}

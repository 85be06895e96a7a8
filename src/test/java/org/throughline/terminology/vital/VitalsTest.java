package org.throughline.terminology.vital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.terminology.vital.Finding.Plausible;
import org.throughline.terminology.vital.Finding.Question;
import org.throughline.terminology.vital.Finding.Refused;

/** A value is asked about, refused or taken by its age. */
class VitalsTest {
    private static final Vitals VITALS = Vitals.shipped();
    private static final int ADULT = 40 * 12;

    @ParameterizedTest
    @CsvSource({
        "HEART_RATE, 72, 480, Plausible",
        "HEART_RATE, 150, 480, Question",
        "HEART_RATE, 150, 2, Plausible",
        "HEART_RATE, 60, 2, Question",
        "HEART_RATE, 720, 480, Refused",
        "RESPIRATORY_RATE, 16, 480, Plausible",
        "RESPIRATORY_RATE, 45, 1, Plausible",
        "RESPIRATORY_RATE, 45, 120, Question",
        "TEMPERATURE, 98.6, 480, Refused",
        "TEMPERATURE, 38.5, 480, Plausible",
        "TEMPERATURE, 38.0, 1, Question",
        "TEMPERATURE, 39.5, 480, Question",
        "SYSTOLIC, 120, 480, Plausible",
        "SYSTOLIC, 90, 480, Question",
        "SYSTOLIC, 220, 480, Question",
        "SYSTOLIC, 1200, 480, Refused",
        "SYSTOLIC, 75, 36, Question",
        "DIASTOLIC, 80, 480, Plausible",
        "OXYGEN_SATURATION, 91, 480, Question",
        "OXYGEN_SATURATION, 92, 480, Plausible",
        "OXYGEN_SATURATION, 101, 480, Refused",
        "WEIGHT, 3.4, 0, Plausible",
        "WEIGHT, 34, 0, Question",
        "WEIGHT, 154, 0, Refused",
        "WEIGHT, 70, 480, Plausible",
        "WEIGHT, 700, 480, Refused",
        "HEIGHT, 50, 0, Plausible",
        "HEIGHT, 175, 480, Plausible",
        "HEIGHT, 17.5, 480, Refused",
        "HEIGHT, 110, 480, Question",
        "HEAD_CIRCUMFERENCE, 35, 0, Plausible",
        "HEAD_CIRCUMFERENCE, 60, 0, Question",
        "BMI, 22.5, 480, Plausible",
        "BMI, 90, 480, Question",
        "PAIN, 0, 480, Plausible",
        "PAIN, 11, 480, Refused",
    })
    void aValueIsJudgedByAge(Vital vital, BigDecimal value, int months, String expected) {
        Finding finding = VITALS.check(vital, value, OptionalInt.of(months));
        assertEquals(expected, finding.getClass().getSimpleName());
    }

    @Test
    void theQuestionSaysWhatIsUnusual() {
        assertEquals(
                new Question("Heart rate 190 /min is unusually high at this age. Is it right?"),
                VITALS.check(Vital.HEART_RATE, new BigDecimal("190"), OptionalInt.of(ADULT)));
        assertEquals(
                new Question("Temperature 34 °C is unusually low at this age. Is it right?"),
                VITALS.check(Vital.TEMPERATURE, new BigDecimal("34.0"), OptionalInt.of(ADULT)));
        assertEquals(
                new Refused("Systolic blood pressure 1200 mmHg cannot be right."),
                VITALS.check(Vital.SYSTOLIC, new BigDecimal("1200"), OptionalInt.of(ADULT)));
    }

    @Test
    void atAnUnknownAgeOnlyTheImpossibleIsRefused() {
        assertInstanceOf(Plausible.class, VITALS.check(Vital.WEIGHT, new BigDecimal("0.9"), OptionalInt.empty()));
        assertInstanceOf(Refused.class, VITALS.check(Vital.WEIGHT, new BigDecimal("900"), OptionalInt.empty()));
    }

    @Test
    void theLowerPressureIsLower() {
        assertInstanceOf(Plausible.class, Vitals.pressures(new BigDecimal("120"), new BigDecimal("80")));
        assertInstanceOf(Refused.class, Vitals.pressures(new BigDecimal("80"), new BigDecimal("120")));
        assertInstanceOf(Refused.class, Vitals.pressures(new BigDecimal("80"), new BigDecimal("80.0")));
    }

    /** No age is without a limit, and none has two. */
    @ParameterizedTest
    @EnumSource
    void limitsFollowEachOther(Vital vital) {
        int next = 0;
        List<Limit> limits =
                VITALS.limits().stream().filter(each -> each.vital() == vital).toList();
        for (Limit limit : limits) {
            assertEquals(next, limit.fromMonths());
            assertFalse(limit.source().isBlank());
            next = limit.toMonths();
        }
        assertEquals(Integer.MAX_VALUE, next);
    }
}

package org.throughline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.care.chart.GrowthHistory;
import org.throughline.care.vital.Measured;
import org.throughline.terminology.growth.BirthSex;
import org.throughline.terminology.growth.GrowthReference;
import org.throughline.terminology.vital.Vital;
import org.throughline.ui.Dates;

class GrowthViewsTest {
    private static final GrowthViews VIEWS = new GrowthViews(GrowthReference.shipped(), new Dates(ZoneOffset.UTC));

    private static GrowthView view(@Nullable BirthSex sex, @Nullable Double gestation, Measured... measured) {
        return VIEWS.view(new GrowthHistory(sex, true, "2020-01-01", gestation, List.of(measured)));
    }

    private static Measured weight(String at, String kg) {
        return new Measured("w", Vital.WEIGHT, at, new BigDecimal(kg), "");
    }

    @Test
    void aValueStandsAtItsPercentileForSexAndAge() {
        GrowthView view = view(BirthSex.MALE, null, weight("2024-01-01", "16.3"));
        assertEquals("Curves for boys (sex at birth) · CDC 2000, United States", view.curves());
        assertEquals("51", view.rows().getFirst().percentile());
        assertEquals("4.0 y", view.rows().getFirst().age());
        assertEquals(7, view.plots().getFirst().curves().size());
        assertEquals(List.of(), view.notes());
    }

    @Test
    void withoutASexThereIsNoCurveAndNoJudgement() {
        GrowthView view = view(null, null, weight("2024-01-01", "16.3"));
        assertEquals("", view.curves());
        assertEquals("", view.rows().getFirst().percentile());
        assertEquals(List.of(), view.plots().getFirst().curves());
        assertTrue(view.notes().getFirst().contains("no curve is drawn"));
    }

    @Test
    void theAgeOfAPretermChildIsCorrectedUntilTwoYears() {
        GrowthView view = view(BirthSex.FEMALE, 32.0, weight("2022-07-01", "12"), weight("2020-07-01", "6"));
        assertEquals("2.5 y", view.rows().getFirst().age());
        assertEquals("4.1 m corrected", view.rows().get(1).age());
        assertTrue(view.notes().stream().anyMatch(note -> note.contains("corrected by 8 weeks")));
        double uncorrected = Double.parseDouble(view(BirthSex.FEMALE, null, weight("2020-07-01", "6"))
                .rows()
                .getFirst()
                .z());
        assertTrue(Double.parseDouble(view.rows().get(1).z()) > uncorrected);
    }

    @Test
    void whatCannotBeDatedIsLeftOut() {
        assertEquals(0, view(BirthSex.MALE, null, weight("2024", "16")).rows().size());
        assertEquals(
                0, view(BirthSex.MALE, null, weight("2019-01-01", "16")).rows().size());
    }
}

package org.throughline.terminology.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class GrowthReferenceTest {
    private static final GrowthReference CDC = GrowthReference.shipped();

    @Test
    void theExampleOfTheCdcComesOutAsItSays() {
        // A boy of 9.5 months and 9.7 kg: z = 0.207 (CDC, "Data file for the CDC growth charts", z-score example).
        double z = CDC.zScore(GrowthMeasure.WEIGHT, BirthSex.MALE, 9.5, 9.7).orElseThrow();
        assertEquals(0.207, z, 0.001);
        assertEquals(58, GrowthReference.percentile(z), 0.5);
    }

    @Test
    void theMedianIsTheFiftiethPercentileAtEachAge() {
        for (GrowthMeasure measure : GrowthMeasure.values()) {
            for (BirthSex sex : BirthSex.values()) {
                for (double months = 24; months <= 36; months += 0.25) {
                    double median = CDC.value(measure, sex, months, 0).orElseThrow();
                    double z = CDC.zScore(measure, sex, months, median).orElseThrow();
                    assertEquals(50, GrowthReference.percentile(z), 0.001);
                }
            }
        }
    }

    @Test
    void whereThereIsNoCurveThereIsNoScore() {
        assertTrue(CDC.zScore(GrowthMeasure.BMI, BirthSex.FEMALE, 23, 16).isEmpty());
        assertTrue(CDC.zScore(GrowthMeasure.HEAD_CIRCUMFERENCE, BirthSex.FEMALE, 40, 50)
                .isEmpty());
        assertTrue(CDC.zScore(GrowthMeasure.WEIGHT, BirthSex.FEMALE, 241, 60).isEmpty());
        assertFalse(CDC.zScore(GrowthMeasure.WEIGHT, BirthSex.FEMALE, 0, 3.4).isEmpty());
    }

    @Test
    void percentilesAreThoseOfTheNormalDistribution() {
        assertEquals(2.275, GrowthReference.percentile(-2), 0.001);
        assertEquals(97.725, GrowthReference.percentile(2), 0.001);
        assertEquals(3, GrowthReference.percentile(-1.8808), 0.001);
    }

    @Test
    void theValuesAreThoseOfThePublishedTables() throws IOException {
        Path published = Path.of("../shared/data/growth");
        Assumptions.assumeTrue(Files.isDirectory(published), "The published tables are not here: left out");
        Map<String, GrowthMeasure> files = Map.of(
                "cdc2000_wtage.csv", GrowthMeasure.WEIGHT,
                "cdc2000_statage.csv", GrowthMeasure.HEIGHT,
                "cdc2000_bmiagerev.csv", GrowthMeasure.BMI);
        for (Map.Entry<String, GrowthMeasure> file : files.entrySet()) {
            List<String> lines = Files.readAllLines(published.resolve(file.getKey()));
            List<String> names = Arrays.asList(lines.getFirst().split(",", -1));
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith("Sex")) {
                    // The heading stands before the girls again.
                    continue;
                }
                List<String> cells = Arrays.asList(line.split(",", -1));
                BirthSex sex = cells.get(0).equals("1") ? BirthSex.MALE : BirthSex.FEMALE;
                double months = Double.parseDouble(cells.get(1));
                double third = Double.parseDouble(cells.get(names.indexOf("P97")));
                double z = CDC.zScore(file.getValue(), sex, months, third).orElseThrow();
                assertEquals(97, GrowthReference.percentile(z), 0.01, line);
            }
        }
    }
}

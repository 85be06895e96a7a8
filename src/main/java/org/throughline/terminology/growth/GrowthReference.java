package org.throughline.terminology.growth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The CDC's reference of 2000, from birth to the twentieth birthday. A measure of children of an age is described by three
 * numbers: its median M, its spread S and the power L that makes it normal.
 *
 * @see <a href="https://www.cdc.gov/growthcharts/cdc-data-files.htm">CDC growth charts, data files</a>
 * @see <a href="https://doi.org/10.1002/sim.4780111005">Cole, Green: the LMS method, 1992</a>
 */
public final class GrowthReference {
    private static final String TABLE = "/org/throughline/terminology/growth/cdc2000.tsv";

    private final Map<String, NavigableMap<Double, Lms>> curves;

    private GrowthReference(Map<String, NavigableMap<Double, Lms>> curves) {
        this.curves = curves;
    }

    /** The parameters at an age. */
    private record Lms(double l, double m, double s) {
        double z(double value) {
            return Math.abs(l) < 1e-9 ? Math.log(value / m) / s : (Math.pow(value / m, l) - 1) / (l * s);
        }

        double value(double z) {
            return Math.abs(l) < 1e-9 ? m * Math.exp(s * z) : m * Math.pow(1 + l * s * z, 1 / l);
        }

        Lms towards(Lms next, double part) {
            return new Lms(l + (next.l - l) * part, m + (next.m - m) * part, s + (next.s - s) * part);
        }
    }

    /** The table that comes with the product. */
    public static GrowthReference shipped() {
        try (InputStream in = Objects.requireNonNull(GrowthReference.class.getResourceAsStream(TABLE));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Map<String, NavigableMap<Double, Lms>> curves = new HashMap<>();
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(curves, line));
            return new GrowthReference(curves);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<String, NavigableMap<Double, Lms>> curves, String line) {
        List<String> cells = Arrays.asList(line.split("\t", -1));
        curves.computeIfAbsent(cells.get(0) + "|" + cells.get(1), key -> new TreeMap<>())
                .put(number(cells.get(2)), new Lms(number(cells.get(3)), number(cells.get(4)), number(cells.get(5))));
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    /**
     * How many standard deviations a value is above the median; empty where the reference has no curve.
     *
     * @param months the age
     * @param value in the unit of the measure
     */
    public Optional<Double> zScore(GrowthMeasure measure, BirthSex sex, double months, double value) {
        return value > 0 ? at(measure, sex, months).map(lms -> lms.z(value)) : Optional.empty();
    }

    /** The value at so many standard deviations; empty where the reference has no curve. */
    public Optional<Double> value(GrowthMeasure measure, BirthSex sex, double months, double zScore) {
        return at(measure, sex, months).map(lms -> lms.value(zScore));
    }

    private Optional<Lms> at(GrowthMeasure measure, BirthSex sex, double months) {
        NavigableMap<Double, Lms> curve = Objects.requireNonNull(curves.get(measure.key() + "|" + sex.code()));
        Map.Entry<Double, Lms> before = curve.floorEntry(months);
        Map.Entry<Double, Lms> after = curve.ceilingEntry(months);
        if (before == null || after == null) {
            return Optional.empty();
        }
        double span = after.getKey() - before.getKey();
        return Optional.of(
                span == 0
                        ? before.getValue()
                        : before.getValue().towards(after.getValue(), (months - before.getKey()) / span));
    }

    /**
     * The part of children that are smaller, in percent.
     *
     * @see <a href="https://personal.math.ubc.ca/~cbm/aands/page_932.htm">Abramowitz and Stegun, 26.2.17: the normal
     *     distribution to seven digits</a>
     */
    public static double percentile(double zScore) {
        double t = 1 / (1 + 0.2316419 * Math.abs(zScore));
        double tail = Math.exp(-zScore * zScore / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 100 * (zScore > 0 ? 1 - tail : tail);
    }
}

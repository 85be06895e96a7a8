package org.throughline.clinic;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.chart.GrowthHistory;
import org.throughline.care.vital.Measured;
import org.throughline.terminology.growth.BirthSex;
import org.throughline.terminology.growth.GrowthMeasure;
import org.throughline.terminology.growth.GrowthReference;
import org.throughline.terminology.vital.UnitNames;
import org.throughline.ui.Dates;

/** Draws how a child grew over the curves of other children. Pure. */
record GrowthViews(GrowthReference reference, Dates dates) {
    private static final double DAYS_A_MONTH = 365.25 / 12;
    private static final int TERM = 40;
    private static final int PRETERM_BEFORE = 37;

    /** Until this age a preterm child is measured by the age that it would have had at term. */
    private static final int CORRECTED_UNTIL_MONTHS = 24;

    private static final int TWO_YEARS = 24;
    private static final int OLDEST = 240;

    /** The percentiles that are drawn, with their z-scores. */
    private enum Line {
        P3("3", -1.88079),
        P10("10", -1.28155),
        P25("25", -0.67449),
        P50("50", 0),
        P75("75", 0.67449),
        P90("90", 1.28155),
        P97("97", 1.88079);

        private final String label;
        private final double z;

        Line(String label, double z) {
            this.label = label;
            this.z = z;
        }
    }

    /** A measured value at an age in months, corrected where that is due. */
    private record Point(Measured measured, double months, boolean corrected) {
        double value() {
            return measured.value().doubleValue();
        }
    }

    GrowthView view(GrowthHistory history) {
        List<Point> points = points(history);
        List<GrowthView.Plot> plots = Stream.of(GrowthMeasure.values())
                .flatMap(measure -> plot(measure, history.sex(), points).stream())
                .toList();
        return new GrowthView(
                curves(history),
                notes(history, points),
                plots,
                points.stream()
                        .flatMap(point -> row(point, history.sex()).stream())
                        .toList());
    }

    private static String curves(GrowthHistory history) {
        BirthSex sex = history.sex();
        if (sex == null) {
            return "";
        }
        return "Curves for " + sex.children() + " ("
                + (history.recordedAtBirth() ? "sex at birth" : "administrative gender; no sex at birth is recorded")
                + ") · CDC 2000, United States";
    }

    private List<String> notes(GrowthHistory history, List<Point> points) {
        List<String> notes = new ArrayList<>();
        if (history.sex() == null) {
            notes.add("Neither a sex at birth nor a male or female gender is recorded: no curve is drawn and nothing is"
                    + " judged.");
        }
        if (points.stream().anyMatch(point -> point.months() < TWO_YEARS)) {
            notes.add(
                    "Below two years the CDC recommends the standards of the WHO. Their tables may not be shipped with"
                            + " this product; the curves are the CDC's of 2000.");
        }
        Double gestation = history.gestation();
        if (gestation != null && gestation < PRETERM_BEFORE) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Born at %.0f weeks: until two years, ages are corrected by %.0f weeks.",
                    Math.floor(gestation),
                    TERM - gestation));
        }
        return notes;
    }

    private List<Point> points(GrowthHistory history) {
        LocalDate born = born(history.birthDate());
        if (born == null) {
            return List.of();
        }
        Double gestation = history.gestation();
        double early = gestation != null && gestation < PRETERM_BEFORE ? (TERM - gestation) * 7 / DAYS_A_MONTH : 0;
        return history.measured().stream()
                .flatMap(measured -> day(measured.at())
                        .map(day -> point(measured, ChronoUnit.DAYS.between(born, day) / DAYS_A_MONTH, early))
                        .stream())
                .filter(point -> point.months() >= 0 && point.months() <= OLDEST)
                .toList();
    }

    private static Point point(Measured measured, double months, double early) {
        boolean corrected = early > 0 && months < CORRECTED_UNTIL_MONTHS;
        return new Point(measured, corrected ? Math.max(0, months - early) : months, corrected);
    }

    private static @Nullable LocalDate born(String date) {
        return day(date).orElse(null);
    }

    private static Optional<LocalDate> day(String date) {
        try {
            return date.length() < 10 ? Optional.empty() : Optional.of(LocalDate.parse(date.substring(0, 10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<GrowthView.Row> row(Point point, @Nullable BirthSex sex) {
        Optional<GrowthMeasure> measure = Stream.of(GrowthMeasure.values())
                .filter(each -> each.vital() == point.measured().vital())
                .findFirst();
        return measure.map(known -> {
            Optional<Double> z =
                    sex == null ? Optional.empty() : reference.zScore(known, sex, point.months(), point.value());
            return new GrowthView.Row(
                    point.measured().id(),
                    dates.date(point.measured().at()),
                    age(point),
                    known.vital().title(),
                    point.measured().value().toPlainString() + " "
                            + UnitNames.of(known.vital().unit()),
                    z.map(GrowthViews::percentile).orElse(""),
                    z.map(score -> String.format(Locale.ROOT, "%+.1f", score)).orElse(""));
        });
    }

    private static String age(Point point) {
        String age = point.months() < TWO_YEARS
                ? String.format(Locale.ROOT, "%.1f m", point.months())
                : String.format(Locale.ROOT, "%.1f y", point.months() / 12);
        return point.corrected() ? age + " corrected" : age;
    }

    private static String percentile(double z) {
        double percentile = GrowthReference.percentile(z);
        if (percentile < 0.1) {
            return "below 0.1";
        }
        if (percentile > 99.9) {
            return "above 99.9";
        }
        return String.format(Locale.ROOT, percentile < 1 || percentile > 99 ? "%.1f" : "%.0f", percentile);
    }

    private Optional<GrowthView.Plot> plot(GrowthMeasure measure, @Nullable BirthSex sex, List<Point> all) {
        List<Point> points = all.stream()
                .filter(point -> point.measured().vital() == measure.vital())
                .sorted((one, other) -> Double.compare(one.months(), other.months()))
                .toList();
        if (points.isEmpty()) {
            return Optional.empty();
        }
        double last = points.getLast().months();
        double from = measure == GrowthMeasure.BMI || (last > 36 && measure != GrowthMeasure.HEAD_CIRCUMFERENCE)
                ? TWO_YEARS
                : 0;
        boolean ends = measure == GrowthMeasure.HEAD_CIRCUMFERENCE;
        double until = last <= 36 ? 36 : ends ? Math.ceil(last / 12) * 12 : OLDEST;
        if (from > points.getFirst().months()) {
            from = Math.min(from, Math.floor(points.getFirst().months()));
        }
        return Optional.of(drawn(measure, sex, points, from, until));
    }

    private GrowthView.Plot drawn(
            GrowthMeasure measure, @Nullable BirthSex sex, List<Point> points, double from, double until) {
        List<double[]> curves = new ArrayList<>();
        double low = points.stream().mapToDouble(Point::value).min().orElse(0);
        double high = points.stream().mapToDouble(Point::value).max().orElse(1);
        int steps = 48;
        for (Line line : Line.values()) {
            double[] values = IntStream.rangeClosed(0, steps)
                    .mapToDouble(i -> sex == null
                            ? Double.NaN
                            : reference
                                    .value(measure, sex, from + (until - from) * i / steps, line.z)
                                    .orElse(Double.NaN))
                    .toArray();
            curves.add(values);
            for (double value : values) {
                low = Double.isNaN(value) ? low : Math.min(low, value);
                high = Double.isNaN(value) ? high : Math.max(high, value);
            }
        }
        Scale scale = Scale.of(from, until, low, high);
        List<GrowthView.Curve> drawn = IntStream.range(0, curves.size())
                .mapToObj(i -> scale.curve(Line.values()[i].label, curves.get(i), Line.values()[i] == Line.P50))
                .filter(curve -> !curve.points().isEmpty())
                .toList();
        List<GrowthView.Dot> dots = points.stream()
                .map(point -> new GrowthView.Dot(
                        scale.x(point.months()),
                        scale.y(point.value()),
                        dates.date(point.measured().at()) + ": "
                                + point.measured().value().toPlainString()))
                .toList();
        String unit = UnitNames.of(measure.vital().unit());
        return new GrowthView.Plot(
                measure.vital().title() + " by age",
                unit,
                drawn,
                scale.line(points.stream()
                        .map(point -> new double[] {point.months(), point.value()})
                        .toList()),
                dots,
                scale.ages(),
                scale.values(),
                measure.vital().title() + " by age, " + points.size() + " values, the last "
                        + points.getLast().measured().value().toPlainString() + " " + unit
                        + "; the table below has them all");
    }

    /** From ages and values to the places in the plot. */
    private record Scale(double from, double until, double low, double high, double step) {
        static Scale of(double from, double until, double low, double high) {
            double span = Math.max(high - low, 1);
            double step = Stream.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
                    .filter(each -> span / each <= 8)
                    .findFirst()
                    .orElse(100.0);
            return new Scale(from, until, Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
        }

        double x(double months) {
            double width = GrowthView.Plot.RIGHT - GrowthView.Plot.LEFT;
            return round(GrowthView.Plot.LEFT + width * (months - from) / (until - from));
        }

        double y(double value) {
            double height = GrowthView.Plot.BOTTOM - GrowthView.Plot.TOP;
            return round(GrowthView.Plot.BOTTOM - height * (value - low) / (high - low));
        }

        private static double round(double number) {
            return Math.round(number * 10) / 10.0;
        }

        String line(List<double[]> points) {
            StringBuilder line = new StringBuilder();
            for (double[] point : points) {
                line.append(line.isEmpty() ? "" : " ")
                        .append(x(point[0]))
                        .append(',')
                        .append(y(point[1]));
            }
            return line.toString();
        }

        GrowthView.Curve curve(String label, double[] values, boolean median) {
            List<double[]> points = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(values[i])) {
                    points.add(new double[] {from + (until - from) * i / (values.length - 1), values[i]});
                }
            }
            double end = points.isEmpty() ? 0 : y(points.getLast()[1]);
            return new GrowthView.Curve(label, points.size() < 2 ? "" : line(points), median, end);
        }

        List<GrowthView.Tick> ages() {
            int every = until - from > 60 ? 24 : 6;
            List<GrowthView.Tick> ticks = new ArrayList<>();
            for (double months = Math.ceil(from / every) * every; months <= until; months += every) {
                String label = every == 24
                        ? String.format(Locale.ROOT, "%.0f y", months / 12)
                        : String.format(Locale.ROOT, "%.0f m", months);
                ticks.add(new GrowthView.Tick(x(months), label));
            }
            return ticks;
        }

        List<GrowthView.Tick> values() {
            List<GrowthView.Tick> ticks = new ArrayList<>();
            for (double value = low; value <= high + step / 2; value += step) {
                ticks.add(new GrowthView.Tick(y(value), String.format(Locale.ROOT, "%.0f", value)));
            }
            return ticks;
        }
    }
}

package org.throughline.clinic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.throughline.care.chart.Measure;
import org.throughline.care.chart.MeasureHistory;
import org.throughline.care.chart.MeasureHistory.Point;
import org.throughline.care.chart.Numbers;
import org.throughline.ui.Dates;

/** Makes the page of measures over the years. Pure. */
record MeasureViews(Dates dates) {
    /** So many measures are shown beside each other. */
    static final int MOST = 4;

    private static final MathContext DIGITS = new MathContext(4);
    private static final int MOST_ROWS = 100;
    private static final int MOST_ROWS_AT_ALL = 1_000;

    /** A line of a measure, with what it is called on this page. */
    private record Drawn(String title, MeasureHistory.Line line) {}

    /** The page of measures: {@code over-time?of=KEY&of=KEY}, below the patient's address. */
    static String address(String patient, Stream<Measure> measures) {
        String query = measures.map(measure -> "of=" + URLEncoder.encode(measure.key(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String page = "/patients/" + patient + "/" + ChartLists.OVER_TIME;
        return query.isEmpty() ? page : page + "?" + query;
    }

    MeasuresView view(String patient, List<MeasureHistory> histories, Map<Measure, String> known, boolean all) {
        List<Drawn> lines = histories.stream().flatMap(MeasureViews::lines).toList();
        List<MeasuresView.Row> rows = rows(lines);
        int most = all ? MOST_ROWS_AT_ALL : MOST_ROWS;
        List<Measure> measures = histories.stream().map(MeasureHistory::measure).toList();
        String address = address(patient, measures.stream());
        TimeAxis axis = TimeAxis.of(lines.stream()
                .flatMap(line -> line.line().points().stream())
                .mapToDouble(point -> dates.dayNumber(point.date()))
                .toArray());
        return new MeasuresView(
                false,
                histories.stream()
                        .map(history -> new MeasuresView.Chosen(
                                history.measure().key(),
                                name(history),
                                address(patient, measures.stream().filter(each -> !each.equals(history.measure())))))
                        .toList(),
                histories.size() >= MOST ? List.of() : choices(known, measures),
                histories.stream().flatMap(MeasureViews::notes).toList(),
                IntStream.range(0, lines.size())
                        .mapToObj(i -> new MeasurePlot(dates, axis)
                                .of(i, lines.get(i).title(), lines.get(i).line()))
                        .toList(),
                lines.stream()
                        .map(line -> (line.title() + " " + line.line().unit()).strip())
                        .toList(),
                rows.stream().limit(most).toList(),
                Math.max(0, rows.size() - most),
                all ? "" : address + "&all=1");
    }

    private static List<MeasuresView.Choice> choices(Map<Measure, String> known, List<Measure> shown) {
        return known.entrySet().stream()
                .filter(each -> !shown.contains(each.getKey()))
                .map(each -> new MeasuresView.Choice(each.getKey().key(), each.getValue()))
                .sorted(Comparator.comparing(choice -> choice.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String name(MeasureHistory history) {
        Measure measure = history.measure();
        return Stream.of(history.title(), measure.words(), measure.code())
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Stream<Drawn> lines(MeasureHistory history) {
        return history.lines().stream().map(line -> new Drawn(name(history), line));
    }

    /** What is left out of the lines. */
    private static Stream<String> notes(MeasureHistory history) {
        MeasureHistory.Left left = history.left();
        long corrected = count(history, Point::corrected);
        long bounds = count(history, point -> !point.bound().isEmpty());
        long converted = count(history, point -> !point.reported().isEmpty());
        String name = name(history);
        return Stream.of(
                        history.lines().isEmpty() ? "no number is recorded" : "",
                        history.lines().size() > 1 ? "in units that are not told in one another, a line for each" : "",
                        counted(converted, "converted from another unit"),
                        counted(
                                corrected,
                                "corrected since reported: the corrected value is shown, the earlier left out"),
                        counted(left.inError(), "entered in error, left out"),
                        counted(left.cancelled(), "cancelled, left out"),
                        counted(bounds, "known only as a limit (< or >), in the table but not on the line"),
                        counted(left.wordsOnly(), "in words and not a number, left out"),
                        counted(left.unread(), "older, not read"))
                .filter(words -> !words.isEmpty())
                .map(words -> name + ": " + words + ".");
    }

    private static long count(MeasureHistory history, Predicate<Point> which) {
        return history.lines().stream()
                .flatMap(line -> line.points().stream())
                .filter(which)
                .count();
    }

    private static String counted(long count, String words) {
        return count == 0 ? "" : ChartView.number(count) + " " + words;
    }

    /** The newest first; what has no date comes last. */
    private List<MeasuresView.Row> rows(List<Drawn> lines) {
        Map<String, List<List<MeasuresView.Cell>>> byTime =
                new TreeMap<>(Comparator.comparingDouble(this::newest).thenComparing(Comparator.reverseOrder()));
        List<String> ranges = lines.stream().map(MeasureViews::usualRange).toList();
        for (int i = 0; i < lines.size(); i++) {
            for (Point point : lines.get(i).line().points()) {
                byTime.computeIfAbsent(
                                point.date(),
                                time -> lines.stream()
                                        .<List<MeasuresView.Cell>>map(line -> new ArrayList<>())
                                        .toList())
                        .get(i)
                        .add(cell(point, ranges.get(i)));
            }
        }
        return byTime.entrySet().stream()
                .flatMap(time -> rows(time.getKey(), time.getValue()))
                .toList();
    }

    private double newest(String date) {
        double day = dates.dayNumber(date);
        return Double.isNaN(day) ? Double.MAX_VALUE : -day;
    }

    /** As many rows as values of one measure were taken at that time. */
    private Stream<MeasuresView.Row> rows(String date, List<List<MeasuresView.Cell>> cells) {
        int most = cells.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .mapToObj(i -> new MeasuresView.Row(
                        date.isEmpty() ? "No date" : dates.time(date),
                        cells.stream()
                                .map(of -> i < of.size() ? of.get(i) : MeasuresView.Cell.NONE)
                                .toList()));
    }

    /** The range of the newest value that has one, which stands above the plot. */
    private static String usualRange(Drawn line) {
        return line.line().points().stream()
                .map(Point::range)
                .filter(range -> !range.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static MeasuresView.Cell cell(Point point, String usual) {
        String more = Stream.of(
                        point.reported().isEmpty() ? "" : "reported as " + point.reported(),
                        point.range().isEmpty() || point.range().equals(usual) ? "" : "range " + point.range(),
                        point.corrected() ? "corrected" : "")
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
        return new MeasuresView.Cell(
                point.bound() + text(point.value(), !point.reported().isEmpty()),
                ChartViews.style(point.flag()),
                ChartViews.mark(point.flag()),
                point.flag().words(),
                more,
                point.remarks());
    }

    /** What was converted is told to four digits. */
    static String text(BigDecimal value, boolean converted) {
        BigDecimal shown = converted ? value.round(DIGITS).stripTrailingZeros() : value;
        return Numbers.shown(shown.toPlainString());
    }
}

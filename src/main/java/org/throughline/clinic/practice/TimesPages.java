package org.throughline.clinic.practice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.care.practice.Kept;
import org.throughline.care.practice.Seen;
import org.throughline.care.practice.Spread;
import org.throughline.care.practice.VisitTimes;
import org.throughline.care.visit.Timing;
import org.throughline.ui.Visit;

/** How long visits take at each step. */
record TimesPages(PracticeParts parts) {
    private static final String HOME = "/practice/times";
    private static final String LIST = "/practice/times/list";
    private static final int MOST = 200;
    private static final List<Integer> PERIODS = List.of(7, 30, PracticeParts.DAYS);

    private record Wanted(int days, Seen.By by) {
        static Wanted of(Visit visit) {
            String days = visit.request().parameter("days").orElse("");
            String by = visit.request().parameter("by").orElse("");
            return new Wanted(
                    PERIODS.stream()
                            .filter(each -> each.toString().equals(days))
                            .findFirst()
                            .orElse(30),
                    Arrays.stream(Seen.By.values())
                            .filter(each -> each.name().equals(by))
                            .findFirst()
                            .orElse(Seen.By.TYPE));
        }

        String query() {
            return "?days=" + days + "&by=" + by;
        }

        LocalDate since(LocalDate today) {
            return today.minusDays(days - 1L);
        }
    }

    PracticeView page(Visit visit) {
        Wanted wanted = Wanted.of(visit);
        Optional<Kept.Figure<List<Seen>>> figure = parts.times().get();
        return new PracticeView(
                "times",
                "Times of visits",
                "",
                List.of(
                        new PracticeView.Choices(
                                "Of how many days",
                                PERIODS.stream()
                                        .map(days -> choice(days + " days", wanted, new Wanted(days, wanted.by())))
                                        .toList()),
                        new PracticeView.Choices(
                                "Put together by",
                                Arrays.stream(Seen.By.values())
                                        .map(by -> choice(by.label(), wanted, new Wanted(wanted.days(), by)))
                                        .toList())),
                figure.map(counted -> List.of(table(wanted, counted.value()))).orElse(List.of()),
                figure.map(counted -> parts.dates().time(counted.at())).orElse(""),
                null,
                figure.isEmpty());
    }

    private static PracticeView.Choice choice(String name, Wanted present, Wanted other) {
        return new PracticeView.Choice(name, HOME + other.query(), present.equals(other));
    }

    private Table table(Wanted wanted, List<Seen> seen) {
        LocalDate since = wanted.since(parts.today());
        Map<String, List<Seen>> groups = VisitTimes.groups(seen, wanted.by(), since);
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.text(wanted.by().label()),
                Table.Column.number("Visits"),
                Table.Column.number("After their time")));
        Arrays.stream(Timing.Span.values()).forEach(span -> columns.add(Table.Column.number(span.label())));
        List<Seen> all = groups.values().stream().flatMap(List::stream).toList();
        long longest = groups.values().stream()
                .flatMap(group -> Arrays.stream(Timing.Span.values())
                        .filter(span -> span != Timing.Span.WHOLE)
                        .flatMap(span -> VisitTimes.spread(group, span).stream()))
                .mapToLong(spread -> spread.median().toMinutes())
                .max()
                .orElse(0);
        List<Table.Row> rows = new ArrayList<>();
        groups.forEach((key, group) ->
                rows.add(new Table.Row(cells(name(wanted.by(), key), group, list(wanted, key), longest), false)));
        if (rows.size() > 1) {
            rows.add(new Table.Row(cells("All", all, list(wanted, ""), longest), true));
        }
        return Table.of(
                HOME + wanted.query(),
                "times",
                "Where the time goes",
                "Minutes: half of the visits took no longer than the first number, nine of ten no longer than the second."
                        + " Where fewer than " + Spread.FEWEST
                        + " visits tell, nothing is said. Who comes early counts as on time.",
                columns,
                rows,
                "No visit of these days was led through its steps: check patients in on the schedule, and bring them on there"
                        + " or on the board.");
    }

    private String name(Seen.By by, String key) {
        return switch (by) {
            case TYPE -> key.isEmpty() ? "No kind said" : key;
            case PROVIDER -> key.isEmpty() ? "Nobody in particular" : key;
            case WEEKDAY -> key.substring(2);
            case DAY -> parts.dates().date(key);
        };
    }

    private static List<Table.Cell> cells(String name, List<Seen> group, String address, long longest) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(name));
        cells.add(Table.Cell.count(group.size(), address));
        cells.add(spread(VisitTimes.late(group), 0));
        for (Timing.Span span : Timing.Span.values()) {
            cells.add(spread(VisitTimes.spread(group, span), span == Timing.Span.WHOLE ? 0 : longest));
        }
        return cells;
    }

    /** @param longest what a whole bar stands for, in minutes; 0 for no bar */
    private static Table.Cell spread(Optional<Spread> spread, long longest) {
        if (spread.isEmpty()) {
            return Table.Cell.of("too few");
        }
        long median = spread.get().median().toMinutes();
        return new Table.Cell(
                median + " / " + spread.get().ninth().toMinutes(),
                "",
                "",
                longest == 0 ? -1 : (int) (100 * median / longest));
    }

    private static String list(Wanted wanted, String key) {
        return LIST + wanted.query() + "&of=" + URLEncoder.encode(key, StandardCharsets.UTF_8)
                + (key.isEmpty() ? "&all=1" : "");
    }

    /** The visits behind a number, those that waited longest first. */
    PracticeView list(Visit visit) {
        Wanted wanted = Wanted.of(visit);
        String of = visit.request().parameter("of").orElse("");
        boolean all = visit.request().parameter("all").isPresent();
        LocalDate since = wanted.since(parts.today());
        List<Seen> found = parts.times().get().map(Kept.Figure::value).orElse(List.of()).stream()
                .filter(seen -> !seen.day().isBefore(since))
                .filter(seen -> all || VisitTimes.key(seen, wanted.by()).equals(of))
                .sorted(Comparator.comparing(TimesPages::waited).reversed())
                .toList();
        List<Seen> first = found.stream().limit(MOST).toList();
        Shown shown = parts.shown(visit, first.stream().map(TimesPages::entry).toList());
        parts.note(visit, "practice/times", shown.told());
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.text("Day"),
                Table.Column.text("Patient"),
                Table.Column.text("Provider"),
                Table.Column.text("For"),
                Table.Column.number("After their time")));
        Arrays.stream(Timing.Span.values()).forEach(span -> columns.add(Table.Column.number(span.label())));
        return PracticeView.list(
                "times",
                all ? "All visits" : name(wanted.by(), of),
                HOME + wanted.query(),
                Table.of(
                        list(wanted, of),
                        "list",
                        found.size() > MOST ? "The " + MOST + " that waited longest of " + found.size() : "Visits",
                        "Minutes; those that waited longest first.",
                        columns,
                        first.stream().map(seen -> row(seen, shown)).toList(),
                        "None."));
    }

    private static Duration waited(Seen seen) {
        return seen.timing()
                .took(Timing.Span.WAITING)
                .orElse(Duration.ZERO)
                .plus(seen.timing().took(Timing.Span.ROOM).orElse(Duration.ZERO));
    }

    private static Shown.Entry entry(Seen seen) {
        return new Shown.Entry(
                "Encounter", seen.timing().encounter(), seen.timing().patient());
    }

    private Table.Row row(Seen seen, Shown shown) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(parts.dates().moment(seen.timing().arrived())));
        cells.add(shown.patient(entry(seen), "/visits"));
        cells.add(Table.Cell.of(seen.provider()));
        cells.add(Table.Cell.of(seen.type()));
        cells.add(Table.Cell.of(seen.late().map(TimesPages::minutes).orElse("")));
        for (Timing.Span span : Timing.Span.values()) {
            cells.add(Table.Cell.of(
                    seen.timing().took(span).map(TimesPages::minutes).orElse("")));
        }
        return new Table.Row(cells, false);
    }

    private static String minutes(Duration duration) {
        return Long.toString(duration.toMinutes());
    }
}

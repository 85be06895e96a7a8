package org.throughline.clinic;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Found;
import org.throughline.care.chart.Item;
import org.throughline.care.chart.Kind;
import org.throughline.care.chart.ListedGroup;
import org.throughline.care.chart.Measure;
import org.throughline.care.chart.Shelf;
import org.throughline.care.chart.Timeline;
import org.throughline.http.Parameter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.growth.GrowthReference;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/** The pages of a chart that list its entries: sections in groups, the timeline, what a search found. */
record ChartLists(ChartReader charts, GrowthReference growth, Dates dates) {
    static final String TIMELINE = "timeline";
    static final String FIND = "find";
    static final String GROWTH = "growth";
    static final String OVER_TIME = "over-time";
    private static final int SHORTEST = 2;

    /** What a page lists; empty for a section that is none of these. The chart is open to who visits. */
    Optional<ListView> of(Visit visit, String patient, String section, boolean all) {
        if (section.equals(TIMELINE)) {
            return Optional.of(timeline(visit, patient));
        }
        if (section.equals(FIND)) {
            return Optional.of(finds(visit, patient));
        }
        if (section.equals(GROWTH)) {
            return Optional.of(new GrowthViews(growth, dates).view(charts.growth(Whose.reader(visit), patient)));
        }
        if (section.equals(OVER_TIME)) {
            return Optional.of(overTime(visit, patient, all));
        }
        return Shelf.of(section).map(shelf -> groups(visit, patient, shelf, all));
    }

    private ListView overTime(Visit visit, String patient, boolean all) {
        List<Measure> measures = visit.request().parameters().stream()
                .filter(parameter -> parameter.name().equals("of"))
                .flatMap(parameter -> Measure.parse(parameter.value()).stream())
                .distinct()
                .limit(MeasureViews.MOST)
                .toList();
        return charts.mayMeasure(Whose.reader(visit), patient)
                ? new MeasureViews(dates)
                        .view(
                                patient,
                                charts.histories(Whose.reader(visit), patient, measures),
                                charts.measures(Whose.reader(visit), patient),
                                all)
                : MeasuresView.DENIED;
    }

    private ListView groups(Visit visit, String patient, Shelf shelf, boolean all) {
        return new ListView.Groups(charts.shelf(Whose.reader(visit), patient, shelf, all).stream()
                .map(group -> group(patient, group))
                .toList());
    }

    private ListView.Group group(String patient, ListedGroup group) {
        return new ListView.Group(
                group.key(),
                group.title(),
                group.items().stream().map(item -> line(patient, item, "")).toList(),
                group.unread(),
                group.denied());
    }

    private ListView timeline(Visit visit, String patient) {
        Set<Kind> kinds = kinds(visit);
        LocalDate before = before(visit);
        Timeline timeline = charts.timeline(Whose.reader(visit), patient, kinds, before, dates.zone());
        String address = "/patients/" + patient + "/" + TIMELINE;
        Map<LocalDate, List<ListView.Line>> days = new LinkedHashMap<>();
        for (Timeline.Entry entry : timeline.entries()) {
            days.computeIfAbsent(entry.day(), day -> new ArrayList<>())
                    .add(line(patient, entry.item(), entry.kind().title()));
        }
        LocalDate next = timeline.next();
        return new ListView.Times(
                timeline.counts().entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .sorted(Map.Entry.comparingByKey())
                        .map(count -> choice(address, count.getKey(), count.getValue(), kinds))
                        .toList(),
                days.entrySet().stream()
                        .map(day -> new ListView.Day(dates.date(day.getKey().toString()), day.getValue()))
                        .toList(),
                hidden(timeline, kinds),
                next == null ? null : address(address, kinds, next),
                next == null ? "" : "Before " + dates.date(next.toString()),
                before == null ? null : address(address, kinds, null));
    }

    private static ListView.Choice choice(String address, Kind kind, long count, Set<Kind> kinds) {
        Set<Kind> toggled = EnumSet.copyOf(kinds);
        boolean chosen = !toggled.add(kind) && toggled.remove(kind);
        Set<Kind> wanted = toggled.isEmpty() ? EnumSet.allOf(Kind.class) : toggled;
        return new ListView.Choice(kind.title(), ChartView.number(count), chosen, address(address, wanted, null));
    }

    private static String address(String address, Set<Kind> kinds, @Nullable LocalDate before) {
        Stream<String> chosen = kinds.size() == Kind.values().length
                ? Stream.empty()
                : kinds.stream().map(kind -> "kind=" + kind.key());
        String query = Stream.concat(chosen, before == null ? Stream.empty() : Stream.of("before=" + before))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? address : address + "?" + query;
    }

    private static String hidden(Timeline timeline, Set<Kind> kinds) {
        long filtered = timeline.counts().entrySet().stream()
                .filter(count -> !kinds.contains(count.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        String denied = timeline.denied().stream()
                .sorted()
                .map(kind -> kind.title().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return Stream.of(
                        filtered == 0 ? "" : ChartView.number(filtered) + " hidden by the filter.",
                        timeline.undated() == 0
                                ? ""
                                : ChartView.number(timeline.undated()) + " without a date are in their sections only.",
                        denied.isEmpty() ? "" : "You are not permitted to see: " + denied + ".")
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static Set<Kind> kinds(Visit visit) {
        Set<String> keys = visit.request().parameters().stream()
                .filter(parameter -> parameter.name().equals("kind"))
                .map(Parameter::value)
                .collect(Collectors.toSet());
        Set<Kind> kinds = Stream.of(Kind.values())
                .filter(kind -> keys.contains(kind.key()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        return kinds.isEmpty() ? EnumSet.allOf(Kind.class) : kinds;
    }

    private static @Nullable LocalDate before(Visit visit) {
        String text = visit.request().parameter("before").orElse("");
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Failed(new Failure.NotFound("There is no such page."), e);
        }
    }

    private ListView finds(Visit visit, String patient) {
        String typed = visit.request().parameter("q").orElse("").strip();
        if (typed.length() < SHORTEST) {
            return new ListView.Finds(typed, true, List.of());
        }
        return new ListView.Finds(
                typed,
                false,
                charts.find(Whose.reader(visit), patient, typed).stream()
                        .map(found -> found(patient, found))
                        .toList());
    }

    private ListView.Group found(String patient, Found found) {
        return new ListView.Group(
                found.kind().key(),
                found.kind().title(),
                found.items().stream().map(item -> line(patient, item, "")).toList(),
                found.more(),
                false);
    }

    private ListView.Line line(String patient, Item item, String kind) {
        return new ListView.Line(
                item.id(),
                kind,
                dates.date(item.date()),
                item.title(),
                item.detail(),
                item.status(),
                address(patient, item),
                item.remarks());
    }

    private static String address(String patient, Item item) {
        if (!item.measures().isEmpty()) {
            return MeasureViews.address(patient, item.measures().stream().limit(MeasureViews.MOST));
        }
        return switch (item.type()) {
            case "DocumentReference" -> "/documents/" + patient + "/" + item.id();
            case "Immunization" ->
                item.remarks().ours() ? "/immunizations/" + patient + "/" + item.id() : "/immunizations/" + patient;
            default -> "/patients/" + patient + "/" + section(item.type()) + "#at-" + item.id();
        };
    }

    /** The section of the chart where resources of a type are. */
    private static String section(String type) {
        return switch (type) {
            case "Condition" -> "problems";
            case "AllergyIntolerance" -> "allergies";
            case "MedicationRequest" -> "medications";
            case "Encounter" -> "visits";
            case "Observation" -> "results";
            case "Procedure", "FamilyMemberHistory" -> Shelf.HISTORY.key();
            case "ImagingStudy" -> Shelf.IMAGING.key();
            case "ServiceRequest" -> Shelf.ORDERS.key();
            case "CarePlan", "Goal", "CareTeam" -> Shelf.PLAN.key();
            default -> Shelf.DOCUMENTS.key();
        };
    }
}

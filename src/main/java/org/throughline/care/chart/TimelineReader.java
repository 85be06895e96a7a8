package org.throughline.care.chart;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;

/**
 * Reads a page of what happened to a patient. Each kind is read by its own date; the page ends at the day down to which all
 * kinds were read, so that nothing is left out between two pages.
 *
 * @param zone in which the days are
 */
record TimelineReader(PatientSearch search, ZoneId zone) {
    /** How many entries of a kind are read for a page. */
    private static final int PORTION = 40;

    /** How many of a kind that has more of them on one day than that. */
    private static final int LARGEST_PORTION = 1_000;

    /**
     * Reads a page.
     *
     * @param kinds what is wanted
     * @param before what was on this day or later is on other pages; null for the newest
     */
    Timeline read(Caller caller, String patient, Set<Kind> kinds, @Nullable LocalDate before) {
        List<Kind> all = Kind.ofTimeline();
        Set<String> reached = search.records()
                .reached(
                        caller,
                        patient,
                        all.stream().map(kind -> kind.source().type()).toList());
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        Set<Kind> denied = EnumSet.noneOf(Kind.class);
        for (Kind kind : all) {
            if (reached.contains(kind.source().type())) {
                counts.put(kind, search.count(caller, PatientSearch.wanted(caller, kind.source()), patient));
            } else {
                denied.add(kind);
            }
        }
        List<Kind> wanted = counts.keySet().stream()
                .filter(kinds::contains)
                .filter(kind -> Objects.requireNonNullElse(counts.get(kind), 0) > 0)
                .toList();
        Portions portions = portions(caller, patient, wanted, before, PORTION);
        if (portions.shown().isEmpty() && portions.floor() != null) {
            portions = portions(caller, patient, wanted, before, LARGEST_PORTION);
        }
        LocalDate floor = portions.floor();
        return new Timeline(
                portions.shown(),
                before,
                counts,
                denied,
                floor == null ? null : floor.plusDays(1),
                floor == null ? undated(caller, patient, wanted) : 0);
    }

    /**
     * What was read.
     *
     * @param floor the last day of the kind that was read least far; null when all were read to the end
     */
    private record Portions(
            List<Timeline.Entry> entries, @Nullable LocalDate floor) {

        /** The newest first; what is on the last day may not be all. */
        List<Timeline.Entry> shown() {
            List<Timeline.Entry> shown = entries.stream()
                    .filter(entry -> floor == null || entry.day().isAfter(floor))
                    .sorted(Comparator.comparing(Timeline.Entry::day).reversed().thenComparing(Timeline.Entry::kind))
                    .toList();
            return Folds.fold(
                    shown, Timeline.Entry::likeness, entry -> entry.item().remarks(), Timeline.Entry::with);
        }
    }

    private Portions portions(
            Caller caller, String patient, List<Kind> kinds, @Nullable LocalDate before, int portion) {
        List<Timeline.Entry> entries = new ArrayList<>();
        LocalDate floor = null;
        for (Kind kind : kinds) {
            PatientSearch.Read read = search.first(caller, dated(caller, kind, before), patient, portion);
            List<Timeline.Entry> some = read.items().stream()
                    .flatMap(item -> entry(kind, item).stream())
                    .toList();
            entries.addAll(some);
            if (read.unread() > 0) {
                LocalDate last = some.stream()
                        .map(Timeline.Entry::day)
                        .min(Comparator.naturalOrder())
                        .orElse(before);
                floor = floor == null || (last != null && last.isAfter(floor)) ? last : floor;
            }
        }
        return new Portions(entries, floor);
    }

    private static PatientSearch.Wanted dated(Caller caller, Kind kind, @Nullable LocalDate before) {
        PatientSearch.Wanted wanted = PatientSearch.wanted(caller, kind.source());
        String date = kind.source().date();
        return before == null ? wanted.of(date + ":missing", "false") : wanted.of(date, "lt" + before);
    }

    private long undated(Caller caller, String patient, List<Kind> kinds) {
        return kinds.stream()
                .mapToLong(kind -> search.count(
                        caller,
                        PatientSearch.wanted(caller, kind.source())
                                .of(kind.source().date() + ":missing", "true"),
                        patient))
                .sum();
    }

    private Optional<Timeline.Entry> entry(Kind kind, Item item) {
        return day(item.date()).map(day -> new Timeline.Entry(kind, item, day));
    }

    /** The day of a FHIR date, a partial one meaning its first day; empty for what is none. */
    private Optional<LocalDate> day(String date) {
        try {
            return Optional.of(
                    switch (date.length()) {
                        case 4 -> LocalDate.of(Integer.parseInt(date), 1, 1);
                        case 7 -> LocalDate.parse(date + "-01");
                        case 10 -> LocalDate.parse(date);
                        default ->
                            OffsetDateTime.parse(date).atZoneSameInstant(zone).toLocalDate();
                    });
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

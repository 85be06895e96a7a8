package org.throughline.clinic.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.care.schedule.Hours;
import org.throughline.care.schedule.LocalTimes;

/** Hours of a week as people type them, a line for each day: {@code 8-12, 13:00-17:00}. Pure. */
final class HoursText {
    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:-|–|to)\\s*");

    private HoursText() {}

    /** What stands in the field of a day. */
    static String of(Hours hours, DayOfWeek day) {
        return hours.shifts().stream()
                .filter(shift -> shift.days().contains(day))
                .sorted(Comparator.comparing(Hours.Shift::from))
                .map(shift -> shift.from() + "–" + shift.to())
                .collect(Collectors.joining(", "));
    }

    /** In short, days of the same hours together: {@code Mon Tue 08:00–12:00}. */
    static String brief(Hours hours) {
        return hours.shifts().stream()
                .sorted(Comparator.comparing(Hours.Shift::from))
                .map(shift -> days(shift.days()) + " " + shift.from() + "–" + shift.to())
                .collect(Collectors.joining(", "));
    }

    private static String days(Set<DayOfWeek> days) {
        List<DayOfWeek> sorted = days.stream().sorted().toList();
        boolean run = sorted.size() > 2
                && sorted.getLast().getValue() - sorted.getFirst().getValue() == sorted.size() - 1;
        return run
                ? name(sorted.getFirst()) + "–" + name(sorted.getLast())
                : sorted.stream().map(HoursText::name).collect(Collectors.joining(" "));
    }

    static String name(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Reads the fields of all days.
     *
     * @param faults where what is wrong is put, by the day's name
     */
    static Hours read(Map<DayOfWeek, String> typed, Map<String, String> faults) {
        Map<String, Hours.Shift> shifts = new LinkedHashMap<>();
        new TreeMap<>(typed).forEach((day, text) -> {
            for (Hours.Shift shift : day(day, text, faults)) {
                shifts.merge(shift.from() + "-" + shift.to(), shift, HoursText::together);
            }
        });
        return new Hours(List.copyOf(shifts.values()));
    }

    private static Hours.Shift together(Hours.Shift one, Hours.Shift other) {
        EnumSet<DayOfWeek> days = EnumSet.copyOf(one.days());
        days.addAll(other.days());
        return new Hours.Shift(days, one.from(), one.to());
    }

    private static List<Hours.Shift> day(DayOfWeek day, String text, Map<String, String> faults) {
        List<Hours.Shift> shifts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = BETWEEN.split(part.strip(), 2);
            Optional<LocalTime> from = LocalTimes.time(ends[0]);
            Optional<LocalTime> to = ends.length < 2 ? Optional.empty() : LocalTimes.time(ends[1]);
            if (part.isBlank()) {
                continue;
            }
            if (from.isEmpty() || to.isEmpty() || !from.get().isBefore(to.get())) {
                faults.put(name(day), "Write hours as 8-12, 13:00-17:00; nothing for a day off.");
                return List.of();
            }
            shifts.add(new Hours.Shift(EnumSet.of(day), from.get(), to.get()));
        }
        return shifts;
    }
}

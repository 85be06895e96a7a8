package org.throughline.care.schedule;

import static org.throughline.care.Parts.text;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * When somebody works in a week, in the local time of where that is: 8:00 stays 8:00 when clocks change. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/practitionerrole-definitions.html#PractitionerRole.availableTime">availableTime</a>
 */
public record Hours(List<Shift> shifts) {
    public static final Hours NONE = new Hours(List.of());

    /** What a provider begins with: weekdays, with a pause at noon. */
    public static final Hours USUAL = new Hours(List.of(
            new Shift(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(12, 0)),
            new Shift(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(13, 0), LocalTime.of(17, 0))));

    public Hours {
        shifts = List.copyOf(shifts);
    }

    /**
     * The same time on some days.
     *
     * @param to after {@code from}, on the same day
     */
    public record Shift(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        public Shift {
            days = Set.copyOf(days);
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("it ends before it begins");
            }
        }
    }

    /** When it is open on a day. A time that clocks leave out is the moment at which they jump. */
    public List<Interval> on(LocalDate day, ZoneId zone) {
        List<Interval> open = new ArrayList<>();
        for (Shift shift : shifts) {
            Instant from = LocalTimes.moment(day, shift.from(), zone);
            Instant to = LocalTimes.moment(day, shift.to(), zone);
            if (shift.days().contains(day.getDayOfWeek()) && from.isBefore(to)) {
                open.add(new Interval(from, to));
            }
        }
        return open;
    }

    static Hours read(JsonObject role) {
        return new Hours(role.objects("availableTime").stream()
                .map(Hours::shift)
                .filter(Objects::nonNull)
                .toList());
    }

    private static @Nullable Shift shift(JsonObject time) {
        try {
            EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            time.list("daysOfWeek")
                    .forEach(code -> Arrays.stream(DayOfWeek.values())
                            .filter(day -> code(day).equals(code.toString()))
                            .forEach(days::add));
            boolean allDay = String.valueOf(time.get("allDay")).equals("true");
            LocalTime from = allDay ? LocalTime.MIN : LocalTime.parse(text(time, "availableStartTime"));
            LocalTime to = allDay ? LocalTime.of(23, 59) : LocalTime.parse(text(time, "availableEndTime"));
            return from.isBefore(to) ? new Shift(days, from, to) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The PractitionerRole with these hours in place of those that it has. */
    public JsonObject in(JsonObject role) {
        return shifts.isEmpty() ? role.without("availableTime") : role.with("availableTime", json());
    }

    private JsonArray json() {
        return new JsonArray(shifts.stream().map(Hours::json).toList());
    }

    private static Json json(Shift shift) {
        return JsonObject.builder()
                .add(
                        "daysOfWeek",
                        new JsonArray(shift.days().stream()
                                .sorted()
                                .map(day -> (Json) new JsonString(code(day)))
                                .toList()))
                .add("availableStartTime", shift.from() + ":00")
                .add("availableEndTime", shift.to() + ":00")
                .build();
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}

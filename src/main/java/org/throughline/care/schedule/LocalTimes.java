package org.throughline.care.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Local times as moments, also on the days on which clocks change. Pure. */
public final class LocalTimes {
    private static final Pattern TYPED =
            Pattern.compile("(\\d{1,2})(?:[:.h]?(\\d{2}))?\\s*(am?|pm?)?(?:\\s*([+-]\\d{2}:?\\d{2}))?");

    private LocalTimes() {}

    /** The moment of a local time; one that clocks leave out is the moment at which they jump, of two it is the first. */
    public static Instant moment(LocalDate day, LocalTime time, ZoneId zone) {
        LocalDateTime local = day.atTime(time);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (!offsets.isEmpty()) {
            return local.toInstant(offsets.getFirst());
        }
        ZoneOffsetTransition jump = zone.getRules().getTransition(local);
        return jump.getInstant();
    }

    /** From the first moment of a day until the first of the next. */
    public static Interval day(LocalDate day, ZoneId zone) {
        return new Interval(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** What a typed time comes to. */
    public sealed interface Read {}

    /** A moment. */
    public record At(Instant moment) implements Read {}

    /** No moment, and why, for a person to read. */
    public record Wrong(String why) implements Read {}

    /**
     * Reads a time as people type it: {@code 9:15}, {@code 915}, {@code 9.15}, {@code 2:30pm}, {@code 14}. On the day on
     * which clocks go back, a time that comes twice is asked about: {@code 1:30 -05:00} says which.
     */
    public static Read read(String typed, LocalDate day, ZoneId zone) {
        Optional<LocalTime> time = time(typed);
        if (time.isEmpty()) {
            return new Wrong("Write a time as 9:15, 915 or 2:30pm.");
        }
        LocalDateTime local = day.atTime(time.get());
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        String offset = offset(typed);
        if (offsets.isEmpty()) {
            LocalTime after =
                    zone.getRules().getTransition(local).getDateTimeAfter().toLocalTime();
            return new Wrong("There is no " + time.get() + " on this day: clocks go forward to " + after + ".");
        }
        if (!offset.isEmpty()) {
            return offsets.stream()
                    .filter(each -> each.getId().equals(offset))
                    .findFirst()
                    .<Read>map(each -> new At(local.toInstant(each)))
                    .orElseGet(() -> new Wrong("The offset on this day is " + offsets.getFirst() + "."));
        }
        return offsets.size() == 1
                ? new At(local.toInstant(offsets.getFirst()))
                : new Wrong("Clocks go back on this day, so " + time.get() + " comes twice. Write " + time.get() + " "
                        + offsets.getFirst() + " for the first, " + time.get() + " " + offsets.getLast()
                        + " for the second.");
    }

    /** The time of the day that was typed, without an offset. */
    public static Optional<LocalTime> time(String typed) {
        Matcher matcher = TYPED.matcher(typed.strip().toLowerCase(java.util.Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(matcher.group(1));
        int minute = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        String half = matcher.group(3);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + (half.startsWith("p") ? 12 : 0);
        }
        return hour < 24 && minute < 60 ? Optional.of(LocalTime.of(hour, minute)) : Optional.empty();
    }

    private static String offset(String typed) {
        Matcher matcher = TYPED.matcher(typed.strip().toLowerCase(java.util.Locale.ROOT));
        String offset = matcher.matches() ? matcher.group(4) : null;
        return offset == null ? "" : offset.contains(":") ? offset : offset.substring(0, 3) + ":" + offset.substring(3);
    }

    /**
     * A moment as a field shows it, so that reading it gives it again: with its offset when its local time comes twice.
     */
    public static String shown(Instant moment, ZoneId zone) {
        LocalDateTime local = moment.atZone(zone).toLocalDateTime();
        String time = local.toLocalTime()
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                .toString();
        return zone.getRules().getValidOffsets(local).size() == 1
                ? time
                : time + " " + zone.getRules().getOffset(moment);
    }
}

package org.throughline.care.referral;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.throughline.care.task.Waiting.Priority;

/** After how long the requester is reminded of a referral, from {@code deadlines.tsv}. Pure. */
public final class Deadlines {
    private final Map<Priority, Days> days;

    private Deadlines(Map<Priority, Days> days) {
        this.days = new EnumMap<>(days);
    }

    /** Working days. */
    private record Days(int answer, int day, int seen, int note, int read) {}

    /** Those that come with the product. */
    public static Deadlines shipped() {
        try (InputStream file = Objects.requireNonNull(Deadlines.class.getResourceAsStream("deadlines.tsv"))) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a text: an urgency in each line, with its numbers. */
    static Deadlines read(String text) {
        Map<Priority, Days> days = new EnumMap<>(Priority.class);
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] parts = line.split("\t", -1);
            days.put(
                    Priority.of(parts[0]),
                    new Days(
                            Integer.parseInt(parts[1]),
                            Integer.parseInt(parts[2]),
                            Integer.parseInt(parts[3]),
                            Integer.parseInt(parts[4]),
                            Integer.parseInt(parts[5])));
        });
        return new Deadlines(days);
    }

    private Days of(Referral referral) {
        return Objects.requireNonNull(days.getOrDefault(referral.urgency(), days.get(Priority.ROUTINE)));
    }

    /** By which day the requester is to do what a step of the other side asks for. */
    public LocalDate read(Referral referral, LocalDate today) {
        return after(today, of(referral).read());
    }

    /**
     * That nothing has happened for too long.
     *
     * @param step that it waits after: each is reminded of once
     * @param words what did not happen
     */
    public record Silence(Step step, String words) {}

    /** What should have happened before today and did not; empty when all is in time. */
    public Optional<Silence> silence(Referral referral, LocalDate today, ZoneId zone) {
        Days allowed = of(referral);
        return referral.course().latest().flatMap(step -> {
            LocalDate day = Objects.requireNonNullElse(
                    step.day(), step.at().atZone(zone).toLocalDate());
            return switch (referral.state()) {
                case SENT, RECEIVED -> {
                    Step sent = referral.course().last(Move.SENT).orElse(step);
                    yield late(sent, sent.at().atZone(zone).toLocalDate(), allowed.answer(), today, "has not answered");
                }
                case ACCEPTED -> late(step, day, allowed.day(), today, "has accepted and not said for which day");
                case SCHEDULED -> late(step, day, allowed.seen(), today, "has not said whether the patient was seen");
                case SEEN -> late(step, day, allowed.note(), today, "has seen the patient and sent no note");
                case REPORTED, DECLINED, CANCELLED, CLOSED -> Optional.empty();
            };
        });
    }

    private static Optional<Silence> late(Step step, LocalDate from, int working, LocalDate today, String words) {
        return after(from, working).isBefore(today) ? Optional.of(new Silence(step, words)) : Optional.empty();
    }

    /** The day so many working days later: not a Saturday, not a Sunday. */
    static LocalDate after(LocalDate day, int working) {
        LocalDate later = day;
        for (int left = working; left > 0; ) {
            later = later.plusDays(1);
            if (later.getDayOfWeek() != DayOfWeek.SATURDAY && later.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return later;
    }
}

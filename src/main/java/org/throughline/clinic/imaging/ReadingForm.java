package org.throughline.clinic.imaging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.care.imaging.NewReading;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.http.Form;

/**
 * A report while it is written.
 *
 * @param weight {@code routine}, {@code abnormal} or {@code critical}
 * @param told who was told of a critical finding, {@code at} when, as it was typed
 * @param unreached whether nobody could be told
 * @param faults what is wrong, by the name of the field
 */
public record ReadingForm(
        String compared,
        String findings,
        String impression,
        String weight,
        String told,
        String at,
        boolean unreached,
        Map<String, String> faults) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

    /** How soon whoever ordered it must look. */
    public static final List<Choice> WEIGHTS = List.of(
            new Choice("routine", "Nothing that hurries"),
            new Choice("abnormal", "Something must be done about it"),
            new Choice("critical", "Critical: somebody is told now"));

    public ReadingForm {
        faults = Map.copyOf(faults);
    }

    /** The form as it was sent or kept. */
    static ReadingForm of(Form form) {
        return new ReadingForm(
                form.value("compared"),
                form.value("findings"),
                form.value("impression"),
                form.value("weight"),
                form.value("told"),
                form.value("at"),
                form.has("unreached"),
                Map.of());
    }

    static ReadingForm begun(String compared, String findings, String impression) {
        return new ReadingForm(compared, findings, impression, "routine", "", "", false, Map.of());
    }

    ReadingForm with(Map<String, String> wrong) {
        return new ReadingForm(compared, findings, impression, weight, told, at, unreached, wrong);
    }

    /** What is wrong, by the name of the field. */
    Map<String, String> check(ZonedDateTime now) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (impression.isBlank()) {
            wrong.put("impression", "Write what it comes to.");
        }
        if (findings.length() > NewReading.LONGEST || impression.length() > NewReading.LONGEST) {
            wrong.put("findings", "Write " + NewReading.LONGEST + " letters at most.");
        }
        if (urgency() == Urgency.CRITICAL && told.isBlank() && !unreached) {
            wrong.put("told", "Say who was told, or that nobody could be reached.");
        }
        if (!told.isBlank()) {
            Optional<Instant> moment = moment(now);
            if (moment.isEmpty()) {
                wrong.put("at", "Write a time, as 14:05, or leave it empty for this moment.");
            } else if (moment.get().isAfter(now.toInstant().plusSeconds(60))) {
                wrong.put("at", "This is later than now.");
            }
        }
        return wrong;
    }

    private Urgency urgency() {
        return switch (weight) {
            case "critical" -> Urgency.CRITICAL;
            case "abnormal" -> Urgency.ABNORMAL;
            default -> Urgency.ROUTINE;
        };
    }

    private Optional<Instant> moment(ZonedDateTime now) {
        try {
            return at.isBlank()
                    ? Optional.of(now.toInstant())
                    : Optional.of(now.with(LocalTime.parse(at.strip(), TIME)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What it comes to; once nothing is wrong. */
    NewReading reading(boolean whole, ZonedDateTime now) {
        boolean critical = urgency() == Urgency.CRITICAL && !told.isBlank();
        @Nullable Instant moment = critical ? moment(now).orElseThrow() : null;
        return new NewReading(compared, findings, impression, urgency(), critical ? told : "", moment, whole);
    }
}

package org.throughline.care.medication;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Span;
import org.throughline.terminology.sig.Step;

/**
 * From when to when a drug is taken. Pure.
 *
 * @param from the first day; null when not known
 * @param until the last day: as it is told, else when what was ordered for a time is used up; null for no end
 * @param stopped the last day of what is over, whoever said so; null for what is not
 */
public record Course(
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable LocalDate stopped) {
    private static final Set<String> OVER = Set.of("stopped", "completed", "cancelled");

    /** The course of a prescription or a statement that is taken so. */
    public static Course of(JsonObject resource, @Nullable Sig sig) {
        LocalDate from = first(resource);
        LocalDate until = last(resource, from, sig);
        LocalDate stopped =
                OVER.contains(Parts.text(resource, "status")) ? (until == null ? ended(resource, from) : until) : null;
        return new Course(from, until, stopped);
    }

    /** The last day, when that is past; null while it goes on. */
    public @Nullable LocalDate over(LocalDate today) {
        LocalDate end = stopped == null ? until : stopped;
        return end != null && (end.isBefore(today) || stopped != null) ? end : null;
    }

    private static @Nullable LocalDate first(JsonObject resource) {
        return Stream.of(
                        Parts.text(valid(resource), "start"),
                        Parts.text(resource.object("effectivePeriod"), "start"),
                        Parts.text(resource, "effectiveDateTime"),
                        Parts.text(resource, "authoredOn"),
                        Parts.text(resource, "dateAsserted"))
                .map(Parts::day)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable LocalDate last(JsonObject resource, @Nullable LocalDate from, @Nullable Sig sig) {
        LocalDate told = Stream.of(
                        Parts.text(valid(resource), "end"), Parts.text(resource.object("effectivePeriod"), "end"))
                .map(Parts::day)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (told != null || from == null || sig == null || !sig.structured()) {
            return told;
        }
        long days = 0;
        for (Step step : sig.steps()) {
            Span span = step.duration();
            if (span == null && !step.timing().once()) {
                return null;
            }
            days += span == null ? 1 : days(span);
        }
        return from.plusDays(Math.max(0, days - 1));
    }

    private static @Nullable JsonObject valid(JsonObject resource) {
        JsonObject dispense = resource.object("dispenseRequest");
        return dispense == null ? null : dispense.object("validityPeriod");
    }

    private static long days(Span span) {
        return span.unit()
                .days()
                .multiply(BigDecimal.valueOf(span.amount()))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /**
     * When something ended of which nobody says when: at its last change here; of what was over when it came here, no more
     * is known than when it began.
     */
    private static @Nullable LocalDate ended(JsonObject resource, @Nullable LocalDate from) {
        JsonObject meta = resource.object("meta");
        boolean changedHere = !Parts.text(meta, "versionId").equals("1");
        LocalDate updated = Parts.day(Parts.text(meta, "lastUpdated"));
        return changedHere || from == null ? updated : from;
    }
}

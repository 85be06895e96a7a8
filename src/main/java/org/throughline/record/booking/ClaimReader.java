package org.throughline.record.booking;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.fhir.time.TimeRange;
import org.throughline.kernel.Address;
import org.throughline.record.booking.Claims.Bookable;
import org.throughline.record.booking.Claims.Booked;

/**
 * Reads what a resource takes of people's time: an Appointment that is agreed on, of each Practitioner and
 * PractitionerRole who has not declined, from its start to its end. Pure.
 */
public record ClaimReader(References references) {
    /** Of an Appointment that may lie over others, a {@code valueBoolean}. */
    public static final String OVERBOOKED = "urn:throughline:overbooked";

    /** Of a Schedule, how many appointments there may be at once, a {@code valuePositiveInt}; 1 without it. */
    public static final String AT_ONCE = "urn:throughline:at-once";

    /** Of a Patient who wants no reminders, a {@code valueBoolean}. */
    public static final String NO_REMINDERS = "urn:throughline:no-reminders";

    /** More at once is nobody's practice but a mistake. */
    public static final int MOST_AT_ONCE = 20;

    private static final Set<String> AGREED = Set.of("pending", "booked", "arrived", "checked-in", "fulfilled");
    private static final Set<String> ACTORS = Set.of("Practitioner", "PractitionerRole");

    /** Whether resources of this type may have such rows. */
    public static boolean hasRows(String type) {
        return type.equals("Appointment") || type.equals("Schedule");
    }

    /** The rows of a resource. */
    public Claims of(JsonObject resource) {
        return switch (String.valueOf(resource.text("resourceType"))) {
            case "Appointment" -> new Claims(booked(resource), List.of());
            case "Schedule" -> new Claims(List.of(), bookable(resource));
            default -> Claims.NONE;
        };
    }

    private List<Booked> booked(JsonObject appointment) {
        TimeRange start = range(appointment.text("start"));
        TimeRange end = range(appointment.text("end"));
        if (!AGREED.contains(String.valueOf(appointment.text("status")))
                || start == null
                || end == null
                || start.low() >= end.low()) {
            return List.of();
        }
        boolean beside = extensions(appointment, OVERBOOKED)
                .anyMatch(extension -> extension.get("valueBoolean") == JsonBoolean.TRUE);
        return appointment.objects("participant").stream()
                .filter(participant -> !"declined".equals(participant.text("status")))
                .map(participant -> address(participant.object("actor")))
                .filter(Objects::nonNull)
                .distinct()
                .map(actor -> new Booked(actor, start.low(), end.low(), beside))
                .toList();
    }

    private List<Bookable> bookable(JsonObject schedule) {
        if (schedule.get("active") == JsonBoolean.FALSE) {
            return List.of();
        }
        int most = extensions(schedule, AT_ONCE)
                .map(extension -> extension.get("valuePositiveInt"))
                .flatMap(value -> value instanceof JsonNumber number ? Stream.of(number.toString()) : Stream.empty())
                .filter(digits -> digits.matches("[1-9][0-9]?"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(1);
        return schedule.objects("actor").stream()
                .map(this::address)
                .filter(Objects::nonNull)
                .distinct()
                .map(actor -> new Bookable(actor, Math.min(most, MOST_AT_ONCE)))
                .toList();
    }

    private @Nullable Long address(@Nullable JsonObject reference) {
        String text = reference == null ? null : reference.text("reference");
        References.Local local = text == null ? null : references.local(text);
        return local != null && ACTORS.contains(local.type()) ? Address.of(local.type(), local.id()) : null;
    }

    private static Stream<JsonObject> extensions(JsonObject resource, String url) {
        return resource.objects("extension").stream().filter(extension -> url.equals(extension.text("url")));
    }

    private static @Nullable TimeRange range(@Nullable String text) {
        return text == null ? null : TimeRange.parse(text);
    }
}

package org.throughline.events.reminder;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.events.message.Channel;
import org.throughline.events.message.Gateway;
import org.throughline.events.message.Message;
import org.throughline.events.reminder.ReminderRow.State;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.booking.ClaimReader;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Reminds patients of their appointments. What is to be sent is looked for ({@link #look}) and noted once; it is looked at
 * again when it leaves ({@link #step}), so that nobody is reminded of what has been called off, moved or opted out of
 * meanwhile, and nobody who has died.
 */
public final class Reminders {
    private static final int PAGE = 500;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3));
    private static final String ZONE = "http://hl7.org/fhir/StructureDefinition/timezone";

    private final ReminderRows rows;
    private final Records records;
    private final Searches searches;
    private final AuditTrail audit;
    private final Caller caller;
    private final List<Gateway> gateways;
    private final Supplier<Practice> practice;
    private final Predicate<String> toldDead;
    private final InstantSource clock;

    /**
     * Over what is to be reminded of.
     *
     * @param caller who reads appointments and patients
     * @param gateways one for each channel at most
     * @param practice as it is now
     * @param toldDead whether another organization says of a patient, by the Patient's id, that they have died
     */
    public Reminders(
            ReminderRows rows,
            Records records,
            Searches searches,
            AuditTrail audit,
            Caller caller,
            List<Gateway> gateways,
            Supplier<Practice> practice,
            Predicate<String> toldDead,
            InstantSource clock) {
        this.rows = rows;
        this.records = records;
        this.searches = searches;
        this.audit = audit;
        this.caller = caller;
        this.gateways = List.copyOf(gateways);
        this.practice = practice;
        this.toldDead = toldDead;
        this.clock = clock;
    }

    /**
     * Whose appointments they are.
     *
     * @param hours how long before somebody is reminded; 0 for never
     * @param contact how to say that one cannot come; empty when that is not told
     */
    public record Practice(String name, String contact, ZoneId zone, int hours) {}

    /** Looks for appointments whose time to be reminded of comes, and notes them. */
    public void look() {
        Practice now = practice.get();
        if (now.hours() <= 0 || gateways.isEmpty()) {
            return;
        }
        Instant from = clock.instant();
        Instant to = from.plus(Duration.ofHours(now.hours() + 14L));
        Target target = new Target.OfType("Appointment");
        SearchPage page = searches.run(
                caller,
                new SearchRequest(
                        target,
                        List.of(
                                new Argument("status", "booked"),
                                new Argument("date", "gt" + from),
                                new Argument("date", "lt" + to),
                                new Argument("_include", "Appointment:patient"),
                                new Argument("_include", "Appointment:location"),
                                new Argument("_count", Integer.toString(PAGE))),
                        true));
        note(page, now);
        while (page.next() != null) {
            page = searches.next(caller, target, Objects.requireNonNull(page.next()));
            note(page, now);
        }
        rows.sweep(from);
    }

    private void note(SearchPage page, Practice now) {
        Map<String, JsonObject> beside = new HashMap<>();
        page.includes().forEach(stored -> beside.put(stored.type() + "/" + stored.id(), open(stored)));
        for (Stored stored : page.matches()) {
            JsonObject appointment = open(stored);
            JsonObject patient = beside.get(actor(appointment, "Patient/"));
            Instant starts = instant(appointment.text("start"));
            if (patient == null || starts == null || !wants(patient)) {
                continue;
            }
            Instant due = SendTime.of(starts, now.hours(), zone(beside.get(actor(appointment, "Location/")), now));
            Instant made = instant(appointment.text("created"));
            if (made != null && made.isAfter(due)) {
                continue; // whoever has just booked it knows
            }
            address(patient)
                    .ifPresent(address ->
                            rows.note(stored.id(), String.valueOf(patient.text("id")), starts, address.channel(), due));
        }
    }

    /**
     * Sends one whose time has come.
     *
     * @return whether there was one
     */
    public boolean step() {
        Instant now = clock.instant();
        Optional<ReminderRow> taken = gateways.isEmpty() ? Optional.empty() : rows.take(now);
        taken.ifPresent(row -> send(row, now));
        return taken.isPresent();
    }

    private void send(ReminderRow row, Instant now) {
        JsonObject appointment = read("Appointment", row.appointment());
        JsonObject patient = read("Patient", row.patient());
        Instant starts = appointment == null ? null : instant(appointment.text("start"));
        Optional<Addressed> to = patient == null || !wants(patient) || toldDead.test(row.patient())
                ? Optional.empty()
                : address(patient).filter(address -> address.channel() == row.channel());
        if (appointment == null
                || !"booked".equals(appointment.text("status"))
                || !row.starts().equals(starts)
                || to.isEmpty()) {
            rows.end(row.number(), State.NEEDLESS, "The appointment has changed, or no reminder is wanted.", now);
        } else if (!now.isBefore(row.starts())) {
            rows.end(row.number(), State.GIVEN_UP, row.why().isEmpty() ? "It is too late." : row.why(), now);
        } else {
            become(row, gateway(row.channel()).send(message(row, appointment, to.get())), now);
        }
    }

    private void become(ReminderRow row, Gateway.Result result, Instant now) {
        switch (result) {
            case Gateway.Sent ignored -> {
                rows.end(row.number(), State.SENT, "", now);
                noted(row, 200);
            }
            case Gateway.Never(String why) -> rows.end(row.number(), State.GIVEN_UP, why, now);
            case Gateway.Unknown(String why) -> {
                rows.end(row.number(), State.GIVEN_UP, why, now);
                noted(row, 200);
            }
            case Gateway.Later(String why) -> {
                if (row.attempts() > PAUSES.size()) {
                    rows.end(row.number(), State.GIVEN_UP, why, now);
                } else {
                    rows.later(row.number(), why, now.plus(PAUSES.get(row.attempts() - 1)));
                }
            }
        }
    }

    /** What left the practice about somebody stands in the trail. */
    private void noted(ReminderRow row, int status) {
        String target = "Appointment/" + row.appointment() + "/reminder";
        Set<Long> patients = Set.of(Address.of("Patient", row.patient()));
        audit.record(Access.of(clock.instant(), caller, Action.OPERATION, 0, target, status, patients));
    }

    private Gateway gateway(Channel channel) {
        return gateways.stream()
                .filter(each -> each.channel() == channel)
                .findFirst()
                .orElseThrow();
    }

    private Message message(ReminderRow row, JsonObject appointment, Addressed to) {
        Practice now = practice.get();
        String reference = actor(appointment, "Location/");
        JsonObject location = reference.isEmpty() ? null : read("Location", reference.substring("Location/".length()));
        ZoneId zone = zone(location, now);
        String place = location == null ? "" : String.valueOf(location.text("name"));
        if (row.channel() == Channel.TEXT) {
            return new Message(to.address(), "", Words.text(now.name(), row.starts(), zone, now.contact()), "");
        }
        Instant end = Objects.requireNonNullElse(instant(appointment.text("end")), row.starts());
        return new Message(
                to.address(),
                Words.subject(now.name()),
                Words.mail(now.name(), place, row.starts(), zone, now.contact()),
                Words.calendar(row.appointment(), now.name(), place, row.starts(), end, clock.instant()));
    }

    /** Whether somebody is to be reminded: who lives and has not said no. */
    private static boolean wants(JsonObject patient) {
        boolean died = patient.has("deceasedDateTime") || patient.get("deceasedBoolean") == JsonBoolean.TRUE;
        boolean saidNo = patient.objects("extension").stream()
                .anyMatch(extension -> ClaimReader.NO_REMINDERS.equals(extension.text("url"))
                        && extension.get("valueBoolean") == JsonBoolean.TRUE);
        return !died && !saidNo && patient.get("active") != JsonBoolean.FALSE;
    }

    private record Addressed(Channel channel, String address) {}

    /** By mail when there is an address and a server, else by a text to a mobile phone. */
    private Optional<Addressed> address(JsonObject patient) {
        return Stream.of(Channel.MAIL, Channel.TEXT)
                .filter(channel -> gateways.stream().anyMatch(each -> each.channel() == channel))
                .flatMap(channel -> address(patient, channel).stream())
                .findFirst();
    }

    private static Optional<Addressed> address(JsonObject patient, Channel channel) {
        return patient.objects("telecom").stream()
                .filter(telecom -> !"old".equals(telecom.text("use")))
                .filter(telecom -> channel == Channel.MAIL
                        ? "email".equals(telecom.text("system"))
                        : "sms".equals(telecom.text("system"))
                                || ("phone".equals(telecom.text("system")) && "mobile".equals(telecom.text("use"))))
                .flatMap(telecom -> Optional.ofNullable(telecom.text("value")).stream())
                .filter(value -> !value.isBlank())
                .map(value -> new Addressed(channel, value.strip()))
                .findFirst();
    }

    private static ZoneId zone(@Nullable JsonObject location, Practice now) {
        try {
            return location == null
                    ? now.zone()
                    : location.objects("extension").stream()
                            .filter(extension -> ZONE.equals(extension.text("url")))
                            .flatMap(extension -> Optional.ofNullable(extension.text("valueCode")).stream())
                            .map(ZoneId::of)
                            .findFirst()
                            .orElse(now.zone());
        } catch (DateTimeException e) {
            return now.zone();
        }
    }

    /** The reference of the first participant of a type; empty when there is none. */
    private static String actor(JsonObject appointment, String type) {
        return appointment.objects("participant").stream()
                .flatMap(participant -> Optional.ofNullable(participant.object("actor")).stream())
                .flatMap(actor -> Optional.ofNullable(actor.text("reference")).stream())
                .filter(reference -> reference.startsWith(type))
                .findFirst()
                .orElse("");
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.length() <= 10
                    ? null
                    : OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable JsonObject read(String type, String id) {
        try {
            return open(records.read(caller, type, id));
        } catch (Failed e) {
            return null;
        }
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}

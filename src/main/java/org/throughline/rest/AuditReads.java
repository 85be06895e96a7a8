package org.throughline.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Interaction;
import org.throughline.access.Reach;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditEvents;
import org.throughline.audit.AuditQuery;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.fhir.time.TimeRange;
import org.throughline.http.Parameter;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.trail.TrailSight;
import org.throughline.record.Records;

/**
 * The audit trail as AuditEvents, to be read and searched by {@code _id}, {@code date}, {@code patient} and {@code agent},
 * newest first. Nothing else can be done with them.
 *
 * @see <a href="https://hl7.org/fhir/R4/auditevent.html">AuditEvent</a>
 */
final class AuditReads {
    static final String TYPE = "AuditEvent";

    /** The names of the search parameters that are understood. */
    static final Set<String> PARAMETERS = Set.of("_id", "date", "patient", "agent-name", "altid");

    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 1000;

    private final Parts parts;
    private final AuditEvents events;
    private final TrailSight sight;

    AuditReads(Parts parts, AuditEvents events) {
        this.parts = parts;
        this.events = events;
        this.sight = new TrailSight(parts.records());
    }

    /** Answers what may be done with AuditEvents and refuses the rest. */
    Reply reply(Call call) {
        boolean get = call.method().equals("GET");
        return switch (call.place()) {
            case Place.Instance place when get -> read(call, place);
            case Place.OfType ignored when get -> search(call);
            case Place.TypeSearch ignored when call.method().equals("POST") -> search(call);
            default -> throw readOnly();
        };
    }

    static Failed readOnly() {
        return new Failed(new Failure.MethodNotAllowed("AuditEvents can be read and searched, nothing else."));
    }

    private Reply read(Call call, Place.Instance place) {
        Records.require(call.caller(), Interaction.READ, TYPE);
        List<AuditEntry> found = one(call, place.id());
        if (found.isEmpty()) {
            throw new Failed(new Failure.NotFound("There is no AuditEvent/" + place.id() + "."));
        }
        return reply(call, JsonWriter.bytes(found.getFirst().json()), found);
    }

    private List<AuditEntry> one(Call call, String id) {
        long number = number(id);
        return number < 0
                ? List.of()
                : sight.seen(call.caller(), events.read(number).stream().toList());
    }

    /** An id as a number; -1 when it is none. */
    private static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }

    private Reply search(Call call) {
        Records.require(call.caller(), Interaction.SEARCH, TYPE);
        int count = Math.min(Inputs.number("_count", call.parameter("_count").orElse(null), PAGE), LARGEST_PAGE);
        List<AuditEntry> found = new ArrayList<>(
                call.parameter("_id").isPresent()
                        ? one(call, call.parameter("_id").get())
                        : count == 0 ? List.of() : sight.find(events, call.caller(), query(call, count + 1)));
        String self = parts.settings().base() + "/" + TYPE;
        String criteria = call.criteria();
        List<BundleWriter.Link> links = new ArrayList<>();
        links.add(new BundleWriter.Link("self", criteria.isEmpty() ? self : self + "?" + criteria));
        if (found.size() > count) {
            found.removeLast();
            links.add(new BundleWriter.Link("next", self + "?" + next(call, found.getLast())));
        }
        BundleWriter bundle = new BundleWriter("searchset", null, links);
        for (AuditEntry entry : found) {
            bundle.match(parts.url(TYPE, Long.toString(entry.number())), JsonWriter.bytes(entry.json()));
        }
        return reply(call, bundle.finish(), found);
    }

    /** The place in the trail is no secret: the rights of the caller are asked for anew on each page. */
    private static String next(Call call, AuditEntry last) {
        List<Parameter> parameters = new ArrayList<>(call.parameters());
        parameters.removeIf(parameter -> parameter.name().equals("_before"));
        parameters.add(new Parameter("_before", Long.toString(last.number())));
        return Call.criteria(parameters);
    }

    private AuditQuery query(Call call, int count) {
        Instant from = null;
        Instant until = null;
        Long patient = null;
        String agent = null;
        long before = Long.MAX_VALUE;
        for (Parameter parameter : call.parameters()) {
            switch (parameter.name()) {
                case "date" -> {
                    Bounds bounds = Bounds.of(parameter.value());
                    from = bounds.from() == null ? from : bounds.from();
                    until = bounds.until() == null ? until : bounds.until();
                }
                case "patient" -> patient = Address.of("Patient", patientId(parameter.value()));
                case "agent-name", "altid" -> agent = parameter.value();
                case "_before" -> before = Math.max(0, number(parameter.value()));
                case "_count", "_format", "_pretty", "_sort" -> {}
                default -> {
                    if (call.prefer().strict()) {
                        throw new Failed(new Failure.Malformed(
                                "not-supported",
                                "?" + parameter.name(),
                                "AuditEvents are searched by _id, date, patient, agent-name and altid."));
                    }
                }
            }
        }
        Long within = within(call, patient);
        return new AuditQuery(from, until, within, agent, count, before)
                .with(within == null ? Set.of() : parts.records().former(within));
    }

    /** Whose entries are asked for: of whoever sees those of one patient only, that patient's. */
    private static @Nullable Long within(Call call, @Nullable Long asked) {
        if (!(TrailSight.reach(call.caller()) instanceof Reach.Of(Set<Long> patients))) {
            return asked;
        }
        if (asked == null && patients.size() == 1) {
            return patients.iterator().next();
        }
        if (asked == null || !patients.contains(asked)) {
            throw new Failed(
                    new Failure.Forbidden("You see the entries about some patients only: name one with ?patient=."));
        }
        return asked;
    }

    private static String patientId(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** A date of a search with its prefix: the times between which it lets entries be. */
    private record Bounds(@Nullable Instant from, @Nullable Instant until) {
        static Bounds of(String text) {
            String prefix = text.matches("[a-z]{2}.*") ? text.substring(0, 2) : "eq";
            TimeRange range = TimeRange.parse(text.matches("[a-z]{2}.*") ? text.substring(2) : text);
            if (range == null) {
                throw malformed();
            }
            Instant low = Instant.EPOCH.plus(range.low(), ChronoUnit.MICROS);
            Instant high = Instant.EPOCH.plus(range.high(), ChronoUnit.MICROS);
            return switch (prefix) {
                case "eq" -> new Bounds(low, high);
                case "ge" -> new Bounds(low, null);
                case "gt", "sa" -> new Bounds(high, null);
                case "le" -> new Bounds(null, high);
                case "lt", "eb" -> new Bounds(null, low);
                default -> throw malformed();
            };
        }

        private static Failed malformed() {
            return new Failed(new Failure.Malformed(
                    "value", "?date", "date must be a date with eq, ge, gt, sa, le, lt, eb or no prefix."));
        }
    }

    private Reply reply(Call call, byte[] json, List<AuditEntry> entries) {
        Set<Long> patients =
                entries.stream().flatMap(entry -> entry.patients().stream()).collect(Collectors.toSet());
        Action action = call.place() instanceof Place.Instance ? Action.READ : Action.SEARCH;
        return Reply.of(
                parts.rendering().content(200, json, call.format()),
                action,
                parts.types().number(TYPE),
                patients);
    }
}

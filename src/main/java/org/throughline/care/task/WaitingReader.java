package org.throughline.care.task;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.plan.PlanRequest;
import org.throughline.care.prescription.Exchange;
import org.throughline.care.referral.ReferralTask;
import org.throughline.care.task.Waiting.Kind;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.fhir.json.JsonObject;

/**
 * Reads from a resource whether it waits for somebody, and for whom. Pure.
 *
 * @param clock in the practice's time zone, in which days begin
 */
record WaitingReader(Clock clock) {
    /** Statuses of a Task that is over. */
    private static final Set<String> OVER = Set.of("completed", "cancelled", "failed", "rejected", "entered-in-error");

    private static final Set<String> NOT_SIGNED = Set.of("draft", "on-hold");

    /** What the resource says that waits; empty when nothing does. */
    Optional<Waiting> read(JsonObject resource) {
        String status = text(resource, "status");
        return switch (text(resource, "resourceType")) {
            case "Task" ->
                OVER.contains(status)
                                || Exchange.of(resource).isPresent()
                                || isOurReferral(resource)
                                || PlanRequest.isOne(resource)
                        ? Optional.empty()
                        : Optional.of(task(resource));
            case "Communication" ->
                Set.of("in-progress", "on-hold").contains(status) ? Optional.of(message(resource)) : Optional.empty();
            case "ServiceRequest" -> {
                boolean draft = NOT_SIGNED.contains(status);
                Kind out = Codes.has(resource.objects("category"), Codes.REFERRAL) ? Kind.REFERRAL : Kind.ORDER;
                boolean ours = !"filler-order".equals(resource.text("intent"));
                yield ours && (draft || status.equals("active"))
                        ? Optional.of(order(resource, draft ? Kind.DRAFT : out))
                        : Optional.empty();
            }
            case "MedicationRequest" ->
                NOT_SIGNED.contains(status) ? Optional.of(order(resource, Kind.DRAFT)) : Optional.empty();
            case "DiagnosticReport" ->
                Codes.isToAcknowledge(resource) ? Optional.of(result(resource)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Of a referral to others the order tells that it is out. */
    private static boolean isOurReferral(JsonObject task) {
        return ReferralTask.isOne(task) && !ReferralTask.isIncoming(task);
    }

    private Waiting task(JsonObject task) {
        List<Addressee> addressees = new ArrayList<>();
        persons(task.object("owner")).forEach(addressees::add);
        Codes.roles(task.objects("performerType")).forEach(addressees::add);
        boolean request = Codes.isForPrivacy(task.object("code"));
        if (request) {
            addressees.add(new Addressee.Role(Codes.PRIVACY));
        }
        persons(task.object("requester")).forEach(addressees::add);
        JsonObject code = task.object("code");
        String description = text(task, "description");
        String named = code == null ? "" : Codes.words(code);
        String what = (description.isEmpty() ? (named.isEmpty() ? "Task" : named) : description)
                + (ReferralTask.isOne(task) && patient(task.object("for")).isEmpty()
                        ? ": " + display(task.object("for"))
                        : "");
        return waiting(
                task,
                request ? Kind.REQUEST : ReferralTask.isOne(task) ? Kind.REFERRED : kind(task.object("code")),
                patient(task.object("for")),
                what,
                TaskResource.lastNote(task),
                display(task.object("requester")),
                addressees,
                moment(task, "authoredOn"),
                TaskResource.due(task, clock.getZone()));
    }

    private static Kind kind(@Nullable JsonObject code) {
        return Codes.isCosigning(code) ? Kind.NOTE : Codes.isCountersigning(code) ? Kind.DRAFT : Kind.TASK;
    }

    private Waiting message(JsonObject message) {
        List<Addressee> addressees = new ArrayList<>();
        message.objects("recipient").forEach(each -> {
            persons(each).forEach(addressees::add);
            Codes.role(each).ifPresent(addressees::add);
        });
        boolean request = message.objects("category").stream().anyMatch(Codes::isForPrivacy);
        if (request) {
            addressees.add(new Addressee.Role(Codes.PRIVACY));
        }
        JsonObject sender = message.object("sender");
        persons(sender).forEach(addressees::add);
        if (sender != null && text(sender, "reference").startsWith("Organization/")) {
            addressees.add(new Addressee.Elsewhere(text(sender, "reference")));
        }
        return waiting(
                message,
                request ? Kind.REQUEST : Kind.MESSAGE,
                patient(message.object("subject")),
                MessageResource.topic(message),
                MessageResource.text(message),
                display(message.object("sender")),
                addressees,
                moment(message, "sent"),
                null);
    }

    private Waiting order(JsonObject order, Kind kind) {
        List<Addressee> addressees = new ArrayList<>();
        persons(order.object("requester")).forEach(addressees::add);
        order.objects("performer").forEach(each -> persons(each).forEach(addressees::add));
        persons(order.object("performer")).forEach(addressees::add);
        JsonObject code =
                order.object("code") == null ? order.object("medicationCodeableConcept") : order.object("code");
        return waiting(
                order,
                kind,
                patient(order.object("subject")),
                code == null ? "Order" : Codes.words(code),
                "",
                display(order.object("requester")),
                addressees,
                moment(order, "authoredOn"),
                day(text(order, "occurrenceDateTime")));
    }

    private Waiting result(JsonObject report) {
        List<Addressee> addressees = new ArrayList<>();
        report.objects("resultsInterpreter").forEach(each -> persons(each).forEach(addressees::add));
        addressees.add(new Addressee.Role(Codes.READS_RESULTS));
        report.objects("performer").forEach(each -> persons(each).forEach(addressees::add));
        JsonObject code = report.object("code");
        return waiting(
                report,
                Kind.RESULT,
                patient(report.object("subject")),
                changed(report) + (code == null ? "Result" : Codes.words(code)),
                text(report, "conclusion"),
                report.objects("performer").stream()
                        .map(WaitingReader::display)
                        .findFirst()
                        .orElse(""),
                addressees,
                moment(report, "issued"),
                null);
    }

    private static String changed(JsonObject report) {
        return switch (text(report, "status")) {
            case "corrected", "amended", "appended" -> "Corrected: ";
            case "entered-in-error", "cancelled" -> "Withdrawn: ";
            case "preliminary", "partial" -> "Preliminary: ";
            default -> "";
        };
    }

    private static Waiting waiting(
            JsonObject resource,
            Kind kind,
            String patient,
            String what,
            String more,
            String from,
            List<Addressee> addressees,
            Instant since,
            @Nullable LocalDate due) {
        JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
        String version = text(meta, "versionId");
        return new Waiting(
                text(resource, "resourceType"),
                text(resource, "id"),
                version.isEmpty() ? 1 : Integer.parseInt(version),
                kind,
                patient,
                what,
                more,
                from,
                addressees,
                since,
                due,
                kind == Kind.RESULT
                        ? ToAcknowledge.urgency(resource).priority()
                        : Priority.of(resource.text("priority")),
                TaskResource.isEscalated(resource),
                text(Objects.requireNonNullElse(resource.object("focus"), JsonObject.EMPTY), "reference"));
    }

    private static Stream<Addressee.Person> persons(@Nullable JsonObject reference) {
        String to = reference == null ? "" : text(reference, "reference");
        return to.startsWith("Practitioner/") || to.startsWith("PractitionerRole/")
                ? Stream.of(new Addressee.Person(to))
                : Stream.of();
    }

    private static String patient(@Nullable JsonObject reference) {
        String to = reference == null ? "" : text(reference, "reference");
        return to.startsWith("Patient/") ? to.substring("Patient/".length()) : "";
    }

    private static String display(@Nullable JsonObject reference) {
        return reference == null ? "" : text(reference, "display");
    }

    /** When it says; else when it was last changed. */
    private static Instant moment(JsonObject resource, String element) {
        JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
        return Stream.of(text(resource, element), text(meta, "lastUpdated"))
                .flatMap(each -> moment(each).stream())
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    /** A time, or the beginning of a day in UTC; empty for less than a day. */
    static Optional<Instant> moment(String fhir) {
        try {
            return switch (fhir.length()) {
                case 0, 4, 7 -> Optional.empty();
                case 10 ->
                    Optional.of(
                            LocalDate.parse(fhir).atStartOfDay(ZoneOffset.UTC).toInstant());
                default -> Optional.of(OffsetDateTime.parse(fhir).toInstant());
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private @Nullable LocalDate day(String date) {
        return TaskResource.day(date, clock.getZone());
    }

    static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}

package org.throughline.care.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/** Reads resources of any type that a chart lists into lines. Pure. */
final class ItemReader {
    private static final int LONGEST = 160;

    /** What a resource's status is when nothing needs to be said of it. */
    private static final List<String> USUAL =
            List.of("active", "completed", "final", "finished", "current", "available");

    private ItemReader() {}

    /** What one sees of a resource: its title, more about it, and its date. */
    private record Said(String title, String detail, String date) {}

    /**
     * The line of a resource; empty for what was entered in error.
     *
     * @param referred resources that it may refer to, by their references
     */
    static Optional<Item> read(JsonObject resource, Map<String, JsonObject> referred) {
        if (ChartBuilder.enteredInError(resource)) {
            return Optional.empty();
        }
        String type = Concepts.or(resource.text("resourceType"), "");
        Said said = type.equals("MedicationRequest") ? medication(resource, referred) : said(type, resource);
        return Optional.of(new Item(
                type,
                Concepts.or(resource.text("id"), ""),
                said.title().isEmpty() ? unnamed(type) : said.title(),
                cut(said.detail()),
                said.date(),
                status(resource),
                Remarks.of(resource),
                type.equals("Observation") ? MeasureReader.of(resource) : List.of()));
    }

    private static Said said(String type, JsonObject resource) {
        return switch (type) {
            case "AllergyIntolerance" -> new Said(code(resource), reactions(resource), text(resource, "recordedDate"));
            case "CarePlan" -> new Said(planTitle(resource), activities(resource), start(resource, "period"));
            case "CareTeam" -> new Said(text(resource, "name"), members(resource), start(resource, "period"));
            case "Condition" ->
                new Said(
                        code(resource),
                        Concepts.words(resource.object("clinicalStatus")),
                        text(resource, "onsetDateTime", "recordedDate"));
            case "Consent" ->
                new Said(
                        first(resource, "category"),
                        Concepts.words(resource.object("scope")),
                        text(resource, "dateTime"));
            case "Device" -> new Said(deviceName(resource), udi(resource), text(resource, "manufactureDate"));
            case "DiagnosticReport" ->
                new Said(
                        code(resource),
                        joined(text(resource, "conclusion"), first(resource, "conclusionCode")),
                        effective(resource));
            case "DocumentReference" ->
                new Said(
                        documentTitle(resource),
                        joined(
                                text(resource, "description"),
                                Concepts.display(Concepts.first(resource.objects("author")))),
                        text(resource, "date"));
            case "Encounter" -> visit(resource);
            case "FamilyMemberHistory" ->
                new Said(
                        joined(Concepts.words(resource.object("relationship")), text(resource, "name")),
                        conditions(resource),
                        text(resource, "date"));
            case "Flag" -> new Said(code(resource), first(resource, "category"), start(resource, "period"));
            case "Goal" ->
                new Said(
                        Concepts.words(resource.object("description")),
                        joined(Concepts.words(resource.object("achievementStatus")), due(resource)),
                        text(resource, "startDate"));
            case "ImagingStudy" -> new Said(studyTitle(resource), series(resource), text(resource, "started"));
            case "Immunization" ->
                new Said(
                        Concepts.words(resource.object("vaccineCode")),
                        text(resource, "lotNumber").isEmpty() ? "" : "lot " + text(resource, "lotNumber"),
                        text(resource, "occurrenceDateTime", "occurrenceString"));
            case "Observation" -> new Said(code(resource), value(resource), effective(resource));
            case "Procedure" ->
                new Said(
                        code(resource),
                        joined(first(resource, "reasonCode"), performer(resource)),
                        performed(resource));
            case "ServiceRequest" ->
                new Said(
                        code(resource),
                        joined(first(resource, "reasonCode"), Concepts.display(resource.object("requester"))),
                        text(resource, "authoredOn"));
            default -> new Said(code(resource), "", text(resource, "date"));
        };
    }

    private static Said visit(JsonObject resource) {
        Visit visit = ChartBuilder.visits(List.of(resource)).getFirst();
        return new Said(visit.kind(), joined(visit.reason(), visit.clinician(), visit.place()), visit.date());
    }

    private static Said medication(JsonObject resource, Map<String, JsonObject> referred) {
        Medication medication = ChartBuilder.medication(resource, referred, null);
        return new Said(medication.name(), medication.sig(), medication.since());
    }

    private static String code(JsonObject resource) {
        return Concepts.words(resource.object("code"));
    }

    private static String text(JsonObject resource, String... members) {
        return Concepts.firstText(resource, members);
    }

    private static String start(JsonObject resource, String period) {
        JsonObject object = resource.object(period);
        return object == null ? "" : Concepts.firstText(object, "start", "end");
    }

    static String effective(JsonObject resource) {
        String date = text(resource, "effectiveDateTime", "effectiveInstant");
        String started = date.isEmpty() ? start(resource, "effectivePeriod") : date;
        return started.isEmpty() ? text(resource, "issued") : started;
    }

    private static String performed(JsonObject resource) {
        String date = text(resource, "performedDateTime", "performedString");
        return date.isEmpty() ? start(resource, "performedPeriod") : date;
    }

    private static String performer(JsonObject resource) {
        JsonObject performer = Concepts.first(resource.objects("performer"));
        return performer == null ? "" : Concepts.display(performer.object("actor"));
    }

    private static String first(JsonObject resource, String concepts) {
        return Concepts.words(Concepts.first(resource.objects(concepts)));
    }

    private static String reactions(JsonObject allergy) {
        return allergy.objects("reaction").stream()
                .flatMap(reaction -> reaction.objects("manifestation").stream())
                .map(Concepts::words)
                .collect(Collectors.joining(", "));
    }

    private static String planTitle(JsonObject plan) {
        String title = text(plan, "title");
        return title.isEmpty()
                ? plan.objects("category").stream()
                        .map(Concepts::words)
                        .filter(words -> !words.isEmpty() && !words.equals("assess-plan"))
                        .findFirst()
                        .orElse("")
                : title;
    }

    private static String activities(JsonObject plan) {
        Stream<String> planned = plan.objects("activity").stream()
                .map(activity -> activity.object("detail"))
                .flatMap(Stream::ofNullable)
                .map(detail -> joined(Concepts.words(detail.object("code")), text(detail, "description")));
        return Stream.concat(Stream.of(text(plan, "description")), planned)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String members(JsonObject team) {
        return team.objects("participant").stream()
                .map(member -> joined(Concepts.display(member.object("member")), first(member, "role")))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String deviceName(JsonObject device) {
        String type = Concepts.words(device.object("type"));
        JsonObject name = Concepts.first(device.objects("deviceName"));
        return type.isEmpty() && name != null ? text(name, "name") : type;
    }

    /** What identifies a device that is implanted: its carrier as people read it, else its parts. */
    private static String udi(JsonObject device) {
        JsonObject carrier = Concepts.first(device.objects("udiCarrier"));
        String read = carrier == null ? "" : text(carrier, "carrierHRF", "deviceIdentifier");
        String serial = text(device, "serialNumber");
        return joined(
                read.isEmpty() ? "" : "UDI " + read,
                read.isEmpty() && !serial.isEmpty() ? "serial number " + serial : "",
                text(device, "manufacturer"));
    }

    private static String documentTitle(JsonObject document) {
        String type = Concepts.words(document.object("type"));
        JsonObject content = Concepts.first(document.objects("content"));
        JsonObject attachment = content == null ? null : content.object("attachment");
        return type.isEmpty() && attachment != null ? text(attachment, "title") : type;
    }

    private static String conditions(JsonObject history) {
        String conditions = history.objects("condition").stream()
                .map(ItemReader::condition)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        return joined(
                conditions, text(history, "deceasedDate").isEmpty() ? "" : "died " + text(history, "deceasedDate"));
    }

    private static String condition(JsonObject condition) {
        JsonObject onset = condition.object("onsetAge");
        String age = onset == null ? text(condition, "onsetString") : "at " + ResultReader.literal(onset);
        return (code(condition) + " " + age).strip();
    }

    private static String due(JsonObject goal) {
        JsonObject target = Concepts.first(goal.objects("target"));
        String due = target == null ? "" : text(target, "dueDate");
        return due.isEmpty() ? "" : "due " + due;
    }

    private static String studyTitle(JsonObject study) {
        String description = text(study, "description");
        return description.isEmpty() ? first(study, "procedureCode") : description;
    }

    private static String series(JsonObject study) {
        return study.objects("series").stream()
                .map(series -> joined(display(series.object("modality")), display(series.object("bodySite"))))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String display(@Nullable JsonObject coding) {
        return coding == null ? "" : Concepts.firstText(coding, "display", "code");
    }

    private static String value(JsonObject observation) {
        String whole = (ResultReader.value(observation) + " " + ResultReader.unit(observation)).strip();
        return whole.isEmpty()
                ? observation.objects("component").stream()
                        .map(part -> joined(code(part), value(part)))
                        .collect(Collectors.joining(", "))
                : whole;
    }

    private static String status(JsonObject resource) {
        String status = text(resource, "status", "lifecycleStatus");
        return USUAL.contains(status) ? "" : status.replace('-', ' ');
    }

    /** What is said of a resource that says nothing itself. */
    private static String unnamed(String type) {
        return switch (type) {
            case "Encounter" -> "Visit";
            case "CareTeam" -> "Care team";
            case "CarePlan" -> "Care plan";
            case "MedicationRequest" -> "Medication that is not named";
            case "ImagingStudy" -> "Imaging study";
            case "FamilyMemberHistory" -> "Family member";
            default -> "Without a name";
        };
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    private static String cut(String detail) {
        return detail.length() > LONGEST ? detail.substring(0, LONGEST - 1).strip() + "…" : detail;
    }
}

package org.throughline.search.access;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/** Who treats a patient today, read plainly off the resources that say so. */
final class Treatments {
    private static final Set<String> OVER = Set.of("cancelled", "noshow", "entered-in-error", "revoked");

    private final Collection<JsonObject> present;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    Treatments(Collection<JsonObject> present) {
        this.present = present;
    }

    /** Names of those who treat the patient. */
    Stream<String> of(String patient) {
        return present.stream()
                .filter(each -> patient.equals(Judge.patient(each)))
                .filter(each -> !OVER.contains(String.valueOf(each.text("status"))))
                .flatMap(this::treating);
    }

    private Stream<String> treating(JsonObject resource) {
        return switch (Judge.type(resource)) {
            case "Patient" ->
                Stream.concat(
                        resource.objects("generalPractitioner").stream().map(Treatments::text),
                        one(resource, "managingOrganization"));
            case "CareTeam" ->
                "active".equals(resource.text("status")) && isNow(resource.object("period"), 0, 0)
                        ? resource.objects("participant").stream()
                                .filter(each -> isNow(each.object("period"), 0, 0))
                                .flatMap(each -> one(each, "member"))
                        : Stream.of();
            case "Encounter" ->
                isNow(resource.object("period"), 0, 365)
                        ? Stream.concat(
                                resource.objects("participant").stream().flatMap(each -> one(each, "individual")),
                                one(resource, "serviceProvider"))
                        : Stream.of();
            case "EpisodeOfCare" ->
                isNow(resource.object("period"), 0, 365) ? one(resource, "careManager") : Stream.of();
            case "Appointment" ->
                isNow(day(resource.text("start")), day(resource.text("end")), 30, 30)
                        ? resource.objects("participant").stream()
                                .filter(each -> !"declined".equals(each.text("status")))
                                .flatMap(each -> one(each, "actor"))
                                .filter(actor -> !actor.startsWith("Patient/"))
                        : Stream.of();
            case "ServiceRequest" -> {
                LocalDate asked = day(resource.text("authoredOn"));
                yield isNow(asked, asked == null ? null : asked.minusDays(1), 0, 365)
                        ? Stream.concat(
                                one(resource, "requester"),
                                resource.objects("performer").stream().map(Treatments::text))
                        : Stream.of();
            }
            case "Consent" ->
                "active".equals(resource.text("status")) && resource.toString().contains("patient-privacy")
                        ? Stream.ofNullable(resource.object("provision")).flatMap(this::permitted)
                        : Stream.of();
            default -> Stream.of();
        };
    }

    /** The organizations to which a rule, or one inside it, opens the record for treatment. */
    private Stream<String> permitted(JsonObject rule) {
        if (!isNow(rule.object("period"), 0, 0)) {
            return Stream.of();
        }
        boolean forTreatment = rule.objects("purpose").isEmpty()
                || rule.objects("purpose").stream().anyMatch(each -> "TREAT".equals(each.text("code")));
        Stream<String> own = "permit".equals(rule.text("type")) && forTreatment
                ? rule.objects("actor").stream()
                        .flatMap(each -> one(each, "reference"))
                        .filter(each -> each.startsWith("Organization/"))
                : Stream.of();
        return Stream.concat(own, rule.objects("provision").stream().flatMap(this::permitted));
    }

    private boolean isNow(@Nullable JsonObject period, int before, int after) {
        return period == null || isNow(day(period.text("start")), day(period.text("end")), before, after);
    }

    private boolean isNow(@Nullable LocalDate start, @Nullable LocalDate end, int before, int after) {
        return (start == null || !start.minusDays(before).isAfter(today))
                && (end == null || !end.plusDays(after).isBefore(today));
    }

    static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text.substring(0, 10));
    }

    private static Stream<String> one(JsonObject holder, String element) {
        JsonObject reference = holder.object(element);
        return reference == null ? Stream.of() : Stream.of(text(reference));
    }

    private static String text(JsonObject reference) {
        return Objects.requireNonNull(reference.text("reference"));
    }
}

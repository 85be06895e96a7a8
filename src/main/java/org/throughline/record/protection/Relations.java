package org.throughline.record.protection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.fhir.time.TimeRange;
import org.throughline.kernel.Address;
import org.throughline.record.protection.ProtectionRows.Treating;

/**
 * Who treats a patient, as the record itself tells: general practitioner and site, care teams, episodes of care,
 * appointments, encounters and referrals; and to which organizations a patient's consent opens the record for treatment. What has an end goes on for a while after it: results arrive and letters are
 * written when the patient has left.
 */
final class Relations {
    /** The types of resources that tell it. */
    static final Set<String> TYPES =
            Set.of("Patient", "CareTeam", "Consent", "EpisodeOfCare", "Appointment", "Encounter", "ServiceRequest");

    private static final Set<String> OVER = Set.of("cancelled", "noshow", "entered-in-error", "revoked", "declined");
    private static final TimeRange EVER = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final long AFTER_CARE = micros(Duration.ofDays(365));
    private static final long BEFORE_VISIT = micros(Duration.ofDays(30));

    private final References references;

    Relations(References references) {
        this.references = references;
    }

    List<Treating> of(JsonObject resource) {
        String status = resource.text("status");
        if (status != null && OVER.contains(status)) {
            return List.of();
        }
        return switch (String.valueOf(resource.text("resourceType"))) {
            case "Patient" -> ofPatient(resource);
            case "CareTeam" -> ofCareTeam(resource);
            case "EpisodeOfCare" -> ofEpisode(resource);
            case "Appointment" -> ofAppointment(resource);
            case "Encounter" -> ofEncounter(resource);
            case "ServiceRequest" -> ofRequest(resource);
            case "Consent" -> ofConsent(resource);
            default -> List.of();
        };
    }

    private List<Treating> ofPatient(JsonObject patient) {
        Found found = new Found();
        patient.objects("generalPractitioner").forEach(each -> found.add(each, EVER));
        found.add(patient.object("managingOrganization"), EVER);
        return found.all();
    }

    private List<Treating> ofCareTeam(JsonObject team) {
        if (Set.of("inactive", "proposed").contains(String.valueOf(team.text("status")))) {
            return List.of();
        }
        TimeRange time = period(team);
        Found found = new Found();
        for (JsonObject participant : team.objects("participant")) {
            TimeRange own = within(time, period(participant));
            found.add(participant.object("member"), own);
            found.add(participant.object("onBehalfOf"), own);
        }
        team.objects("managingOrganization").forEach(each -> found.add(each, time));
        return found.all();
    }

    private List<Treating> ofEpisode(JsonObject episode) {
        TimeRange time = longer(period(episode), 0, AFTER_CARE);
        Found found = new Found();
        found.add(episode.object("careManager"), time);
        found.add(episode.object("managingOrganization"), time);
        return found.all();
    }

    private List<Treating> ofAppointment(JsonObject appointment) {
        TimeRange time = longer(
                new TimeRange(low(appointment.text("start")), high(appointment.text("end"))),
                BEFORE_VISIT,
                BEFORE_VISIT);
        Found found = new Found();
        for (JsonObject participant : appointment.objects("participant")) {
            if (!"declined".equals(participant.text("status"))) {
                found.add(participant.object("actor"), time);
            }
        }
        return found.all();
    }

    private List<Treating> ofEncounter(JsonObject encounter) {
        TimeRange time = longer(period(encounter), 0, AFTER_CARE);
        Found found = new Found();
        encounter.objects("participant").forEach(participant -> found.add(participant.object("individual"), time));
        found.add(encounter.object("serviceProvider"), time);
        return found.all();
    }

    private List<Treating> ofRequest(JsonObject request) {
        long asked = low(request.text("authoredOn"));
        TimeRange time = new TimeRange(asked, plus(asked == Long.MIN_VALUE ? Long.MAX_VALUE : asked, AFTER_CARE));
        Found found = new Found();
        found.add(request.object("requester"), time);
        request.objects("performer").forEach(performer -> found.add(performer, time));
        return found.all();
    }

    /** The organizations that a consent in force permits to treat with the record, for as long as it does. */
    private List<Treating> ofConsent(JsonObject consent) {
        Found found = new Found();
        JsonObject root = consent.object("provision");
        if ("active".equals(consent.text("status")) && ConsentReader.isAboutPrivacy(consent) && root != null) {
            addPermitted(found, root, EVER);
        }
        return found.all();
    }

    /** A rule inside a rule holds no longer than that. */
    private static void addPermitted(Found found, JsonObject rule, TimeRange around) {
        TimeRange time = within(around, period(rule));
        if ("permit".equals(rule.text("type")) && isForTreatment(rule) && !ConsentReader.isAboutGetting(rule)) {
            rule.objects("actor").forEach(actor -> found.addOrganization(actor.object("reference"), time));
        }
        rule.objects("provision").forEach(inner -> addPermitted(found, inner, time));
    }

    private static boolean isForTreatment(JsonObject rule) {
        List<JsonObject> purposes = rule.objects("purpose");
        return purposes.isEmpty()
                || purposes.stream().anyMatch(purpose -> Purpose.TREAT.name().equals(purpose.text("code")));
    }

    private static TimeRange period(JsonObject holder) {
        JsonObject period = holder.object("period");
        return period == null ? EVER : new TimeRange(low(period.text("start")), high(period.text("end")));
    }

    private static TimeRange within(TimeRange one, TimeRange other) {
        return new TimeRange(Math.max(one.low(), other.low()), Math.min(one.high(), other.high()));
    }

    private static TimeRange longer(TimeRange time, long before, long after) {
        long low = time.low() == Long.MIN_VALUE ? Long.MIN_VALUE : time.low() - before;
        return new TimeRange(low, plus(time.high(), after));
    }

    private static long plus(long time, long more) {
        return time == Long.MAX_VALUE ? Long.MAX_VALUE : time + more;
    }

    private static long low(@Nullable String text) {
        return bound(text, TimeRange::low, Long.MIN_VALUE);
    }

    private static long high(@Nullable String text) {
        return bound(text, TimeRange::high, Long.MAX_VALUE);
    }

    private static long bound(@Nullable String text, Function<TimeRange, Long> side, long open) {
        TimeRange range = text == null ? null : TimeRange.parse(text);
        return range == null ? open : side.apply(range);
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1000;
    }

    /** Collects who is named. Patients and relatives among them treat nobody. */
    private final class Found {
        private static final Set<String> ACTORS =
                Set.of("Practitioner", "PractitionerRole", "Organization", "CareTeam");

        private final List<Treating> rows = new ArrayList<>();

        void add(@Nullable JsonObject reference, TimeRange time) {
            String text = reference == null ? null : reference.text("reference");
            References.Local local = text == null ? null : references.local(text);
            if (local != null && ACTORS.contains(local.type()) && time.low() < time.high()) {
                rows.add(new Treating(Address.of(local.type(), local.id()), time.low(), time.high()));
            }
        }

        void addOrganization(@Nullable JsonObject reference, TimeRange time) {
            String text = reference == null ? null : reference.text("reference");
            References.Local local = text == null ? null : references.local(text);
            if (local != null && local.type().equals("Organization")) {
                add(reference, time);
            }
        }

        List<Treating> all() {
            return rows.stream().distinct().toList();
        }
    }
}

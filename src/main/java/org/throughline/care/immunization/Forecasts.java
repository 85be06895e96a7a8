package org.throughline.care.immunization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.PersonReader;
import org.throughline.care.check.Kept;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.patient.History;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/**
 * Forecasts that are kept: the product finds out where a patient stands when the chart has changed or a day has come, keeps
 * it as an ImmunizationRecommendation, and says until when it is so. Private items count as in the checks of orders and are
 * never named.
 */
public final class Forecasts {
    private static final Caller PRODUCT = new Caller("immunizations", "Immunizations", Rights.EVERYTHING);
    /** The system of identifiers by which the forecast that is kept of a patient is known. */
    public static final String KEPT = RecommendationResource.KEPT;

    private static final String TYPE = "ImmunizationRecommendation";

    /**
     * What depends on a day that is not looked for (medicines that are over, a delivery) is found out by then; some days
     * sooner for each patient, so that not all come on the same day.
     */
    private static final int LONGEST_DAYS = 30;

    private static final int SPREAD_DAYS = 15;

    private final Knowing knowing;
    private final Schedules schedules;
    private final Records records;
    private final Types types;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone a day is a day */
    public Forecasts(Knowing knowing, Schedules schedules, Records records, Types types, Clock clock) {
        this.knowing = knowing;
        this.schedules = schedules;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /** By which schedule they are made: its digest; empty when none is loaded. */
    public String schedule() {
        return schedules.current().data() instanceof org.throughline.immunization.schedule.Schedule schedule
                ? schedule.digest()
                : "";
    }

    /** The LOINC codes of observations, and our own code of what clinicians say of problems, that a forecast depends on. */
    public List<String> observations() {
        return Stream.concat(
                        Stream.concat(knowing.tests().stream(), knowing.checks().asked().stream())
                                .map(each -> "http://loinc.org|" + each),
                        Stream.of(Unaffected.SYSTEM + "|" + Unaffected.CODE))
                .distinct()
                .toList();
    }

    /**
     * Finds out where a patient stands and keeps it.
     *
     * @param patient the Patient's id
     * @return empty when there is no such patient any more: not there, deceased, not active, merged into another
     */
    public Optional<Outlook> renew(String patient) {
        LocalDate today = LocalDate.now(clock);
        LoadedSchedule schedule = schedules.current();
        JsonObject resource = knowing.checks().lookup().find("Patient", "_id", patient).matches().stream()
                .findFirst()
                .orElse(null);
        if (resource == null || isGone(resource)) {
            keep(patient, null);
            return Optional.empty();
        }
        Knowing.Known known =
                knowing.read(knowing.checks().lookup(), patient, today, Kept.marked(), Kept.marked(), List.of());
        History history = known.told().history();
        LocalDate born = history == null ? null : history.birth();
        LocalDate later = today.plusDays(LONGEST_DAYS - Math.floorMod(patient.hashCode(), SPREAD_DAYS));
        if (!(Immunizations.assessment(schedule, known.told(), today) instanceof Assessment.Forecast forecast)) {
            keep(patient, null);
            return Optional.of(new Outlook(patient, born, List.of(), later));
        }
        keep(patient, RecommendationResource.kept(patient, forecast, source(schedule)));
        boolean asked = !known.screening().answers().isEmpty();
        LocalDate renew = Stream.concat(
                        forecast.groups().stream().map(group -> Outlook.turns(group, today)),
                        Stream.of(
                                schedule.nextAge(Objects.requireNonNull(born), today),
                                asked ? today.plusDays(1) : later))
                .filter(Objects::nonNull)
                .map(LocalDate.class::cast)
                .min(LocalDate::compareTo)
                .filter(day -> day.isBefore(later))
                .orElse(later);
        return Optional.of(new Outlook(
                patient, born, forecast.groups().stream().map(Outlook.Place::of).toList(), renew));
    }

    private static boolean isGone(JsonObject patient) {
        Person person = PersonReader.read(patient);
        return person.deceased() != null || person.replaced() || patient.get("active") == JsonBoolean.FALSE;
    }

    static String source(LoadedSchedule schedule) {
        return "By the CDC's immunization schedule, " + schedule.name();
    }

    /** Keeps it when it says something else than the one before; null for none. */
    private void keep(String patient, @org.jspecify.annotations.Nullable JsonObject made) {
        JsonObject before = knowing
                .checks()
                .lookup()
                .find(TYPE, "patient", "Patient/" + patient, "identifier", RecommendationResource.KEPT + "|" + patient)
                .matches()
                .stream()
                .findFirst()
                .orElse(null);
        if (before == null) {
            if (made != null) {
                write(Action.CREATE, "", new Intent.Create(TYPE, () -> made, null, null));
            }
            return;
        }
        String id = Parts.text(before, "id");
        Precondition version =
                new Precondition.Version(Integer.parseInt(Parts.text(before.object("meta"), "versionId")));
        if (made == null) {
            write(Action.DELETE, "/" + id, new Intent.Delete(new Target.ById(TYPE, id), version));
        } else if (!Objects.equals(before.get("recommendation"), made.get("recommendation"))) {
            write(
                    Action.UPDATE,
                    "/" + id,
                    new Intent.Patch(
                            new Target.ById(TYPE, id),
                            present -> present.with("date", Objects.requireNonNull(made.get("date")))
                                    .with("recommendation", Objects.requireNonNull(made.get("recommendation"))),
                            version));
        }
    }

    private void write(Action action, String of, Intent intent) {
        try {
            records.write(
                    PRODUCT,
                    List.of(intent),
                    (at, written, patients) ->
                            Access.of(at, PRODUCT, action, types.number(TYPE), TYPE + of, 200, patients));
        } catch (Failed e) {
            // Another process has done the same meanwhile.
            if (!(e.failure() instanceof Failure.Conflict || e.failure() instanceof Failure.PreconditionFailed)) {
                throw e;
            }
        }
    }
}

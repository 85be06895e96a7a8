package org.throughline.care.immunization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.check.Kept;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.Retraction;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.immunization.Forecaster;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Sex;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.SupportingData;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.Searches;

/** Reads and records the immunizations of a patient, within the caller's rights. */
public final class Immunizations {
    private static final String IMMUNIZATION = "Immunization";
    private static final String HIDDEN = "Something that is not shown to you";
    private static final String SAME = "urn:uuid:00000000-0000-4000-8000-000000000001";
    private static final int MOST = 1_000;
    private static final int MOST_AT_ONCE = 20;

    private final Records records;
    private final Finder finder;
    private final Knowing knowing;
    private final Schedules schedules;
    private final Visits visits;
    private final Types types;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone a day is a day */
    public Immunizations(
            Records records,
            Searches searches,
            Knowing knowing,
            Schedules schedules,
            Visits visits,
            Types types,
            Clock clock) {
        this.records = records;
        this.finder = new Finder(records, searches);
        this.knowing = knowing;
        this.schedules = schedules;
        this.visits = visits;
        this.types = types;
        this.clock = clock;
    }

    /** Whether somebody may give vaccines. */
    public static boolean mayGive(Caller caller) {
        return caller.may(Interaction.CREATE, IMMUNIZATION) && caller.may(Interaction.CREATE, "QuestionnaireResponse");
    }

    /** All of a patient. */
    public Card card(Caller caller, String patient) {
        LocalDate today = LocalDate.now(clock);
        LoadedSchedule schedule = schedules.current();
        Knowing.Known known = known(caller, patient, List.of());
        Told told = known.told();
        History history = told.history();
        List<Dose> doses = finder
                .find(
                        caller,
                        IMMUNIZATION,
                        MOST,
                        Finder.of("patient", "Patient/" + patient),
                        Finder.of("_sort", "-date"))
                .stream()
                .map(DoseReader::read)
                .filter(each -> each.state() != Dose.State.IN_ERROR)
                .toList();
        LocalDate birth = history == null ? null : history.birth();
        Sex sex = history == null ? Sex.UNKNOWN : history.sex();
        return new Card(
                doses,
                assessment(schedule, told, today),
                told.uncounted(),
                schedule,
                birth,
                sex,
                Screening.questions(birth, sex, today),
                known.screening(),
                told.open(),
                known.unaffected(),
                today);
    }

    /**
     * Every dose that is still to come, with the first day on which it counts; none without a forecast. Diseases for which
     * only a risk asks are among them.
     */
    public List<Planned> plan(Caller caller, String patient) {
        History history = known(caller, patient, List.of()).told().history();
        return history == null ? List.of() : CatchUp.of(schedules.current().data(), history, LocalDate.now(clock));
    }

    /** Where somebody stands; what is hidden from who asks counts and is not named. */
    static Assessment assessment(LoadedSchedule schedule, Told told, LocalDate on) {
        History history = told.history();
        SupportingData data = schedule.data();
        if (history == null) {
            return new Assessment.NoForecast(told.gap());
        }
        if (data instanceof Schedule whole && !told.hidden().isEmpty()) {
            data = whole.withoutNaming(told.hidden(), HIDDEN);
        }
        return new Forecaster(data).assess(history, on);
    }

    private Knowing.Known known(Caller caller, String patient, List<Screening> added) {
        return knowing.read(
                knowing.checks().lookup(),
                patient,
                LocalDate.now(clock),
                knowing.checks().kept(caller),
                Kept.nothing(),
                added);
    }

    /** What speaks against giving vaccines now, of each of them, in their order. */
    public List<List<ShotFinding>> look(Entries.Chart chart, List<NewDose.Given> doses, @Nullable Screening screening) {
        Knowing.Known known =
                known(chart.caller(), chart.patient(), screening == null ? List.of() : List.of(screening));
        List<Proposed> proposed = new ArrayList<>();
        for (NewDose.Given dose : doses) {
            Lot lot = dose.lot();
            proposed.add(new Proposed(
                    Integer.toString(proposed.size()),
                    dose.vaccine().name(),
                    dose.vaccine().cvx(),
                    dose.vaccine().mvx(),
                    dose.vaccine().live(),
                    dose.expiry(),
                    lot == null ? null : lot.state()));
        }
        return ShotCheck.of(
                knowing.effects(),
                schedules.current().data(),
                known.told(),
                known.screening(),
                LocalDate.now(clock),
                proposed);
    }

    /**
     * Records immunizations, all or none; the ids.
     *
     * @param screening what was answered before those that are given, or null
     * @throws Failed with {@link Failure.Invalid} when the gate holds one of them back
     */
    public List<String> record(Entries.Chart chart, List<NewDose> doses, @Nullable Screening screening) {
        if (doses.isEmpty() || doses.size() > MOST_AT_ONCE) {
            throw new Failed(new Failure.Invalid(
                    "required", "vaccine", "Name a vaccine, and at most " + MOST_AT_ONCE + " at once."));
        }
        List<Intent> intents = new ArrayList<>();
        boolean asked = screening != null && !screening.answers().isEmpty();
        DoseResource.Context context = new DoseResource.Context(
                chart.patient(),
                chart.author(),
                visits.open(chart.caller(), chart.patient()).map(OpenVisit::id).orElse(null),
                asked ? SAME : null,
                clock.instant(),
                clock.getZone());
        for (NewDose dose : doses) {
            JsonObject resource = DoseResource.of(dose, context);
            intents.add(new Intent.Create(IMMUNIZATION, () -> resource, null, null));
        }
        if (screening != null && asked) {
            JsonObject answers = screening.resource(chart.patient(), chart.author(), clock.instant(), clock.getZone());
            intents.add(new Intent.Create("QuestionnaireResponse", () -> answers, null, SAME));
        }
        taken(doses).forEach((lot, count) -> intents.add(counted(lot, -count)));
        Caller caller = chart.caller();
        return records
                .write(
                        caller,
                        intents,
                        (at, written, patients) -> Access.of(
                                at, caller, Action.CREATE, types.number(IMMUNIZATION), IMMUNIZATION, 201, patients))
                .stream()
                .limit(doses.size())
                .map(outcome -> Objects.requireNonNull(outcome.stored()).id())
                .toList();
    }

    private static Map<String, Integer> taken(List<NewDose> doses) {
        Map<String, Integer> taken = new LinkedHashMap<>();
        for (NewDose dose : doses) {
            if (dose instanceof NewDose.Given given && given.lot() != null) {
                taken.merge(given.lot().id(), 1, Integer::sum);
            }
        }
        return taken;
    }

    private static Intent counted(String lot, int more) {
        return new Intent.Patch(
                new Target.ById("Substance", lot),
                before -> LotResource.counted(before, LotResource.count(before) + more),
                Precondition.NONE);
    }

    /**
     * An immunization as it is now.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such one in this chart
     */
    public Dose dose(Entries.Chart chart, String id) {
        return DoseReader.read(resource(chart, id));
    }

    private JsonObject resource(Entries.Chart chart, String id) {
        Stored stored = records.read(chart.caller(), IMMUNIZATION, id);
        if (stored.deleted() || stored.patient() != Address.of("Patient", chart.patient())) {
            throw new Failed(new Failure.NotFound("There is no such immunization in this chart."));
        }
        return finder.open(stored);
    }

    /**
     * Says that an immunization was entered in error. What was taken from the stock for it is there again.
     *
     * @param version the version that was looked at
     */
    public void retract(Entries.Chart chart, String id, int version, String reason) {
        if (reason.isBlank()) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why."));
        }
        Dose dose = dose(chart, id);
        List<Intent> intents = new ArrayList<>(List.of(new Intent.Patch(
                new Target.ById(IMMUNIZATION, id),
                before -> Retraction.of(before, reason, chart.author(), clock.instant()),
                new Precondition.Version(version))));
        if (!dose.stock().isEmpty() && dose.state() == Dose.State.GIVEN) {
            intents.add(counted(dose.stock(), 1));
        }
        change(chart, id, intents);
    }

    /**
     * Says of a problem that is not understood that it is no reason against live vaccines.
     *
     * @param condition one of {@link Card#open}
     * @throws Failed with {@link Failure.Invalid} when whoever says it may not order
     */
    public void settle(Entries.Chart chart, String condition) {
        JsonObject said = known(chart.caller(), chart.patient(), List.of()).told().open().stream()
                .filter(each -> each.id().equals(condition))
                .findFirst()
                .map(each -> Unaffected.resource(chart, each, clock.instant()))
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such problem to be decided.")));
        write(chart, Action.CREATE, "Observation", "", new Intent.Create("Observation", () -> said, null, null));
    }

    /** Takes back what was said of a problem: one of {@link Card#unaffected}. */
    public void unsettle(Entries.Chart chart, Unaffected said) {
        write(
                chart,
                Action.UPDATE,
                "Observation",
                "/" + said.id(),
                new Intent.Patch(
                        new Target.ById("Observation", said.id()),
                        before -> Retraction.of(before, "taken back", chart.author(), clock.instant()),
                        new Precondition.Version(said.version())));
    }

    void change(Entries.Chart chart, String id, List<Intent> intents) {
        write(chart, Action.UPDATE, IMMUNIZATION, "/" + id, intents.toArray(Intent[]::new));
    }

    private void write(Entries.Chart chart, Action action, String type, String of, Intent... intents) {
        Caller caller = chart.caller();
        int status = action == Action.CREATE ? 201 : 200;
        records.write(
                caller,
                List.of(intents),
                (at, written, patients) ->
                        Access.of(at, caller, action, types.number(type), type + of, status, patients));
    }
}

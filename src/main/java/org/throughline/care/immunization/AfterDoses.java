package org.throughline.care.immunization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.care.check.Kept;
import org.throughline.care.entry.AllergyEntry;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.Retraction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.safety.patient.Allergy;
import org.throughline.safety.patient.Condition;
import org.throughline.safety.patient.Snapshot;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vaccine.AfterEffects;

/**
 * What happens after doses: recorded as an AdverseEvent, beside the reaction that the dose itself names. What is coded so
 * speaks against other doses from then on.
 */
public final class AfterDoses {
    private static final String SAME = "urn:uuid:00000000-0000-4000-8000-000000000002";
    private static final int WEEKS_BEFORE = 4;

    private final Immunizations immunizations;
    private final Knowing knowing;
    private final Records records;
    private final Entries entries;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone a day is a day */
    public AfterDoses(Immunizations immunizations, Knowing knowing, Records records, Entries entries, Clock clock) {
        this.immunizations = immunizations;
        this.knowing = knowing;
        this.records = records;
        this.entries = entries;
        this.clock = clock;
    }

    /** What may have happened, to choose from. */
    public List<Choice> kinds() {
        return knowing.effects().kinds().stream()
                .map(each -> new Choice(each.code(), each.words()))
                .toList();
    }

    /** Whether something that happened is an allergy to the vaccine, to be listed as one. */
    public static boolean isAllergy(Happened happened) {
        return happened.kind().equals(AfterEffects.ANAPHYLAXIS)
                && !happened.cvx().isEmpty();
    }

    /**
     * Records what happened after a dose that was given.
     *
     * @param version the version of the dose that was looked at
     * @throws Failed with {@link Failure.Invalid} when it is not said what
     */
    public void record(Entries.Chart chart, String id, int version, Happened.New made) {
        Dose dose = immunizations.dose(chart, id);
        AfterEffects.Kind kind = knowing.effects()
                .kind(made.kind())
                .orElseThrow(() -> new Failed(new Failure.Invalid("required", "kind", "Say what kind it was.")));
        if (dose.state() != Dose.State.GIVEN || made.words().isBlank()) {
            throw new Failed(new Failure.Invalid("required", "what", "Say what happened."));
        }
        LocalDate day = LocalDate.parse(made.began().substring(0, 10));
        String words = made.words().strip();
        JsonObject seen = ReactionResource.observation(chart, dose, day, words, clock.instant());
        JsonObject event = HappenedResource.of(chart, dose, made, kind, SAME, clock.instant());
        immunizations.change(
                chart,
                id,
                List.of(
                        new Intent.Patch(
                                new Target.ById("Immunization", id),
                                before -> ReactionResource.added(before, SAME, day, words),
                                new Precondition.Version(version)),
                        new Intent.Create("Observation", () -> seen, null, SAME),
                        new Intent.Create("AdverseEvent", () -> event, null, null)));
    }

    /** What happened after the doses of a patient, of what the caller may see. */
    public List<Happened> of(Caller caller, String patient) {
        return known(caller, patient).told().happened().stream()
                .filter(each -> !each.kept())
                .toList();
    }

    private Knowing.Known known(Caller caller, String patient) {
        return knowing.read(
                knowing.checks().lookup(),
                patient,
                LocalDate.now(clock),
                knowing.checks().kept(caller),
                Kept.nothing(),
                List.of());
    }

    /**
     * Something that happened after a dose.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such one of this patient
     */
    public Happened one(Entries.Chart chart, String id) {
        return of(chart.caller(), chart.patient()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such event in this chart.")));
    }

    /** It was entered in error: the event stays and says so, and counts no more; the dose names it no more. */
    public void withdraw(Entries.Chart chart, String id) {
        Happened happened = one(chart, id);
        JsonObject event = records.bodies()
                .open(java.util.Objects.requireNonNull(
                        records.read(chart.caller(), "AdverseEvent", id).body()));
        String reaction = HappenedResource.reaction(event);
        List<Intent> intents = new java.util.ArrayList<>(List.of(new Intent.Patch(
                new Target.ById("AdverseEvent", id),
                before -> HappenedResource.inError(before, chart.author(), clock.instant()),
                new Precondition.Version(happened.version()))));
        if (!reaction.isEmpty()) {
            intents.add(new Intent.Patch(
                    new Target.ById("Observation", reaction),
                    before -> Retraction.of(before, "taken back", chart.author(), clock.instant()),
                    Precondition.NONE));
            intents.add(new Intent.Patch(
                    new Target.ById("Immunization", happened.dose()),
                    before -> ReactionResource.removed(before, reaction),
                    Precondition.NONE));
        }
        immunizations.change(chart, happened.dose(), intents);
    }

    /** Lists the allergy that it was. */
    public void allergy(Entries.Chart chart, String id) {
        Happened happened = one(chart, id);
        if (!isAllergy(happened)) {
            throw new Failed(new Failure.Invalid("value", "event", "This is no allergy to the vaccine."));
        }
        AfterEffects.Kind kind =
                knowing.effects().kind(AfterEffects.ANAPHYLAXIS).orElseThrow();
        entries.add(
                chart,
                new AllergyEntry(
                        new Concept(
                                happened.vaccine(),
                                List.of(new Coding(Coding.CVX, happened.cvx(), happened.vaccine()))),
                        "allergy",
                        "biologic",
                        "high",
                        new Concept("Anaphylaxis", List.of(new Coding(Coding.SNOMED, kind.snomed(), "Anaphylaxis"))),
                        "severe",
                        "active",
                        "confirmed",
                        happened.began()
                                .substring(0, Math.min(10, happened.began().length())),
                        "After a dose: " + happened.words()));
    }

    /** Whether the allergy is listed. */
    public boolean isListed(Caller caller, String patient, Happened happened) {
        return known(caller, patient).snapshot().allergies().stream()
                .filter(Allergy::active)
                .flatMap(each -> each.codes().stream())
                .anyMatch(
                        each -> each.system().equals(Coding.CVX) && each.code().equals(happened.cvx()));
    }

    /** All that a report of it asks for. */
    public Report report(Entries.Chart chart, String id) {
        Knowing.Known known = known(chart.caller(), chart.patient());
        Happened happened = one(chart, id);
        Dose dose = immunizations.dose(chart, happened.dose());
        LocalDate day = dose.day().orElse(null);
        List<Dose> given = immunizations.card(chart.caller(), chart.patient()).doses().stream()
                .filter(each -> each.state() == Dose.State.GIVEN && !each.id().equals(dose.id()))
                .toList();
        Snapshot snapshot = known.snapshot();
        return new Report(
                happened,
                dose,
                day == null ? List.of() : between(given, day, day),
                day == null ? List.of() : between(given, day.minusWeeks(WEEKS_BEFORE), day.minusDays(1)),
                snapshot.allergies().stream()
                        .filter(each -> each.active() && !each.kept())
                        .map(Allergy::name)
                        .toList(),
                snapshot.conditions().stream()
                        .filter(each -> each.active() && !each.kept())
                        .map(Condition::name)
                        .toList(),
                snapshot.drugs().stream()
                        .filter(each -> !each.kept() && !each.over(snapshot.today()))
                        .map(each -> each.treatment().name())
                        .toList(),
                of(chart.caller(), chart.patient()).stream()
                        .filter(each -> !each.id().equals(id))
                        .toList());
    }

    private static List<Dose> between(List<Dose> doses, LocalDate from, LocalDate to) {
        return doses.stream()
                .filter(each -> each.day()
                        .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                        .isPresent())
                .toList();
    }

    /**
     * What a report of something that happened after a dose asks for.
     *
     * @param sameDay the other doses of that day
     * @param before those of the four weeks before
     * @param earlier what happened after other doses
     */
    public record Report(
            Happened happened,
            Dose dose,
            List<Dose> sameDay,
            List<Dose> before,
            List<String> allergies,
            List<String> problems,
            List<String> drugs,
            List<Happened> earlier) {
        public Report {
            sameDay = List.copyOf(sameDay);
            before = List.copyOf(before);
            allergies = List.copyOf(allergies);
            problems = List.copyOf(problems);
            drugs = List.copyOf(drugs);
            earlier = List.copyOf(earlier);
        }
    }
}

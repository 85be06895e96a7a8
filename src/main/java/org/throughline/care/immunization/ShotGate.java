package org.throughline.care.immunization;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.care.check.Kept;
import org.throughline.care.check.Lookup;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.record.Bodies;
import org.throughline.record.Gate;
import org.throughline.search.Search;
import org.throughline.terminology.vaccine.Vaccine;
import org.throughline.terminology.vaccine.Vaccines;

/**
 * The gate before a vaccine: one that somebody with an account gives now, on a screen or by the API, is held back when its
 * lot has expired or may not be used, when it is contraindicated or, a live one, cannot be ruled out to be, and when it
 * would not count; judged on what the record says in that transaction. With a documented reason it is given nevertheless,
 * where that is allowed. What was given earlier or elsewhere is not held back.
 */
public final class ShotGate implements Gate {
    private static final Caller PRODUCT = new Caller("immunizations", "Immunizations", Rights.EVERYTHING);
    private static final Set<String> TYPES = Set.of("Immunization", "QuestionnaireResponse", "Observation");
    private static final String JUDGED = "urn:throughline:schedule";
    private static final int NOW_DAYS = 2;

    private final Knowing knowing;
    private final Schedules schedules;
    private final Vaccines vaccines;
    private final Search search;
    private final Bodies bodies;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone days begin */
    public ShotGate(
            Knowing knowing, Schedules schedules, Vaccines vaccines, Search search, Bodies bodies, Clock clock) {
        this.knowing = knowing;
        this.schedules = schedules;
        this.vaccines = vaccines;
        this.search = search;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Override
    public Set<String> types(Caller caller) {
        return caller.hasAccount() ? TYPES : Set.of();
    }

    @Override
    public boolean asks(@Nullable JsonObject before, JsonObject after) {
        return Screening.is(after)
                || Unaffected.is(after)
                || (givesNow(after) && (before == null || !same(before, after)));
    }

    /** Whether it is given here at this time, and not known from before or from elsewhere. */
    private boolean givesNow(JsonObject resource) {
        if (!"Immunization".equals(resource.text("resourceType"))
                || !"completed".equals(resource.text("status"))
                || resource.get("primarySource") == JsonBoolean.FALSE) {
            return false;
        }
        String date = Parts.text(resource, "occurrenceDateTime");
        try {
            LocalDate today = LocalDate.now(clock);
            return date.length() >= 10
                    && !LocalDate.parse(date.substring(0, 10)).isBefore(today.minusDays(NOW_DAYS));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean same(JsonObject before, JsonObject after) {
        return List.of("status", "vaccineCode", "occurrenceDateTime", "expirationDate", "lotNumber", "primarySource")
                .stream()
                .allMatch(each -> java.util.Objects.equals(before.get(each), after.get(each)));
    }

    @Override
    public List<JsonObject> pass(
            OpenTransaction transaction, Caller caller, Visible visible, List<JsonObject> resources) {
        Lookup lookup = Lookup.through(search.within(transaction), bodies, PRODUCT);
        JsonObject[] passed = resources.toArray(JsonObject[]::new);
        List<Issue> issues = new ArrayList<>();
        if (!caller.may(Duty.PRESCRIBE) && resources.stream().anyMatch(Unaffected::is)) {
            issues.add(new Issue(
                    "business-rule",
                    "Observation",
                    "Only who may order can say that a problem is no reason against live vaccines."));
        }
        byPatient(resources).forEach((patient, places) -> {
            LocalDate today = LocalDate.now(clock);
            List<Screening> added = resources.stream()
                    .filter(each -> Screening.is(each)
                            && Parts.idOf(each.object("subject"), "Patient").equals(patient))
                    .flatMap(each -> Screening.read(each, today).stream())
                    .toList();
            Knowing.Known known = knowing.read(lookup, patient, today, Kept.from(visible), Kept.marked(), added);
            LoadedSchedule schedule = schedules.current();
            List<List<ShotFinding>> findings = ShotCheck.of(
                    knowing.effects(),
                    schedule.data(),
                    known.told(),
                    known.screening(),
                    today,
                    places.stream()
                            .map(place -> proposed(lookup, resources.get(place)))
                            .toList());
            for (int i = 0; i < places.size(); i++) {
                JsonObject resource = resources.get(places.get(i));
                issues.addAll(unanswered(caller, resource, findings.get(i)));
                passed[places.get(i)] = stamped(resource, findings.get(i), schedule);
            }
        });
        if (!issues.isEmpty()) {
            throw new Failed(new Failure.Invalid(issues));
        }
        return List.of(passed);
    }

    private static Map<String, List<Integer>> byPatient(List<JsonObject> resources) {
        return IntStream.range(0, resources.size())
                .boxed()
                .filter(place -> "Immunization".equals(resources.get(place).text("resourceType")))
                .collect(Collectors.groupingBy(
                        place -> Parts.idOf(resources.get(place).object("patient"), "Patient"),
                        TreeMap::new,
                        Collectors.toList()));
    }

    private Proposed proposed(Lookup lookup, JsonObject resource) {
        Dose dose = DoseReader.read(resource);
        boolean live =
                vaccines.byCode(dose.cvx(), dose.mvx()).map(Vaccine::live).orElse(false);
        Optional<Lot.State> lot = dose.stock().isEmpty()
                ? Optional.empty()
                : lookup.find("Substance", "_id", dose.stock()).matches().stream()
                        .findFirst()
                        .map(LotResource::state);
        return Proposed.of(resource, live, lot);
    }

    private static List<Issue> unanswered(Caller caller, JsonObject resource, List<ShotFinding> findings) {
        Map<String, String> reasons = Overrides.reasons(resource);
        List<Issue> issues = new ArrayList<>();
        for (ShotFinding finding : findings) {
            boolean answered = reasons.containsKey(finding.key());
            boolean may = switch (finding.kind().answerable()) {
                case NEVER -> false;
                case BY_PRESCRIBERS -> caller.may(Duty.PRESCRIBE);
                case BY_ALL -> true;
                case NEED_NOT -> true;
            };
            if (finding.stops() && !(answered && may)) {
                issues.add(new Issue("business-rule", "Immunization", issue(finding, may)));
            }
        }
        return issues;
    }

    private static String issue(ShotFinding finding, boolean may) {
        String how = switch (finding.kind().answerable()) {
            case NEVER, NEED_NOT -> "";
            case BY_ALL, BY_PRESCRIBERS ->
                may
                        ? " To give it nevertheless, say why in the extension " + Overrides.URL + " with the finding "
                                + finding.key() + "."
                        : " Only who may order can have it given nevertheless.";
        };
        return finding.vaccine() + ": " + finding.kind().words() + ". " + finding.words() + " " + finding.instead()
                + how;
    }

    /** With the words of what was overridden, and by which schedule it was judged. */
    private static JsonObject stamped(JsonObject resource, List<ShotFinding> findings, LoadedSchedule schedule) {
        Map<String, String> reasons = Overrides.reasons(resource);
        List<Overrides.Reason> overrides = findings.stream()
                .filter(each -> each.stops() && reasons.containsKey(each.key()))
                .map(each -> new Overrides.Reason(
                        each.key(), each.kind().words() + ". " + each.words(), reasons.getOrDefault(each.key(), "")))
                .toList();
        return Parts.withExtension(
                Overrides.with(resource, overrides),
                JUDGED,
                "valueString",
                new JsonString(
                        schedule.isThere() ? schedule.name() : "not checked against a schedule: none is loaded"));
    }
}

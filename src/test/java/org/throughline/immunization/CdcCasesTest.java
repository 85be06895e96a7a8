package org.throughline.immunization;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.schedule.Antigen;
import org.throughline.immunization.schedule.Contraindication;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.ScheduleReader;
import org.throughline.immunization.schedule.Series;
import org.throughline.immunization.schedule.SeriesDose;

/** The CDC's test cases over the CDC's schedule, when both are there (../shared/data/imm); else skipped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CdcCasesTest {

    private static final Path PLACE = Path.of("../shared/data/imm");
    private static final Path SCHEDULE = PLACE.resolve("cdsi-4.64-xml.zip");
    private static final Path HEALTHY = PLACE.resolve("cdsi-healthy-childhood-and-adult-test-cases-v4.45.xlsx");
    private static final Path UNDERLYING = PLACE.resolve("CDSi-underlying-conditions-test-cases-v4.6.xlsx");

    private static final String MISPRINT =
            "the case's date cannot be had from the schedule's interval: a misprint by it";

    /** The cases for underlying conditions that fail: the cases are older than the schedule 4.64 and contradict it. */
    private static final Map<String, String> CONTRADICTED = Map.ofEntries(
            entry("2016-UC-0032", "a past due date; the schedule has none for the risk series' second dose"),
            entry("2016-UC-0057", "risk series at 5 months; the schedule's indication begins at 12 months"),
            entry("2016-UC-0060", "8 weeks between doses after transplantation; the schedule says 4 weeks"),
            entry("2016-UC-0110", MISPRINT + " (12 months of age is 2016-02-14, not 02-04)"),
            entry("2016-UC-0130", MISPRINT + " (27 weeks after 2016-08-22 are 2017-02-27, not 2016)"),
            entry(
                    "2016-UC-0153",
                    "the standard series goes on at 3 years; the schedule lets the risk series take its place"),
            entry("2016-UC-0165", "5 years from PPSV23; the schedule counts them from the previous dose"),
            entry("2016-UC-0178", "5 years from PPSV23; the schedule counts them from the previous dose"),
            entry("2017-UC-0015", "cholera vaccine from 18 years; the schedule says 2 years"),
            entry("2020-UC-0003", "MenB-FHbp at 4 months not valid; the schedule has a 3-dose series in which it is"),
            entry("2022-UC-0017", "8 weeks from PCV15 to PPSV23 with diabetes; the schedule says 1 year"),
            entry("2022-UC-0030", "observation 235; the schedule has no series for it any more"),
            entry("2022-UC-0031", "observation 235; the schedule has no series for it any more"),
            entry(
                    "2025-UC-0015",
                    MISPRINT + " (one day: overdue from the day before the latest recommended interval)"));

    /** Of them, those that expect a later earliest date or count a dose less than the schedule does. */
    private static final Set<String> STRICTER_THAN_THE_SCHEDULE =
            Set.of("2016-UC-0057", "2016-UC-0060", "2017-UC-0015", "2020-UC-0003");

    private final Map<String, Assessment.Forecast> forecasts = new HashMap<>();

    @Test
    void theHealthyCasesPass() throws Exception {
        Run run = run(HEALTHY);
        run.print("healthy");
        assertTrue(run.failing.isEmpty(), () -> run.failing.toString());
    }

    @Test
    void theCasesOfUnderlyingConditionsPassUnlessTheyContradictTheSchedule() throws Exception {
        Run run = run(UNDERLYING);
        run.print("underlying conditions");
        run.failing.forEach((id, why) -> System.out.println("  " + id + ": " + CONTRADICTED.get(id) + "\n    " + why));
        assertEquals(CONTRADICTED.keySet(), run.failing.keySet());
    }

    @Test
    void noInvalidDoseCountsAndNoDateIsEarlierThanAllowed() throws Exception {
        Set<String> wrong = new HashSet<>();
        for (Path file : List.of(HEALTHY, UNDERLYING)) {
            for (CdcCase each : cases(file)) {
                Assessment.Forecast forecast = forecast(each);
                for (int at = 0; at < each.statuses().size(); at++) {
                    if (each.statuses().get(at).equalsIgnoreCase("Not Valid")
                            && CdcComparison.counts(each.history().shots().get(at), each.group(), forecast)) {
                        wrong.add(each.id());
                    }
                }
                if (each.earliest().isPresent() && earlier(each, forecast)) {
                    wrong.add(each.id());
                }
                forecast.groups().forEach(answer -> assertAllowed(each, answer));
            }
        }
        assertEquals(STRICTER_THAN_THE_SCHEDULE, wrong);
    }

    @Test
    void noContraindicatedVaccineIsAdvised() throws Exception {
        for (Path file : List.of(HEALTHY, UNDERLYING)) {
            for (CdcCase each : cases(file)) {
                for (GroupAnswer answer : forecast(each).groups()) {
                    answer.next()
                            .ifPresent(next -> assertTrue(
                                    Collections.disjoint(next.vaccines().keySet(), forbidden(each)),
                                    each.id() + " " + answer.group()));
                }
            }
        }
    }

    /** True when all that is said of the group is earlier than the case expects. */
    private static boolean earlier(CdcCase each, Assessment.Forecast forecast) {
        List<LocalDate> dates = CdcComparison.answers(each, forecast).stream()
                .flatMap(answer -> answer.next().stream())
                .map(NextDose::earliest)
                .toList();
        return !dates.isEmpty()
                && dates.stream().allMatch(date -> date.isBefore(each.earliest().orElseThrow()));
    }

    /** A dose that counts was given at the absolute minimum age or later, by one of the series' own doses. */
    private static void assertAllowed(CdcCase each, GroupAnswer answer) {
        for (DoseAnswer dose : answer.doses()) {
            if (dose.status() == DoseAnswer.Status.VALID) {
                SeriesDose target = target(dose);
                assertTrue(
                        target.ages().stream()
                                .filter(rule ->
                                        rule.effective().holdsOn(dose.shot().given()))
                                .map(rule -> rule.absoluteMinimum())
                                .filter(span -> span != null)
                                .map(span -> span.after(each.history().birth()))
                                .allMatch(least -> !dose.shot().given().isBefore(least)),
                        each.id());
            }
        }
    }

    private static SeriesDose target(DoseAnswer dose) {
        return Schedules.DATA.antigen(dose.antigen()).orElseThrow().series().stream()
                .filter(series -> series.name().equals(dose.series()))
                .map(Series::doses)
                .flatMap(List::stream)
                .filter(each -> each.number() == dose.target())
                .findFirst()
                .orElseThrow();
    }

    /** By the schedule alone: every vaccine that an observation of the patient forbids. */
    private static Set<String> forbidden(CdcCase each) {
        Set<String> cvx = new HashSet<>();
        for (Antigen antigen : Schedules.DATA.antigens()) {
            for (Contraindication rule : antigen.contraindications()) {
                if (holds(rule, each)) {
                    Schedules.DATA.contents().values().stream()
                            .filter(contents -> contents.antigens().stream()
                                    .anyMatch(part -> part.antigen().equals(antigen.name())
                                            && part.ages()
                                                    .contains(each.history().birth(), each.on())))
                            .forEach(contents -> cvx.add(contents.cvx()));
                }
            }
            for (Contraindication rule : antigen.vaccineContraindications()) {
                if (holds(rule, each)) {
                    rule.vaccines().stream()
                            .filter(vaccine ->
                                    vaccine.ages().contains(each.history().birth(), each.on()))
                            .forEach(vaccine -> cvx.add(vaccine.cvx()));
                }
            }
        }
        return cvx;
    }

    private static boolean holds(Contraindication rule, CdcCase each) {
        return each.history().has(rule.code())
                && rule.ages().contains(each.history().birth(), each.on());
    }

    private static List<CdcCase> cases(Path file) throws Exception {
        Assumptions.assumeTrue(Files.exists(file) && Files.exists(SCHEDULE), "the CDC's files are not there: " + file);
        return CdcCase.read(file);
    }

    private Assessment.Forecast forecast(CdcCase each) {
        return forecasts.computeIfAbsent(each.id(), id ->
                (Assessment.Forecast) new Forecaster(Schedules.DATA).assess(each.history(), each.on()));
    }

    private Run run(Path file) throws Exception {
        Run run = new Run(new TreeMap<>(), new LinkedHashMap<>());
        for (CdcCase each : cases(file)) {
            List<String> differences = CdcComparison.differences(each, forecast(each));
            List<Boolean> results = run.groups.computeIfAbsent(each.group(), group -> new ArrayList<>());
            results.add(differences.isEmpty());
            if (!differences.isEmpty()) {
                run.failing.put(each.id(), String.join("; ", differences));
            }
        }
        return run;
    }

    private record Run(Map<String, List<Boolean>> groups, Map<String, String> failing) {

        void print(String what) {
            long all = groups.values().stream().mapToLong(List::size).sum();
            System.out.println("CDC's cases, " + what + ": " + (all - failing.size()) + " of " + all + " pass");
            groups.forEach((group, results) -> System.out.println("  " + group + " "
                    + results.stream().filter(passed -> passed).count() + "/" + results.size()));
        }
    }

    /** Read once. */
    private static final class Schedules {
        static final Schedule DATA = (Schedule) ScheduleReader.read(SCHEDULE);
    }
}

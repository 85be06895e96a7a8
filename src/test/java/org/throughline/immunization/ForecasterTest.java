package org.throughline.immunization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.answer.Reason;
import org.throughline.immunization.answer.Standing;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Sex;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.NoSchedule;

/** The engine over a made-up schedule ({@link MadeUp}). */
class ForecasterTest {

    private static final LocalDate BIRTH = LocalDate.of(2024, 1, 10);
    private static final LocalDate ON = LocalDate.of(2025, 3, 1);

    @Test
    void withoutAScheduleThereIsNoForecast() {
        Assessment answer = new Forecaster(new NoSchedule("Not loaded.")).assess(history(List.of()), ON);
        assertEquals(new Assessment.NoForecast("Not loaded."), answer);
    }

    @Test
    void theFirstDoseIsDueAtTheRecommendedAge() {
        assertEquals(
                new Standing.NotDue(LocalDate.of(2025, 1, 10), LocalDate.of(2025, 1, 10)),
                dragonPox(List.of(), LocalDate.of(2024, 6, 1)).standing());
        assertEquals(
                new Standing.Due(LocalDate.of(2025, 1, 10)),
                dragonPox(List.of(), ON).standing());
        assertEquals(
                new Standing.Overdue(LocalDate.of(2025, 5, 9)),
                dragonPox(List.of(), LocalDate.of(2025, 6, 1)).standing());
        assertInstanceOf(
                Standing.AgedOut.class,
                dragonPox(List.of(), LocalDate.of(2029, 2, 1)).standing());
    }

    @Test
    void aDoseBeforeTheAbsoluteMinimumAgeDoesNotCount() {
        assertEquals(Reason.Kind.TOO_YOUNG, reason(shot("2025-01-05")));
        assertEquals(DoseAnswer.Status.VALID, answer(shot("2025-01-06")).status());
        assertEquals(Reason.Kind.GRACE_PERIOD, reason(shot("2025-01-06")));
    }

    @Test
    void theNextDoseKeepsItsDistance() {
        GroupAnswer answer = dragonPox(List.of(shot("2025-01-20")), ON);
        NextDose next = answer.next().orElseThrow();
        assertEquals(2, next.number());
        assertEquals(LocalDate.of(2025, 2, 17), next.earliest());
        assertEquals(LocalDate.of(2025, 3, 17), next.recommended());
        GroupAnswer second = dragonPox(List.of(shot("2025-01-20"), shot("2025-02-12")), ON);
        assertEquals(DoseAnswer.Status.NOT_VALID, second.doses().getLast().status());
        assertTrue(second.doses().getLast().is(Reason.Kind.TOO_SOON));
    }

    @Test
    void afterTheLastDoseTheSeriesIsCompleteAndMoreIsExtraneous() {
        GroupAnswer answer = dragonPox(List.of(shot("2025-01-20"), shot("2025-02-20"), shot("2025-02-28")), ON);
        assertEquals(new Standing.Complete(), answer.standing());
        assertEquals(DoseAnswer.Status.EXTRANEOUS, answer.doses().getLast().status());
    }

    @Test
    void anExpiredOrSpoiltDoseDoesNotCount() {
        LocalDate given = LocalDate.of(2025, 1, 20);
        assertEquals(
                DoseAnswer.Status.SUBSTANDARD,
                answer(new Shot("1", given, "03", null, given.minusDays(1), null))
                        .status());
        assertEquals(
                DoseAnswer.Status.VALID,
                answer(new Shot("1", given, "03", null, given, null)).status());
        assertEquals(
                DoseAnswer.Status.SUBSTANDARD,
                answer(new Shot("1", given, "03", null, null, "cold chain broken"))
                        .status());
    }

    @Test
    void aContraindicatedVaccineIsNeverAdvised() {
        GroupAnswer one = dragonPox(history(List.of(), Map.of("X002", observed()), Map.of()), ON);
        assertEquals(Set.of("900"), one.next().orElseThrow().vaccines().keySet());
        assertEquals(
                Map.of("03", List.of("Pregnant with a dragon.")),
                one.next().orElseThrow().withheld());
        GroupAnswer all = dragonPox(history(List.of(), Map.of("X001", observed()), Map.of()), ON);
        assertEquals(new Standing.Contraindicated(List.of("Burnt by a dragon.")), all.standing());
    }

    @Test
    void aConditionThatIsNotEvaluatedWithholdsTheLiveVaccineAndSaysSo() {
        GroupAnswer answer = dragonPox(history(List.of(), Map.of(), Map.of("X002", "not asked")), ON);
        NextDose next = answer.next().orElseThrow();
        assertEquals(Set.of("900"), next.vaccines().keySet());
        assertEquals(Map.of("03", List.of("Not evaluated: With dragon (not asked).")), next.withheld());
        assertEquals(List.of("Not evaluated: With dragon (not asked)."), answer.toCheck());
    }

    @Test
    void whenAllVaccinesAreWithheldNothingIsAdvised() {
        var files = MadeUp.files();
        MadeUp.put(
                files,
                "AntigenSupportingData- Dragon pox.xml",
                new String(files.get("AntigenSupportingData- Dragon pox.xml"), java.nio.charset.StandardCharsets.UTF_8)
                        .replaceAll("<preferableVaccine><vaccineType>Dead.*?</preferableVaccine>", ""));
        Forecaster forecaster = new Forecaster(org.throughline.immunization.schedule.ScheduleReader.read(files));
        Assessment.Forecast forecast =
                (Assessment.Forecast) forecaster.assess(history(List.of(), Map.of(), Map.of("X002", "not asked")), ON);
        assertTrue(
                forecast.groups().getFirst().next().isEmpty(),
                () -> forecast.groups().getFirst().next().toString());
        assertEquals(
                new Standing.NotEvaluated(List.of("Not evaluated: With dragon (not asked).")),
                forecast.groups().getFirst().standing());
    }

    @Test
    void oneWhoHadTheDiseaseIsImmune() {
        assertEquals(
                new Standing.Immune(List.of("Had dragon pox")),
                dragonPox(history(List.of(), Map.of("X004", observed()), Map.of()), ON)
                        .standing());
    }

    @Test
    void aRiskSeriesNeedsItsIndicationAndRecurs() {
        LocalDate later = LocalDate.of(2027, 6, 1);
        assertInstanceOf(
                Standing.NotRecommended.class,
                group("Moon fever", history(List.of()), later).standing());
        Shot moon = new Shot("1", LocalDate.of(2027, 1, 10), "901", null, null, null);
        GroupAnswer answer = group("Moon fever", history(List.of(moon), Map.of("X003", observed()), Map.of()), later);
        assertEquals(new Standing.NotDue(LocalDate.of(2028, 1, 10), LocalDate.of(2028, 1, 10)), answer.standing());
        assertEquals(
                List.of("Not evaluated, would ask for more: Travels to the moon (no code)."),
                group("Moon fever", history(List.of(), Map.of(), Map.of("X003", "no code")), later)
                        .toCheck());
    }

    @Test
    void whoIsTooYoungForARiskSeriesIsToldFromWhenOnAndNeverBefore() {
        History traveller = history(List.of(), Map.of("X003", observed()), Map.of());
        LocalDate second = LocalDate.of(2026, 1, 10);

        assertEquals(
                new Standing.NotDue(second, second),
                moonFeverFrom("2 years", traveller).standing());
        assertInstanceOf(
                Standing.NotRecommended.class,
                moonFeverFrom("3 years", traveller).standing(),
                "the series itself would begin at 2 years");
    }

    /** Moon fever, asked for only from an age on. */
    private static GroupAnswer moonFeverFrom(String age, History history) {
        return changed(
                "Moon fever",
                "</observationCode>\n",
                "</observationCode><beginAge>" + age + "</beginAge>\n",
                history,
                ON);
    }

    @Test
    void ofADayLongBeforeTheScheduleItsOwnSeasonIsMeant() {
        History traveller = history(List.of(), Map.of("X003", observed()), Map.of());
        String season = "<seasonalRecommendation><startDate>20291001</startDate><endDate>20300331</endDate>"
                + "</seasonalRecommendation><recurringDose>";

        NextDose now = changed("Moon fever", "<recurringDose>", season, traveller, LocalDate.of(2029, 5, 1))
                .next()
                .orElseThrow();
        NextDose before = changed("Moon fever", "<recurringDose>", season, traveller, LocalDate.of(2027, 1, 15))
                .next()
                .orElseThrow();
        NextDose between = changed("Moon fever", "<recurringDose>", season, traveller, LocalDate.of(2027, 6, 1))
                .next()
                .orElseThrow();

        assertEquals(LocalDate.of(2029, 10, 1), now.earliest());
        assertEquals(LocalDate.of(2026, 10, 1), before.earliest());
        assertEquals(LocalDate.of(2027, 10, 1), between.earliest());
    }

    private static GroupAnswer changed(String antigen, String from, String to, History history, LocalDate on) {
        var files = MadeUp.files();
        String name = "AntigenSupportingData- " + antigen + ".xml";
        String text = new String(files.get(name), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(text.contains(from), text);
        MadeUp.put(files, name, text.replace(from, to));
        Forecaster forecaster = new Forecaster(org.throughline.immunization.schedule.ScheduleReader.read(files));
        return ((Assessment.Forecast) forecaster.assess(history, on))
                .groups().stream()
                        .filter(each -> each.group().equals(antigen))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aVaccineThatTheScheduleDoesNotKnowIsNamed() {
        Shot strange = new Shot("1", LocalDate.of(2025, 1, 20), "999", null, null, null);
        assertEquals(List.of(strange), forecast(history(List.of(strange)), ON).unknown());
    }

    private static Shot shot(String given) {
        return new Shot(given, LocalDate.parse(given), "03", null, null, null);
    }

    private static DoseAnswer answer(Shot shot) {
        return dragonPox(List.of(shot), ON).doses().getFirst();
    }

    private static Reason.@Nullable Kind reason(Shot shot) {
        List<Reason> reasons = answer(shot).reasons();
        return reasons.isEmpty() ? null : reasons.getFirst().kind();
    }

    private static History.Observed observed() {
        return new History.Observed(null);
    }

    private static History history(List<Shot> shots) {
        return history(shots, Map.of(), Map.of());
    }

    private static History history(
            List<Shot> shots, Map<String, History.Observed> observations, Map<String, String> notEvaluated) {
        return new History(BIRTH, Sex.FEMALE, null, shots, new HashMap<>(observations), notEvaluated);
    }

    private static GroupAnswer dragonPox(List<Shot> shots, LocalDate on) {
        return dragonPox(history(shots), on);
    }

    private static GroupAnswer dragonPox(History history, LocalDate on) {
        return group("Dragon pox", history, on);
    }

    private static GroupAnswer group(String name, History history, LocalDate on) {
        return forecast(history, on).groups().stream()
                .filter(answer -> answer.group().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Assessment.Forecast forecast(History history, LocalDate on) {
        return (Assessment.Forecast) new Forecaster(MadeUp.schedule()).assess(history, on);
    }
}

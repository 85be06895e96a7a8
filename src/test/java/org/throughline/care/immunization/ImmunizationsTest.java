package org.throughline.care.immunization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Duty;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.check.Checks;
import org.throughline.care.check.RuleBook;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.immunization.NurserySchedule;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.Standing;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.packages.LoadedFiles;
import org.throughline.record.Bodies;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.RecordSettings;
import org.throughline.record.Target;
import org.throughline.safety.SafetyCheck;
import org.throughline.safety.rule.Knowledge;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.vaccine.Vaccine;
import org.throughline.terminology.vaccine.Vaccines;

/** What is given counts at once and is taken from the stock; what must not be given is held back, whichever way it comes. */
class ImmunizationsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T15:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final Vaccines VACCINES = Vaccines.shipped();
    private static final Caller PHYSICIAN =
            new Caller("account/1", "Grace Ito", new Capacity("Physician", ""), Rights.EVERYTHING);
    private static final Caller PROGRAM = new Caller("token/1", "Interface", Rights.EVERYTHING);
    private static final Map<Screening.Question, Screening.Answer> ALL_NO = allNo();

    private static final class Parts {
        final Checks checks;
        final Schedules schedules;
        final Knowing knowing;

        Parts(SearchFixture of) {
            SafetyCheck safety = new SafetyCheck(Knowledge.shipped(), Drugs.shipped());
            checks = new Checks(
                    () -> safety,
                    Drugs.shipped(),
                    Catalogues.shipped(),
                    Labs.shipped(),
                    Imaging.shipped(),
                    of.searches(),
                    Bodies.shipped(),
                    caller -> addresses -> of.records.visible(caller, addresses),
                    RuleBook.none(),
                    CLOCK);
            schedules = new Schedules(new LoadedFiles(of.database, new AuditTrail(of.database), CLOCK));
            knowing = new Knowing(checks, Catalogues.shipped(), code -> ABOVE.getOrDefault(code, Set.of()));
        }
    }

    /** Of SNOMED CT's hierarchy: fasciitis of the foot, leukemia of the eye, a kind of diabetes. */
    private static final Map<String, Set<String>> ABOVE = Map.of(
            "202882003", Set.of("202882003", "88230002"),
            "999000001", Set.of("999000001", "371409005", "55342001"),
            "999000002", Set.of("999000002", "44054006"));

    private static @Nullable Parts parts;
    private static final SearchFixture RECORD = new SearchFixture(new RecordSettings(false, true), of -> {
        Parts made = new Parts(of);
        parts = made;
        return new ShotGate(made.knowing, made.schedules, VACCINES, of.search, Bodies.shipped(), CLOCK);
    });
    private static final Immunizations IMMUNIZATIONS = new Immunizations(
            RECORD.records,
            RECORD.searches(),
            parts().knowing,
            parts().schedules,
            new Visits(RECORD.records, RECORD.searches(), R4.types(), CLOCK),
            R4.types(),
            CLOCK);
    private static final Stock STOCK = new Stock(RECORD.records, RECORD.searches(), VACCINES, R4.types());
    private static int patients;

    private static Parts parts() {
        return java.util.Objects.requireNonNull(parts);
    }

    private static Map<Screening.Question, Screening.Answer> allNo() {
        Map<Screening.Question, Screening.Answer> no = new java.util.EnumMap<>(Screening.Question.class);
        for (Screening.Question each : Screening.Question.values()) {
            no.put(each, Screening.Answer.NO);
        }
        return no;
    }

    @BeforeAll
    static void load() {
        parts().schedules.load(PROGRAM, NurserySchedule.zip());
        RECORD.store("{'resourceType':'Practitioner','id':'ito'}");
    }

    private static String patient(String birth, String sex) {
        String id = "p" + ++patients;
        RECORD.store("{'resourceType':'Patient','id':'" + id + "','birthDate':'" + birth + "','gender':'" + sex + "'}");
        return id;
    }

    private static Entries.Chart chart(String patient) {
        return new Entries.Chart(PHYSICIAN, patient, new Author("Practitioner/ito", "Grace Ito"));
    }

    private static Lot lot(String vaccine, String number, LocalDate expiry, Lot.State state) {
        Lot lot = new Lot("", 0, vaccine(vaccine), number, expiry, Lot.Funding.PUBLIC, 5, state);
        return STOCK.lot(PHYSICIAN, STOCK.add(PHYSICIAN, lot));
    }

    private static Vaccine vaccine(String name) {
        return VACCINES.named(name).orElseThrow();
    }

    private static NewDose.Given give(Lot lot, Map<String, String> reasons) {
        return new NewDose.Given(
                lot.vaccine(),
                lot,
                lot.number(),
                lot.expiry(),
                "LVL",
                "IM",
                "0.5",
                lot.vaccine().sheets(),
                "V02",
                reasons);
    }

    private static Screening no() {
        return new Screening(ALL_NO, TODAY);
    }

    private static Screening with(Screening.Question question, Screening.Answer answer) {
        Map<Screening.Question, Screening.Answer> answers = new java.util.EnumMap<>(ALL_NO);
        answers.put(question, answer);
        return new Screening(answers, TODAY);
    }

    private static Standing standing(String patient, String group) {
        return answer(patient, group).standing();
    }

    private static GroupAnswer answer(String patient, String group) {
        Assessment.Forecast forecast = assertInstanceOf(
                Assessment.Forecast.class,
                IMMUNIZATIONS.card(PHYSICIAN, patient).assessment());
        return forecast.groups().stream()
                .filter(each -> each.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static String refused(Runnable act) {
        Failed failed = assertThrows(Failed.class, act::run);
        return assertInstanceOf(Failure.Invalid.class, failed.failure())
                .issues()
                .getFirst()
                .message();
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void put(Caller caller, String text) {
        JsonObject resource = json(text);
        Intent intent = new Intent.Update(
                new Target.ById("Immunization", String.valueOf(resource.text("id"))),
                () -> resource,
                Precondition.NONE,
                null);
        RECORD.records.write(
                caller,
                List.of(intent),
                (at, written, all) -> Access.of(at, caller, Action.UPDATE, 0, "Immunization", 200, all));
    }

    private static String measles(String id, String patient, String more) {
        return "{'resourceType':'Immunization','id':'" + id + "','status':'completed','occurrenceDateTime':'"
                + "2026-11-26','primarySource':true,'patient':{'reference':'Patient/" + patient
                + "'},'vaccineCode':{'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'03'}],'text':'MMR'}"
                + more
                + "}";
    }

    @Test
    void whatIsGivenMovesTheForecastAndIsTakenFromTheStock() {
        String patient = patient("2026-09-20", "female");
        Lot first = lot("IPV (IPOL)", "A1", LocalDate.of(2027, 3, 1), Lot.State.USED);
        Lot second = lot("Hib (ActHIB)", "B1", LocalDate.of(2027, 3, 1), Lot.State.USED);
        assertInstanceOf(Standing.Due.class, standing(patient, "Polio"));

        List<String> ids =
                IMMUNIZATIONS.record(chart(patient), List.of(give(first, Map.of()), give(second, Map.of())), no());

        assertEquals(2, ids.size());
        assertInstanceOf(Standing.NotDue.class, standing(patient, "Polio"));
        assertEquals(2, answer(patient, "Hib").next().orElseThrow().number());
        assertEquals(4, STOCK.lot(PHYSICIAN, first.id()).count());
        assertTrue(
                STOCK.inUse(PHYSICIAN).stream().anyMatch(each -> each.number().equals("A1")));
        Dose dose = IMMUNIZATIONS.dose(chart(patient), ids.getFirst());
        assertEquals("A1", dose.lot());
        assertEquals("Grace Ito", dose.by());
        assertFalse(dose.sheets().isEmpty());
        assertEquals(
                List.of(patient),
                STOCK.givenTo(PHYSICIAN, first).stream()
                        .map(Stock.GivenTo::patient)
                        .toList());

        IMMUNIZATIONS.retract(chart(patient), ids.getFirst(), 1, "Not given after all");

        assertInstanceOf(Standing.Due.class, standing(patient, "Polio"));
        assertEquals(5, STOCK.lot(PHYSICIAN, first.id()).count());
    }

    @Test
    void whatWasRefusedEnteredInErrorOrHasNoDayDoesNotCount() {
        String patient = patient("2026-09-20", "male");
        IMMUNIZATIONS.record(
                chart(patient),
                List.of(
                        new NewDose.Refused(vaccine("IPV (IPOL)"), NewDose.WhyNot.REFUSED, "Mother"),
                        new NewDose.Earlier(vaccine("IPV (IPOL)"), "2026-11", NewDose.Origin.RECALL, "", "")),
                null);

        assertInstanceOf(Standing.Due.class, standing(patient, "Polio"));
        Card card = IMMUNIZATIONS.card(PHYSICIAN, patient);
        assertEquals(2, card.doses().size());
        assertEquals("Its day is not known.", card.uncounted().getFirst().why());
    }

    @Test
    void anExpiredOrRecalledLotIsNeverGiven() {
        String patient = patient("2026-09-20", "male");
        Lot expired = lot("IPV (IPOL)", "OLD", TODAY.minusDays(1), Lot.State.USED);
        Lot recalled = lot("IPV (IPOL)", "BAD", TODAY.plusDays(100), Lot.State.RECALLED);

        assertTrue(refused(() -> IMMUNIZATIONS.record(chart(patient), List.of(give(expired, Map.of("x", "y"))), no()))
                .contains("expired"));
        assertTrue(refused(() -> IMMUNIZATIONS.record(chart(patient), List.of(give(recalled, Map.of())), no()))
                .contains("recalled"));
        assertEquals(5, STOCK.lot(PHYSICIAN, expired.id()).count());
    }

    @Test
    void aLiveVaccineInPregnancyIsHeldBackForScreensAndForTheApi() {
        String patient = patient("1996-05-06", "female");
        RECORD.store(
                "{'resourceType':'Condition','id':'pg" + patient + "','subject':{'reference':'Patient/" + patient
                        + "'},'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'Z33.1'}],'text':'Pregnant'}}");
        Lot mmr = lot("MMR (M-M-R II)", "M" + patient, TODAY.plusDays(100), Lot.State.USED);

        assertInstanceOf(Standing.Contraindicated.class, standing(patient, "Measles"));
        assertTrue(refused(() -> IMMUNIZATIONS.record(chart(patient), List.of(give(mmr, Map.of())), no()))
                .contains("Do not give it in pregnancy."));
        String said = refused(() -> put(PHYSICIAN, measles("api" + patient, patient, "")));
        assertTrue(said.contains("questions") || said.contains("pregnancy"), said);

        ShotFinding finding = IMMUNIZATIONS.look(chart(patient), List.of(give(mmr, Map.of())), no()).getFirst().stream()
                .filter(each -> each.kind() == ShotFinding.Kind.CONTRAINDICATED)
                .findFirst()
                .orElseThrow();
        List<String> ids = IMMUNIZATIONS.record(
                chart(patient), List.of(give(mmr, Map.of(finding.key(), "She is not pregnant any more"))), no());
        assertEquals(
                List.of("Contraindicated. Do not give it in pregnancy.: She is not pregnant any more"),
                IMMUNIZATIONS.dose(chart(patient), ids.getFirst()).overrides());
    }

    @Test
    void withoutAnswersALiveVaccineWaitsAndWhatProgramsBringFromElsewhereDoesNot() {
        String patient = patient("2020-05-06", "male");

        assertTrue(refused(() -> put(PHYSICIAN, measles("q" + patient, patient, "")))
                .contains("questions"));
        put(PROGRAM, measles("r" + patient, patient, ""));
        put(
                PHYSICIAN,
                measles("s" + patient, patient, ",'reportOrigin':{'text':'school'}")
                        .replace("'primarySource':true", "'primarySource':false"));
        assertEquals(1, answer(patient, "Measles").doses().size());
    }

    @Test
    void whatIsNotUnderstoodWithholdsLiveVaccinesUntilSomebodyHasAsked() {
        String patient = patient("2020-05-06", "male");
        RECORD.store(
                "{'resourceType':'Condition','id':'c" + patient + "','subject':{'reference':'Patient/" + patient
                        + "'},'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},'code':{'text':'something rare'}}");
        Standing.NotEvaluated waits = assertInstanceOf(Standing.NotEvaluated.class, standing(patient, "Measles"));
        assertTrue(waits.why().toString().contains("something rare"), waits.toString());
        assertFalse(standing(patient, "Polio") instanceof Standing.NotEvaluated);

        Lot mmr = lot("MMR (M-M-R II)", "N" + patient, TODAY.plusDays(100), Lot.State.USED);
        IMMUNIZATIONS.record(chart(patient), List.of(give(mmr, Map.of())), no());

        String other = patient("2020-05-06", "male");
        assertTrue(refused(() -> IMMUNIZATIONS.record(
                        chart(other),
                        List.of(give(mmr, Map.of())),
                        with(Screening.Question.IMMUNE, Screening.Answer.UNKNOWN)))
                .contains("not known today"));
    }

    private static void problem(String patient, String coding, String text) {
        RECORD.store("{'resourceType':'Condition','id':'c" + ++patients + "','subject':{'reference':'Patient/" + patient
                + "'},'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},'code':{"
                + (coding.isEmpty() ? "" : "'coding':[{'system':'http://snomed.info/sct','code':'" + coding + "'}],")
                + "'text':'" + text + "'}}");
    }

    @Test
    void theHierarchyTellsWhichUnknownProblemsHaveNothingToDoWithImmunity() {
        String foot = patient("2020-05-06", "male");
        problem(foot, "202882003", "Plantar fasciitis");
        String eye = patient("2020-05-06", "male");
        problem(eye, "999000001", "Something of the eye");
        String unknown = patient("2020-05-06", "male");
        problem(unknown, "999000003", "Something else");

        assertInstanceOf(Standing.Overdue.class, standing(foot, "Measles"));
        assertInstanceOf(Standing.NotEvaluated.class, standing(eye, "Measles"));
        assertInstanceOf(Standing.NotEvaluated.class, standing(unknown, "Measles"));
    }

    @Test
    void aClinicianSaysOnceThatAProblemDoesNotAffectImmunityAndCanTakeItBack() {
        String patient = patient("2020-05-06", "male");
        problem(patient, "999000003", "Something rare");
        String other = patient("2020-05-06", "male");
        problem(other, "999000003", "Something rare");
        Card waits = IMMUNIZATIONS.card(PHYSICIAN, patient);
        assertEquals("Something rare", waits.open().getFirst().name());

        IMMUNIZATIONS.settle(chart(patient), waits.open().getFirst().id());
        problem(patient, "999000003", "Something rare, once more");

        Card card = IMMUNIZATIONS.card(PHYSICIAN, patient);
        assertInstanceOf(Standing.Overdue.class, standing(patient, "Measles"));
        assertEquals(List.of(), card.open());
        assertEquals("Grace Ito", card.unaffected().getFirst().by());
        assertInstanceOf(Standing.NotEvaluated.class, standing(other, "Measles"), "of that patient only");
        problem(patient, "999000004", "Another one");
        assertInstanceOf(Standing.NotEvaluated.class, standing(patient, "Measles"), "of that code only");

        IMMUNIZATIONS.unsettle(chart(patient), card.unaffected().getFirst());
        assertEquals(3, IMMUNIZATIONS.card(PHYSICIAN, patient).open().size());
        Rights all = Rights.EVERYTHING;
        Caller nurse = new Caller(
                "account/2",
                "Nora",
                new Capacity("Nurse", ""),
                new Rights(
                        all.purpose(), Set.of(), Set.of(), all.clearances(), all.grants(), Set.of(Duty.CHART), false));
        Entries.Chart hers = new Entries.Chart(nurse, patient, null);
        assertTrue(refused(() -> IMMUNIZATIONS.settle(
                        hers,
                        IMMUNIZATIONS.card(nurse, patient).open().getFirst().id()))
                .contains("Only who may order"));
    }

    @Test
    void aPartOfAFileIsRefusedAndTheScheduleInForceStays() {
        byte[] whole = NurserySchedule.zip();
        Schedules schedules = parts().schedules;

        Failed failed = assertThrows(
                Failed.class, () -> schedules.load(PROGRAM, java.util.Arrays.copyOf(whole, whole.length / 2)));

        assertTrue(failed.failure().message().endsWith("Nothing was loaded."), failed.toString());
        assertEquals("CDSi 0.7", schedules.current().name());
        assertEquals(LocalDate.of(2026, 1, 2), schedules.current().written());
        assertFalse(schedules.load(PROGRAM, whole).changed());
    }

    @Test
    void whatWouldNotCountIsSaidBefore() {
        String patient = patient("2026-11-01", "male");
        Lot ipv = lot("IPV (IPOL)", "S" + patient, TODAY.plusDays(100), Lot.State.USED);

        assertTrue(refused(() -> IMMUNIZATIONS.record(chart(patient), List.of(give(ipv, Map.of())), no()))
                .contains("Would not count"));
    }

    @Test
    void aBirthDateOfAYearGivesNoForecast() {
        String patient = patient("2020", "male");

        Assessment.NoForecast none = assertInstanceOf(
                Assessment.NoForecast.class,
                IMMUNIZATIONS.card(PHYSICIAN, patient).assessment());

        assertTrue(none.why().contains("not known to the day"));
    }
}

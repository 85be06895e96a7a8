package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.network.link.Linking;

/** What becomes of a patient at one organization is told at once to those who treat them, there and at the other. */
class StayToldTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TwoMembers MEMBERS = new TwoMembers().joined();
    private static final TestProduct HOSPITAL = MEMBERS.family;
    private static final TestProduct PRACTICE = MEMBERS.heart;

    @BeforeAll
    static void staff() {
        for (TestProduct each : List.of(HOSPITAL, PRACTICE)) {
            for (String who : List.of("ito", "cho", "lee")) {
                each.send(
                        "PUT",
                        "Practitioner/" + who,
                        "{'resourceType':'Practitioner','id':'" + who + "','name':[{'family':'" + who + "'}]}");
                new TestAccounts(each).staff(who, "Dr " + who, who, "physician");
            }
        }
    }

    private static String person(String id, String name, String born, String more) {
        return "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'" + born
                + "','name':[{'family':'" + name
                + "','given':['Ada','Jane']}],'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                + "'telecom':[{'system':'phone','value':'503-555-01" + born.substring(8) + "'}]" + more + "}";
    }

    private static final String GP = ",'generalPractitioner':[{'reference':'Practitioner/ito'}]";

    /** Somebody of both, whose practice is told what becomes of them at the hospital. */
    private static void linked(String name, String born, String more) {
        HOSPITAL.send("PUT", "Patient/" + name, person(name, name, born, ""));
        PRACTICE.send("PUT", "Patient/p-" + name, person("p-" + name, name, born, more));
        linking().ask(OPERATOR, MEMBERS.familyThere(), "p-" + name, null, true);
        await("linked", () -> !linking().links("p-" + name).isEmpty());
        await("the record came", () -> copies("p-" + name) > 0);
    }

    private static long copies(String patient) {
        return PRACTICE.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM resource WHERE origin <> 0 AND patient = ?",
                                Address.of("Patient", patient))
                        .orElseThrow());
    }

    private static Linking linking() {
        return PRACTICE.wiring().sharing().linking();
    }

    private static Duration await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(20).toNanos(), what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static List<JsonObject> entries(TestProduct of, String search) {
        return of.get(search).json().objects("entry").stream()
                .map(each -> Objects.requireNonNull(each.object("resource")))
                .toList();
    }

    private static List<JsonObject> messages(TestProduct of, String patient) {
        return entries(of, "Communication?category=care-event&patient=" + patient);
    }

    private static List<String> told(TestProduct of, String patient) {
        return messages(of, patient).stream()
                .flatMap(each -> each.objects("payload").stream())
                .map(each -> String.valueOf(each.text("contentString")))
                .toList();
    }

    private static String at(int minutesAgo) {
        return Instant.now()
                .minus(Duration.ofMinutes(minutesAgo))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static String stay(String id, String patient, String status, String kind, String more) {
        return "{'resourceType':'Encounter','id':'" + id + "','status':'" + status
                + "','class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'" + kind
                + "'},'subject':{'reference':'Patient/" + patient + "'},'reasonCode':[{'text':'chest pain'}],"
                + "'participant':[{'individual':{'reference':'Practitioner/cho','display':'Dr Mina Cho'}}]"
                + more + "}";
    }

    @Test
    void aStayIsOneThreadWithThoseWhoTreatThePatientElsewhereAndEachStepIsThereWithinTwoSeconds() {
        linked("Marlowe", "1958-07-14", GP);
        List<Duration> took = new ArrayList<>();
        String begun = at(50);
        String admitted = at(30);
        HOSPITAL.send(
                "PUT",
                "Encounter/m1",
                stay("m1", "Marlowe", "in-progress", "EMER", ",'period':{'start':'" + begun + "'}"));
        took.add(await("arrived", () -> told(PRACTICE, "p-Marlowe").size() == 1));
        assertTrue(
                told(PRACTICE, "p-Marlowe").getFirst().startsWith("In the emergency department of Family Practice, "),
                told(PRACTICE, "p-Marlowe").toString());
        String stays =
                ",'classHistory':[{'class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'EMER'},"
                        + "'period':{'start':'" + begun + "','end':'" + admitted + "'}}],'period':{'start':'" + begun
                        + "'}";
        HOSPITAL.send("PUT", "Encounter/m1", stay("m1", "Marlowe", "in-progress", "IMP", stays));
        took.add(await("admitted", () -> told(PRACTICE, "p-Marlowe").size() == 2));
        String line = told(PRACTICE, "p-Marlowe").get(1);
        assertTrue(
                line.matches("Admitted to Family Practice, \\d\\d-\\w{3} \\d\\d:\\d\\d, for chest pain; Dr Mina Cho"),
                line);
        JsonObject message = messages(PRACTICE, "p-Marlowe").getFirst();
        PRACTICE.send(
                "PUT",
                "Communication/" + message.text("id"),
                message.with("status", new JsonString("completed")).toString());

        String moved =
                ",'location':[{'location':{'display':'Ward 3'},'status':'completed','period':{'start':'" + admitted
                        + "','end':'" + at(10)
                        + "'}},{'location':{'display':'Intensive care'},'status':'active','period':{'start':'"
                        + at(10) + "'}}]" + stays;
        HOSPITAL.send("PUT", "Encounter/m1", stay("m1", "Marlowe", "in-progress", "IMP", moved));
        took.add(await("moved", () -> told(PRACTICE, "p-Marlowe").size() == 3));
        message = messages(PRACTICE, "p-Marlowe").getFirst();
        assertEquals("in-progress", message.text("status"), "what is new is to be read again");
        assertTrue(message.toString().contains("Practitioner/ito"), message.toString());

        String left = moved.replace(
                        "'period':{'start':'" + begun + "'}",
                        "'period':{'start':'" + begun + "','end':'" + at(1) + "'}")
                + ",'hospitalization':{'dischargeDisposition':{'coding':[{'code':'home'}],'text':'home'}}";
        HOSPITAL.send("PUT", "Encounter/m1", stay("m1", "Marlowe", "finished", "IMP", left));
        took.add(await("discharged", () -> told(PRACTICE, "p-Marlowe").size() == 4));
        assertTrue(told(PRACTICE, "p-Marlowe").getLast().startsWith("Discharged from Family Practice, "));
        assertTrue(told(PRACTICE, "p-Marlowe").getLast().contains(", home; Dr Mina Cho"));
        assertEquals(1, messages(PRACTICE, "p-Marlowe").size());
        System.out.println("told elsewhere after " + took);
    }

    @Test
    void aReceiverThatWasDownIsToldOnceAndWholeAlsoWhenToldTwiceOrByAnotherProcess() {
        linked("Quill", "1949-03-08", GP);
        TwoMembers.down(PRACTICE);
        String begun = at(20);
        HOSPITAL.send(
                "PUT", "Encounter/q1", stay("q1", "Quill", "arrived", "EMER", ",'period':{'start':'" + begun + "'}"));
        HOSPITAL.send(
                "PUT",
                "Encounter/q1",
                stay("q1", "Quill", "in-progress", "EMER", ",'period':{'start':'" + begun + "'}"));
        String left = ",'period':{'start':'" + begun + "','end':'" + at(2) + "'}";
        HOSPITAL.send("PUT", "Encounter/q1", stay("q1", "Quill", "finished", "EMER", left));
        TwoMembers.up(PRACTICE);
        await("told", () -> told(PRACTICE, "p-Quill").size() == 2);
        JsonObject before = messages(PRACTICE, "p-Quill").getFirst();
        PRACTICE.wiring().staying().told("p-Quill");
        PRACTICE.wiring().staying().told("p-Quill");
        assertEquals(before, messages(PRACTICE, "p-Quill").getFirst());
        assertEquals(1, messages(PRACTICE, "p-Quill").size());

        HOSPITAL.send("PUT", "Encounter/q1", stay("q1", "Quill", "entered-in-error", "EMER", left));
        await("taken back", () -> told(PRACTICE, "p-Quill").size() == 3);
        assertTrue(told(PRACTICE, "p-Quill").getLast().startsWith("Entered in error at Family Practice"));
    }

    @Test
    void whatPatientsDenyIsNotToldAndWhatIsWithdrawnIsUnsaid() {
        linked("Sorrel", "1967-12-21", GP);
        HOSPITAL.send(
                "PUT",
                "Encounter/s1",
                stay("s1", "Sorrel", "in-progress", "IMP", ",'period':{'start':'" + at(9) + "'}"));
        await("told", () -> told(PRACTICE, "p-Sorrel").size() == 1);
        HOSPITAL.send(
                "PUT",
                "Encounter/s2",
                stay(
                        "s2",
                        "Sorrel",
                        "in-progress",
                        "EMER",
                        ",'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]},"
                                + "'period':{'start':'" + at(5) + "'}"));
        linking().end(OPERATOR, linking().links("p-Sorrel").getFirst(), "Not the same");
        await("unsaid", () -> told(PRACTICE, "p-Sorrel").isEmpty());
        assertEquals(
                "entered-in-error", messages(PRACTICE, "p-Sorrel").getFirst().text("status"));
        assertEquals(1, messages(PRACTICE, "p-Sorrel").size());
    }

    @Test
    void withinOneOrganizationTheTeamIsToldAndWhereThereIsNoneSomebodyIs() {
        PRACTICE.send("PUT", "Patient/own", person("own", "Own", "1971-01-02", GP));
        PRACTICE.send(
                "PUT",
                "CareTeam/own",
                "{'resourceType':'CareTeam','id':'own','status':'active','subject':{'reference':'Patient/own'},"
                        + "'participant':[{'member':{'reference':'Practitioner/lee','display':'Dr Lee'}},"
                        + "{'member':{'reference':'Practitioner/cho'},'period':{'end':'2024-01-01'}}]}");
        PRACTICE.send("PUT", "Patient/alone", person("alone", "Alone", "1972-01-02", ""));
        Duration took = Duration.ZERO;
        for (String patient : List.of("own", "alone")) {
            PRACTICE.send(
                    "PUT",
                    "Encounter/e-" + patient,
                    stay("e-" + patient, patient, "in-progress", "IMP", ",'period':{'start':'" + at(3) + "'}"));
            took = await("told", () -> !told(PRACTICE, patient).isEmpty());
        }
        System.out.println("told here after " + took);
        assertEquals(2, messages(PRACTICE, "own").size());
        String both = messages(PRACTICE, "own").toString();
        assertTrue(both.contains("Practitioner/ito") && both.contains("Practitioner/lee"), both);
        assertEquals(1, messages(PRACTICE, "alone").size());
        assertTrue(messages(PRACTICE, "alone").toString().contains("urn:throughline:role"));
        assertTrue(
                !told(PRACTICE, "alone").toString().contains("chest pain"),
                told(PRACTICE, "alone").toString());
    }

    @Test
    void aDeathCallsOffWhatIsBookedOnceItIsEnteredHereAndIsATaskBefore() {
        linked("Ulmer", "1961-05-09", GP);
        PRACTICE.send(
                "PUT",
                "Appointment/u1",
                "{'resourceType':'Appointment','id':'u1','status':'booked','start':'2031-01-02T10:00:00Z','end':'2031-01-02T10:20:00Z',"
                        + "'participant':[{'actor':{'reference':'Patient/p-Ulmer'},'status':'accepted'}]}");
        HOSPITAL.send(
                "PUT",
                "Encounter/u1",
                stay(
                        "u1",
                        "Ulmer",
                        "finished",
                        "IMP",
                        ",'period':{'start':'" + at(300) + "','end':'" + at(3)
                                + "'},'hospitalization':{'dischargeDisposition':{'coding':[{'code':'exp'}]}}"));
        String task = "Task?patient=p-Ulmer&code=told-dead";
        await("a task", () -> !entries(PRACTICE, task).isEmpty());
        assertTrue(told(PRACTICE, "p-Ulmer").getLast().startsWith("Died at Family Practice, "));
        String words = entries(PRACTICE, task).toString();
        assertTrue(words.contains("says Family Practice: not entered here yet"), words);
        assertTrue(PRACTICE.wiring().staying().toldDead("p-Ulmer"));
        assertEquals("booked", PRACTICE.get("Appointment/u1").json().text("status"));

        PRACTICE.send(
                "PUT",
                "Patient/p-Ulmer",
                person("p-Ulmer", "Ulmer", "1961-05-09", GP + ",'deceasedDateTime':'" + at(3) + "'"));
        await(
                "called off",
                () -> "cancelled".equals(PRACTICE.get("Appointment/u1").json().text("status")));
        await(
                "done",
                () -> "completed".equals(entries(PRACTICE, task).getFirst().text("status")));
    }

    @Test
    void aSummaryOfAnotherSystemIsOneTaskWhichGoesWithTheLink() {
        linked("Sedge", "1957-08-12", GP);
        String summary = "{'resourceType':'DocumentReference','id':'s1','status':'current','date':'" + at(1)
                + "','type':{'coding':[{'system':'http://loinc.org','code':'18842-5'}]},'subject':{'reference':'Patient/Sedge'},"
                + "'description':'Summary','content':[{'attachment':{'contentType':'application/pdf','data':'aGk='}}]}";
        HOSPITAL.send("PUT", "DocumentReference/s1", summary);
        String tasks = "Task?patient=p-Sedge&code=reconcile-discharge";
        await("a task", () -> entries(PRACTICE, tasks).size() == 1);
        String task = entries(PRACTICE, tasks).getFirst().toString();
        assertTrue(task.contains("Practitioner/ito") && task.contains("discharge summary of"), task);

        HOSPITAL.send("PUT", "DocumentReference/s1", summary.replace("'Summary'", "'Summary, signed'"));
        await(
                "the change came",
                () -> PRACTICE.database()
                        .read(connection -> Sql.any(
                                connection,
                                "SELECT 1 FROM resource WHERE origin <> 0 AND patient = ? AND version = 2",
                                Address.of("Patient", "p-Sedge"))));
        PRACTICE.wiring().staying().told("p-Sedge");
        assertEquals(1, entries(PRACTICE, tasks).size());

        linking().end(OPERATOR, linking().links("p-Sedge").getFirst(), "Two people");
        await("withdrawn", () -> entries(PRACTICE, tasks + "&status=cancelled").size() == 1);
        String withdrawn = entries(PRACTICE, tasks).getFirst().toString();
        assertTrue(!withdrawn.contains("discharge summary of") && withdrawn.contains("taken back"), withdrawn);
        await(
                "what relied on it",
                () -> entries(PRACTICE, "Flag?patient=p-Sedge").size() == 1);
        String told = entries(PRACTICE, "Task?patient=p-Sedge").toString();
        assertTrue(told.contains("1 of them known to rest"), told);
    }

    @Test
    void aPendingResultIsClosedByTheSameTestFromAnybodyAndByNoOther() {
        linked("Teasel", "1958-02-13", GP);
        String code = "'code':{'coding':[{'system':'http://loinc.org','code':'4548-4'}],'text':'Hemoglobin A1c'}";
        HOSPITAL.send(
                "PUT",
                "ServiceRequest/t1",
                "{'resourceType':'ServiceRequest','id':'t1','status':'active','intent':'order','authoredOn':'" + at(60)
                        + "','subject':{'reference':'Patient/Teasel'}," + code + "}");
        await("the order came", () -> copies("p-Teasel") > 2);
        HOSPITAL.send(
                "PUT",
                "DocumentReference/t1",
                "{'resourceType':'DocumentReference','id':'t1','status':'current','date':'" + at(30)
                        + "','type':{'coding':[{'system':'http://loinc.org','code':'18842-5'}]},'subject':{'reference':'Patient/Teasel'},"
                        + "'content':[{'attachment':{'contentType':'text/plain','data':'aGk='}}],"
                        + "'extension':[{'url':'urn:throughline:discharge-pending','extension':[{'url':'what','valueString':'A1c'},"
                        + "{'url':'order','valueReference':{'reference':'ServiceRequest/t1'}}]}]}");
        String open = "Task?patient=p-Teasel&code=pending-result&status=requested";
        await("a task", () -> entries(PRACTICE, open).size() == 1);
        result("other", "2345-7", at(5), at(5));
        result("before", "4548-4", at(60 * 24 * 30), at(60 * 24 * 30));
        PRACTICE.wiring().staying().told("p-Teasel");
        assertEquals(1, entries(PRACTICE, open).size());

        result("same", "17856-6", at(5), at(4));
        PRACTICE.wiring().staying().told("p-Teasel");
        String closed = entries(PRACTICE, "Task?patient=p-Teasel&code=pending-result&status=completed")
                .toString();
        assertTrue(closed.contains("Closed by A test"), closed);
    }

    private static void result(String id, String loinc, String taken, String issued) {
        PRACTICE.send(
                "PUT",
                "Observation/" + id,
                "{'resourceType':'Observation','id':'" + id + "','status':'final','effectiveDateTime':'" + taken
                        + "','issued':'" + issued + "','code':{'coding':[{'system':'http://loinc.org','code':'" + loinc
                        + "'}],'text':'A test'},'subject':{'reference':'Patient/p-Teasel'},'valueString':'x'}");
    }

    @Test
    void aDischargeIsTasksOfWhoTreatsThePatientWhichEndWhenTheResultOrTheVisitComes() {
        linked("Clover", "1955-03-04", GP);
        HOSPITAL.send(
                "PUT",
                "ServiceRequest/c1",
                "{'resourceType':'ServiceRequest','id':'c1','status':'active','intent':'order','subject':{'reference':'Patient/Clover'},"
                        + "'code':{'text':'Blood culture'},'requester':{'reference':'Practitioner/cho'}}");
        await("the order came", () -> copies("p-Clover") > 2);
        String summary = "{'resourceType':'DocumentReference','id':'c1','status':'current','date':'" + at(1)
                + "','type':{'coding':[{'system':'http://loinc.org','code':'18842-5'}]},'subject':{'reference':'Patient/Clover'},"
                + "'author':[{'reference':'Practitioner/cho'}],'content':[{'attachment':{'contentType':'text/plain','data':'aGk='}}],"
                + "'extension':[{'url':'urn:throughline:discharge-drug','extension':[{'url':'change','valueString':'NEW'},"
                + "{'url':'what','valueString':'apixaban'},{'url':'why','valueString':'atrial fibrillation'}]},"
                + "{'url':'urn:throughline:discharge-pending','extension':[{'url':'what','valueString':'Blood culture'},"
                + "{'url':'order','valueReference':{'reference':'ServiceRequest/c1'}}]},"
                + "{'url':'urn:throughline:discharge-follow-up','extension':[{'url':'what','valueString':'Blood count'},"
                + "{'url':'by','valueString':'2031-01-02'}]}]}";
        HOSPITAL.send("PUT", "DocumentReference/c1", summary);
        String tasks = "Task?patient=p-Clover&code=reconcile-discharge,pending-result,discharge-follow-up";
        await("three tasks", () -> entries(PRACTICE, tasks).size() == 3);
        assertTrue(entries(PRACTICE, tasks).stream()
                .allMatch(each -> each.toString().contains("Practitioner/ito")));
        PRACTICE.wiring().staying().told("p-Clover");
        assertEquals(3, entries(PRACTICE, tasks + "&status=requested").size());
        assertEquals(
                0,
                entries(HOSPITAL, "Task?patient=Clover&code=reconcile-discharge")
                        .size());

        HOSPITAL.send(
                "PUT",
                "DiagnosticReport/c1",
                "{'resourceType':'DiagnosticReport','id':'c1','status':'final','code':{'text':'Blood culture'},"
                        + "'subject':{'reference':'Patient/Clover'},'basedOn':[{'reference':'ServiceRequest/c1'}]}");
        await(
                "the result ended its task",
                () -> entries(PRACTICE, "Task?patient=p-Clover&code=pending-result&status=completed")
                                .size()
                        == 1);
        PRACTICE.send(
                "PUT",
                "Encounter/seen",
                "{'resourceType':'Encounter','id':'seen','status':'finished','class':{'code':'AMB'},"
                        + "'subject':{'reference':'Patient/p-Clover'},'period':{'start':'" + at(-1) + "','end':'"
                        + at(-2)
                        + "'}}");
        PRACTICE.wiring().staying().lookAgain();
        assertEquals(
                1,
                entries(PRACTICE, "Task?patient=p-Clover&code=discharge-follow-up&status=completed")
                        .size());
        assertEquals(1, entries(PRACTICE, tasks + "&status=requested").size());
    }
}

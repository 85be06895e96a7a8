package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.plan.Activity;
import org.throughline.care.plan.By;
import org.throughline.care.plan.Change;
import org.throughline.care.plan.PlanBoard;
import org.throughline.care.plan.PlanChanges;
import org.throughline.care.plan.PlanRequest;
import org.throughline.care.plan.SharedPlan;
import org.throughline.care.plan.Teammate;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.network.document.Enclosing;
import org.throughline.network.peer.Peer;
import org.throughline.network.plan.PlanMessages;
import org.throughline.network.post.Event;
import org.throughline.network.post.Received;
import org.throughline.record.Records;

/** A plan and a team of a family practice on which a heart center works too. */
class SharedPlanTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TwoMembers MEMBERS = new TwoMembers().joined();
    private static final TestProduct FAMILY = MEMBERS.family;
    private static final TestProduct HEART = MEMBERS.heart;
    private static final Author ITO = new Author("Practitioner/ito", "Rei Ito");
    private static final Author RUIZ = new Author("Practitioner/ruiz", "Ana Ruiz");

    @BeforeAll
    static void people() {
        FAMILY.send(
                "PUT",
                "Practitioner/ito",
                "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito','given':['Rei']}],"
                        + "'telecom':[{'system':'phone','value':'503-555-0100'}]}");
        HEART.send(
                "PUT",
                "Practitioner/ruiz",
                "{'resourceType':'Practitioner','id':'ruiz','name':[{'family':'Ruiz','given':['Ana']}],"
                        + "'identifier':[{'system':'http://hl7.org/fhir/sid/us-npi','value':'1538296715'}]}");
        new TestAccounts(FAMILY).staff("ito", "Rei Ito", "ito", "physician");
        new TestAccounts(HEART).staff("ruiz", "Ana Ruiz", "ruiz", "physician");
    }

    /** Somebody of whom both have a record that they share, with a plan and a team at the family practice. */
    private static void patientOfBoth(String name, String born) {
        String who = "'gender':'female','birthDate':'" + born + "','name':[{'family':'" + name
                + "','given':['Ada','Jane']}],'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                + "'telecom':[{'system':'phone','value':'503-555-01" + born.substring(8) + "'}]";
        FAMILY.send(
                "PUT",
                "Patient/" + name,
                "{'resourceType':'Patient','id':'" + name
                        + "','generalPractitioner':[{'reference':'Practitioner/ito'}]," + who + "}");
        HEART.send(
                "PUT",
                "Patient/h-" + name,
                "{'resourceType':'Patient','id':'h-" + name
                        + "','generalPractitioner':[{'reference':'Practitioner/ruiz'}]," + who + "}");
        FAMILY.send("PUT", "CarePlan/" + name, plan(name, ""));
        FAMILY.send(
                "PUT",
                "CareTeam/" + name,
                "{'resourceType':'CareTeam','id':'" + name + "','status':'active','subject':{'reference':'Patient/"
                        + name
                        + "'},'participant':[{'role':[{'text':'Family physician'}],"
                        + "'member':{'reference':'Practitioner/ito','display':'Rei Ito'}}]}");
        HEART.wiring().sharing().linking().ask(OPERATOR, MEMBERS.familyThere(), "h-" + name, null, true);
        await("the plan came", () -> !theirs(name).plans().isEmpty());
        await("the team came", () -> !theirs(name).people().isEmpty());
    }

    private static String plan(String name, String labels) {
        return "{'resourceType':'CarePlan','id':'" + name + "'," + labels
                + "'status':'active','intent':'plan','title':'Heart failure','subject':{'reference':'Patient/" + name
                + "'},'activity':[{'detail':{'status':'not-started','description':'Walk daily'}},"
                + "{'id':'weigh','detail':{'status':'in-progress','description':'Weigh daily'}}]}";
    }

    private static Duration await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(30).toNanos(), what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Caller clinician(TestProduct at, String account) {
        return at.wiring().login().rights().caller(account).orElseThrow();
    }

    private static PlanBoard board(TestProduct at, String account, String patient) {
        return at.wiring().care().plans(at.base()).read(clinician(at, account).withOutside(), patient);
    }

    private static PlanBoard ours(String name) {
        return board(FAMILY, "ito", name);
    }

    private static PlanBoard theirs(String name) {
        return board(HEART, "ruiz", "h-" + name);
    }

    private static Activity activity(PlanBoard board, String what) {
        return board.plans().stream()
                .flatMap(each -> each.activities().stream())
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private static void fromHeart(String name, String id, Change change) {
        HEART.wiring()
                .between()
                .plans()
                .send(
                        new Entries.Chart(clinician(HEART, "ruiz"), "h-" + name, RUIZ),
                        id,
                        change,
                        "Heart failure: " + change.words());
    }

    private static void here(String name, Change change) {
        Caller ito = clinician(FAMILY, "ito");
        FAMILY.wiring()
                .care()
                .planChanges(FAMILY.base())
                .apply(
                        new PlanChanges.Acting(ito, ito),
                        name,
                        name,
                        change,
                        new By(ITO.reference(), ITO.display(), "", "", ZonedDateTime.now(Clock.systemUTC())),
                        Records.Company.NONE);
    }

    private static String copy(String name) {
        return theirs(name).plans().getFirst().id();
    }

    private static List<PlanRequest> sent(String name) {
        return HEART.wiring().between().plans().sent(clinician(HEART, "ruiz"), "h-" + name);
    }

    private static List<PlanRequest> refused(String name) {
        return sent(name).stream()
                .filter(each -> each.state() == PlanRequest.State.REFUSED)
                .toList();
    }

    @Test
    void whatIsDoneElsewhereIsInThePlanAndBackInAMomentWithItsAuthor() {
        patientOfBoth("Marlowe", "1958-07-14");
        String id = copy("Marlowe");
        String walk = activity(theirs("Marlowe"), "Walk daily").key();
        fromHeart("Marlowe", id, new Change.Step(walk, "not-started", "in-progress", "Half a mile"));
        Duration back = await(
                "it is back",
                () -> activity(theirs("Marlowe"), "Walk daily").status().equals("in-progress"));
        assertTrue(back.toSeconds() < 10, back.toString());
        assertEquals(
                "Ana Ruiz, Heart Center",
                activity(ours("Marlowe"), "Walk daily").progress().getLast().author());
        await("nothing is on its way", () -> sent("Marlowe").isEmpty());

        fromHeart(
                "Marlowe",
                id,
                new Change.Add(
                        "Salt below 5 g",
                        new Change.Performer(HEART.base() + "/Practitioner/ruiz", "Ana Ruiz"),
                        "2027-01-31"));
        fromHeart("Marlowe", id, new Change.Aim("No swelling", "2027-03-01"));
        fromHeart("Marlowe", id, new Change.Review("Goes on"));
        await(
                "all is back",
                () -> theirs("Marlowe").plans().getFirst().reviews().size() == 1
                        && theirs("Marlowe").goals().size() == 1);
        SharedPlan plan = ours("Marlowe").plans().getFirst();
        assertEquals(
                "Ana Ruiz, Heart Center",
                activity(ours("Marlowe"), "Salt below 5 g").who());
        assertEquals(plan.goals(), Set.of(ours("Marlowe").goals().getFirst().id()));
        assertEquals(
                Set.of(theirs("Marlowe").goals().getFirst().id()),
                theirs("Marlowe").plans().getFirst().goals());
        fromHeart(
                "Marlowe", theirs("Marlowe").goals().getFirst().id(), new Change.Standing("none", "improving", "Thin"));
        await(
                "how the goal stands is back",
                () -> theirs("Marlowe").goals().getFirst().stands().equals("improving"));
        String stored = FAMILY.get("Goal?patient=Marlowe").text();
        assertTrue(stored.contains("\"achievementStatus\"") && stored.contains("Ana Ruiz, Heart Center"), stored);
        String trail = FAMILY.get("AuditEvent?patient=Marlowe&_count=100").text();
        assertTrue(trail.contains("Ana Ruiz, Heart Center"), trail);
    }

    @Test
    void twoWhoContradictEachOtherAreToldAndNothingIsOverwritten() {
        patientOfBoth("Quill", "1949-03-08");
        String id = copy("Quill");
        String walk = activity(theirs("Quill"), "Walk daily").key();
        TwoMembers.down(HEART); // so that it does not know yet what the other says
        here("Quill", new Change.Step(walk, "not-started", "completed", ""));
        fromHeart("Quill", id, new Change.Step(walk, "not-started", "cancelled", "Her knee"));
        fromHeart("Quill", id, new Change.Step("iweigh", "in-progress", "completed", ""));
        await("the one is refused", () -> !refused("Quill").isEmpty());
        TwoMembers.up(HEART);
        PlanRequest request = refused("Quill").getFirst();
        assertEquals("It is “Done” meanwhile (Rei Ito).", request.why());
        await(
                "the other holds",
                () -> theirs("Quill").plans().stream() // for a moment it may begin anew with what it is told
                        .flatMap(each -> each.activities().stream())
                        .anyMatch(each -> each.what().equals("Weigh daily")
                                && each.status().equals("completed")));
        assertEquals("completed", activity(ours("Quill"), "Walk daily").status());
        assertEquals(1, activity(ours("Quill"), "Walk daily").progress().size());
        await(
                "whoever sent it is told",
                () -> HEART.get("Task?patient=h-Quill&owner=Practitioner/ruiz")
                        .text()
                        .contains("has not taken a change"));
        assertThrows(
                Failed.class,
                () -> fromHeart("Quill", id, new Change.Step(walk, "not-started", "cancelled", "")),
                "what is known here to contradict is not sent");
    }

    @Test
    void whatComesTwiceIsAppliedOnce() {
        patientOfBoth("Sorrel", "1967-12-21");
        AtomicInteger lost = new AtomicInteger();
        FAMILY.behind(handler -> request -> {
            Answer answer = handler.handle(request);
            return request.path().equals("/network/messages") && lost.getAndIncrement() < 2 ? Answer.of(503) : answer;
        });
        fromHeart("Sorrel", copy("Sorrel"), new Change.Review("Well"));
        await("it was heard", () -> sent("Sorrel").isEmpty());
        TwoMembers.up(FAMILY);
        assertEquals(3, lost.get());
        assertEquals(1, ours("Sorrel").plans().getFirst().reviews().size());
    }

    @Test
    void whatMayNotBeSeenFromThereMayNotBeChangedFromThere() {
        patientOfBoth("Yarrow", "1955-01-17");
        String id = copy("Yarrow");
        TwoMembers.down(HEART); // it has what it may not have any more
        FAMILY.send(
                "PUT",
                "CarePlan/Yarrow",
                plan(
                        "Yarrow",
                        "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]},"));
        fromHeart("Yarrow", id, new Change.Review("Well"));
        await("it is refused", () -> !refused("Yarrow").isEmpty());
        assertEquals(
                "It is there no more, or not to be seen by you any more.",
                refused("Yarrow").getFirst().why());
        assertTrue(!FAMILY.get("CarePlan/Yarrow").text().contains("Well"));
        TwoMembers.up(HEART);
        await("it is gone there", () -> theirs("Yarrow").plans().isEmpty());
        assertThrows(Failed.class, () -> fromHeart("Yarrow", id, new Change.Review("Well")));
    }

    @Test
    void whenTheRecordIsSharedNoMoreNothingIsTaken() {
        patientOfBoth("Tansy", "1972-10-30");
        String id = copy("Tansy");
        TwoMembers.down(HEART);
        JsonObject consent = Objects.requireNonNull(FAMILY.get("Consent?patient=Tansy")
                .json()
                .objects("entry")
                .getFirst()
                .object("resource"));
        FAMILY.send(
                "PUT",
                "Consent/" + consent.text("id"),
                consent.with("status", new JsonString("inactive")).toString());
        fromHeart("Tansy", id, new Change.Review("Well"));
        await("it is refused", () -> !refused("Tansy").isEmpty());
        TwoMembers.up(HEART);
        assertTrue(!FAMILY.get("CarePlan/Tansy").text().contains("Well"));
    }

    @Test
    void whoJoinsATeamFromElsewhereIsSeenByAllAndGainsNothing() {
        patientOfBoth("Bryony", "1981-02-11");
        // Somebody else here happens to have the id that she has there.
        FAMILY.send("PUT", "Practitioner/ruiz", "{'resourceType':'Practitioner','id':'ruiz'}");
        new TestAccounts(FAMILY).staff("namesake", "Somebody else", "ruiz", "physician");
        List<Long> before = treating("Bryony");
        fromHeart("Bryony", theirs("Bryony").teams().getFirst().id(), new Change.Join("Cardiologist"));
        await("she is in the team", () -> theirs("Bryony").people().size() == 2);
        Teammate ruiz = ours("Bryony").people().getLast();
        assertEquals(List.of("Ana Ruiz", "Heart Center"), List.of(ruiz.name(), ruiz.organization()));
        assertEquals(List.of("Cardiologist"), ruiz.roles());
        assertEquals("503-555-0100", ours("Bryony").people().getFirst().means());
        assertEquals(before, treating("Bryony"), "nobody treats the patient by that");
        assertTrue(board(FAMILY, "namesake", "Bryony").denied().contains("CareTeam"));
        assertEquals("", theirs("Bryony").people().getLast().organization(), "at home she is one of us");

        HEART.send(
                "PUT",
                "CareTeam/heart",
                "{'resourceType':'CareTeam','id':'heart','status':'active','subject':{'reference':'Patient/h-Bryony'},"
                        + "'participant':[{'role':[{'text':'Case manager'}],"
                        + "'member':{'reference':'Practitioner/ruiz','display':'Ana Ruiz'}}]}");
        await("both teams are one list", () -> ours("Bryony").teams().size() == 2);
        assertEquals(
                2,
                ours("Bryony").people().size(),
                "she is listed once: " + ours("Bryony").people());
        assertEquals(
                2,
                theirs("Bryony").people().size(),
                "there too: " + theirs("Bryony").people());

        fromHeart(
                "Bryony",
                theirs("Bryony").teams().stream()
                        .filter(each -> !each.holder().isUs())
                        .findFirst()
                        .orElseThrow()
                        .id(),
                new Change.Leave());
        await(
                "she leaves after today",
                () -> FAMILY.get("CareTeam/Bryony").text().contains("\"end\""));
    }

    private static List<Long> treating(String name) {
        return FAMILY.database()
                .read(connection -> Sql.list(
                        connection,
                        row -> row.getLong(1),
                        "SELECT actor FROM treating WHERE patient = ? ORDER BY 1",
                        Address.of("Patient", name)));
    }

    @Test
    void aMemberSpeaksForItsOwnPeopleAndAboutPatientsWhomItSharesOnly() {
        patientOfBoth("Ulmer", "1961-05-09");
        FAMILY.send("PUT", "Patient/secret", "{'resourceType':'Patient','id':'secret','name':[{'family':'Secret'}]}");
        FAMILY.send("PUT", "CarePlan/secret", plan("secret", ""));
        FAMILY.send("PUT", "Practitioner/spy", "{'resourceType':'Practitioner','id':'spy'}");
        List<Long> before = treating("Ulmer");
        for (String forged : List.of(
                FAMILY.base() + "/Practitioner/spy",
                "Practitioner/spy",
                "https://third.example/fhir/Practitioner/spy")) {
            assertThrows(
                    Failed.class,
                    () -> received(forged, "CareTeam/Ulmer", "h-Ulmer", new Change.Join("Spy")),
                    "nobody joins as somebody of ours, or of a third");
        }
        received(FAMILY.base() + "/Practitioner/spy", "CarePlan/Ulmer", "h-Ulmer", new Change.Review("Said so"));
        assertEquals(
                "Spy, Heart Center",
                ours("Ulmer").plans().getFirst().reviews().getFirst().author());
        assertEquals(before, treating("Ulmer"));
        for (String patient : List.of("h-Ulmer", "secret", "h-nobody")) {
            assertThrows(
                    Failed.class,
                    () -> received(
                            HEART.base() + "/Practitioner/ruiz", "CarePlan/secret", patient, new Change.Review("x")));
        }
        assertThrows(
                Failed.class,
                () -> received(
                        HEART.base() + "/Practitioner/ruiz", "CareTeam/Ulmer", "h-Ulmer", new Change.Review("x")),
                "a change is of what it is for");
    }

    /** What the heart center could send if it were another program. */
    private static void received(String requester, String focus, String patient, Change change) {
        Wiring wiring = FAMILY.wiring();
        Peer heart = MEMBERS.heartThere();
        References references = new References(wiring.care().types(), FAMILY.base());
        Caller member = wiring.sharing().members().apply(heart.number()).orElseThrow();
        JsonObject task = new PlanRequest(
                        "",
                        patient,
                        new Author("Organization/x", "Family Practice"),
                        FAMILY.base() + "/" + focus,
                        change.parts(),
                        "x",
                        new Author(requester, "Spy"),
                        Instant.now(),
                        PlanRequest.State.ON_ITS_WAY,
                        "")
                .json(List.of());
        JsonObject person = JsonObject.builder()
                .add("resourceType", "Patient")
                .add("id", patient)
                .build();
        new PlanMessages(
                        wiring.care().records(),
                        new Enclosing(wiring.care().records(), wiring.sharing().members()),
                        wiring.sharing().linking(),
                        wiring.care().planChanges(FAMILY.base()),
                        references,
                        Clock.systemUTC())
                .receive(new Received(heart, member, "m", Event.PLAN, List.of(task, person), Records.Company.NONE));
    }
}

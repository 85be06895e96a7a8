package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Duty;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.audit.AuditTrail;
import org.throughline.care.summary.HandedSummary;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.network.emergency.Asked;
import org.throughline.network.emergency.Told;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Peer;
import org.throughline.record.protection.Emergencies;
import org.throughline.record.protection.Emergency;

/** What others know of somebody is told in an emergency, by those who certainly know them, and entered on both sides. */
class EmergencyTest {
    private static final ThreeMembers MEMBERS = new ThreeMembers();
    private static final String REASON = "The patient cannot tell";

    private final TestProduct room = MEMBERS.room;
    private final TestProduct family = MEMBERS.family;
    private final TestProduct laboratory = MEMBERS.laboratory;

    @AfterEach
    void allAnswer() {
        ThreeMembers.up(laboratory);
        ThreeMembers.up(family);
    }

    private static Caller physician(Duty... duties) {
        return new Caller(
                "account/77",
                "Dr Mina Cho",
                new Capacity("Physician", "own"),
                new Rights(
                        Purpose.TREAT,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        List.of(Grant.of(Set.of("Patient"), EnumSet.of(Interaction.READ), Reach.EVERYONE)),
                        Set.of(duties),
                        true));
    }

    private Asked ask(String patient) {
        return room.wiring().sharing().emergencyCalls().ask(physician(Duty.BREAK_GLASS), patient, REASON);
    }

    private Told told(Asked asked, TestProduct by) {
        return answer(asked, by).orElseThrow().told();
    }

    private Optional<Asked.Answered> answer(Asked asked, TestProduct by) {
        Peer member = room.network().peers().at(by.home()).orElseThrow();
        return asked.of(asked.sources().stream()
                .filter(each -> each.number() == member.number())
                .findFirst()
                .orElseThrow());
    }

    private Told ofFamily(String patient) {
        Asked asked = ask(patient);
        asked.await(Duration.ofSeconds(20), Instant.now());
        return told(asked, family);
    }

    private static String words(Told told) {
        return assertInstanceOf(Told.Known.class, told).summary().parts().stream()
                .flatMap(part -> part.entries().stream())
                .filter(entry -> !entry.absent())
                .map(entry -> String.join(" · ", entry.cells()))
                .collect(Collectors.joining("\n"));
    }

    private static void allergy(TestProduct at, String patient, String to, String label) {
        at.send(
                "POST",
                "AllergyIntolerance",
                "{'resourceType':'AllergyIntolerance','criticality':'high',"
                        + (label.isEmpty()
                                ? ""
                                : "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'"
                                        + label + "'}]},")
                        + "'clinicalStatus':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]},"
                        + "'patient':{'reference':'Patient/" + patient + "'},'code':{'text':'" + to + "'}}");
    }

    private static void denies(TestProduct at, String patient, String purpose) {
        at.send(
                "POST",
                "Consent",
                "{'resourceType':'Consent','status':'active','scope':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},"
                        + "'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],"
                        + "'patient':{'reference':'Patient/" + patient + "'},'policyRule':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'OPTIN'}]},"
                        + "'provision':{'type':'deny'"
                        + (purpose.isEmpty()
                                ? ""
                                : ",'purpose':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':'"
                                        + purpose + "'}]")
                        + "}}");
    }

    private static List<Emergency> entered(TestProduct at, String patient) {
        return new Emergencies(at.database(), new AuditTrail(at.database()), Instant::now)
                .unreviewed(1000).stream()
                        .filter(each -> each.patient().equals(patient))
                        .toList();
    }

    private static String trail(TestProduct at, String patient) {
        return at.get("AuditEvent?patient=" + patient + "&_count=200").text();
    }

    @Test
    void whatIsKnownIsToldWithoutWaitingForWhoIsSilentAndWhoAnswersLateIsShownToo() throws InterruptedException {
        ThreeMembers.person(room, "e-Vetch", "Vetch", "1958-07-14");
        ThreeMembers.person(family, "Vetch", "Vetch", "1958-07-14");
        ThreeMembers.person(laboratory, "l-Vetch", "Vetch", "1958-07-14");
        allergy(family, "Vetch", "Penicillins", "");
        allergy(laboratory, "l-Vetch", "Latex", "");
        ThreeMembers.hangs(laboratory, Duration.ofSeconds(5));

        Asked asked = ask("e-Vetch");
        for (int i = 0; i < 200 && answer(asked, family).isEmpty(); i++) {
            Thread.sleep(20);
        }
        System.out.println("emergency: told after "
                + answer(asked, family).orElseThrow().after().toMillis() + " ms with one silent");
        assertTrue(words(told(asked, family)).contains("Penicillins"));
        assertTrue(asked.waits());

        asked.await(Duration.ofSeconds(20), Instant.now());
        assertTrue(words(told(asked, laboratory)).contains("Latex"));
        assertFalse(asked.waits());
    }

    @Test
    void whoCannotAnswerIsSaidToBeSilent() {
        ThreeMembers.person(room, "e-Bracken", "Bracken", "1961-03-02");
        ThreeMembers.person(family, "Bracken", "Bracken", "1961-03-02");
        ThreeMembers.down(laboratory);
        Asked asked = ask("e-Bracken");
        asked.await(Duration.ofSeconds(20), Instant.now());
        assertInstanceOf(Told.Known.class, told(asked, family));
        assertInstanceOf(Told.Silent.class, told(asked, laboratory));
    }

    @Test
    void bothSidesEnterItAndNothingElseComesOfIt() {
        ThreeMembers.person(room, "e-Clover", "Clover", "1947-11-20");
        ThreeMembers.person(family, "Clover", "Clover", "1947-11-20");
        allergy(family, "Clover", "Penicillins", "");
        ofFamily("e-Clover");

        Emergency there = entered(family, "Clover").getFirst();
        assertEquals("Dr Mina Cho, City Hospital", there.display());
        assertEquals(REASON, there.reason());
        assertEquals(there.begun(), there.until(), "it opens nothing for later");
        assertEquals(1, entered(room, "e-Clover").size());
        assertTrue(trail(family, "Clover").contains("ETREAT"));
        assertTrue(trail(room, "e-Clover").contains("ETREAT"));
        assertEquals(List.of(), room.wiring().sharing().linking().links("e-Clover"));
        boolean kept = room.database()
                .<Boolean>read(connection -> Sql.any(connection, "SELECT 1 FROM resource WHERE origin <> 0"));
        assertFalse(kept, "no copies are kept");
    }

    @Test
    void nobodyIsToldAnythingOfWhoMayBeMeant() {
        room.send(
                "PUT",
                "Patient/e-Sage",
                "{'resourceType':'Patient','id':'e-Sage','gender':'female','birthDate':'1949-08-03','name':[{'family':'Sage','given':['Ada']}]}");
        ThreeMembers.person(family, "Sage", "Sage", "1949-03-08");
        allergy(family, "Sage", "Penicillins", "");
        assertEquals(new Told.Perhaps("503-555-0100"), ofFamily("e-Sage"));
        assertEquals(List.of(), entered(family, "Sage"));
        assertTrue(trail(family, "Sage").contains("ETREAT"), "the patient sees that somebody asked");
    }

    @Test
    void whoIsNotKnownIsSaidToBeUnknown() {
        ThreeMembers.person(room, "e-Thistle", "Thistle", "1983-01-09");
        assertEquals(new Told.Nobody(), ofFamily("e-Thistle"));
    }

    @Test
    void consentsArePassedUnlessTheyNameEmergencies() {
        ThreeMembers.person(room, "e-Tulip", "Tulip", "1966-02-27");
        ThreeMembers.person(family, "Tulip", "Tulip", "1966-02-27");
        allergy(family, "Tulip", "Penicillins", "");
        denies(family, "Tulip", "");
        assertTrue(words(ofFamily("e-Tulip")).contains("Penicillins"));

        denies(family, "Tulip", "ETREAT");
        assertEquals(new Told.Nobody(), ofFamily("e-Tulip"));
        assertEquals(1, entered(family, "Tulip").size(), "the one that was answered");
    }

    @Test
    void whatTheRoleOfMembersHasNoClearanceForIsNotTold() {
        ThreeMembers.person(room, "e-Rush", "Rush", "1972-05-30");
        ThreeMembers.person(family, "Rush", "Rush", "1972-05-30");
        allergy(family, "Rush", "Penicillins", "");
        allergy(family, "Rush", "Methadone", "ETH");
        allergy(family, "Rush", "Confided", "PRS");
        String words = words(ofFamily("e-Rush"));
        assertTrue(words.contains("Penicillins"));
        assertTrue(words.contains("Methadone"), "substance use, in a medical emergency: 42 CFR 2.51");
        assertFalse(words.contains("Confided"));
    }

    @Test
    void whoAsksForTreatmentOnlyIsNotAnswered() {
        ThreeMembers.person(family, "Yew", "Yew", "1955-12-12");
        Peer member = room.network().peers().at(family.home()).orElseThrow();
        Answered answered = room.network()
                .calls()
                .post(
                        member,
                        Asking.toTreat(physician(), Set.of(Address.of("Patient", "e-Yew")), "what it knows"),
                        "network/emergency",
                        "application/json",
                        ("{\"from\":\"e-Yew\",\"reason\":\"curious\",\"patient\":"
                                        + family.get("Patient/Yew").text() + "}")
                                .getBytes(StandardCharsets.UTF_8),
                        Duration.ofSeconds(20));
        assertEquals(403, assertInstanceOf(Answered.Answer.class, answered).status());
        assertEquals(List.of(), entered(family, "Yew"));
    }

    @Test
    void whoIsNoMemberIsNotAnswered() {
        assertEquals(
                403,
                family.request("POST", family.home() + "/network/emergency")
                        .json("{'patient':{'resourceType':'Patient'}}")
                        .send()
                        .status());
        assertEquals(
                401,
                family.anonymous("POST", family.home() + "/network/emergency")
                        .json("{}")
                        .send()
                        .status());
    }

    @Test
    void whoMayNotOpenChartsWithAReasonCannotAskAndAReasonIsNeeded() {
        ThreeMembers.person(room, "e-Mallow", "Mallow", "1990-06-06");
        assertThrows(
                Failed.class, () -> room.wiring().sharing().emergencyCalls().ask(physician(), "e-Mallow", REASON));
        assertThrows(
                Failed.class,
                () -> room.wiring().sharing().emergencyCalls().ask(physician(Duty.BREAK_GLASS), "e-Mallow", " "));
    }

    @Test
    void whatWasToldIsFoundAgainByWhoAskedOnly() {
        ThreeMembers.person(room, "e-Oxlip", "Oxlip", "1979-09-19");
        Asked asked = ask("e-Oxlip");
        var calls = room.wiring().sharing().emergencyCalls();
        assertTrue(calls.find(physician(), "e-Oxlip", asked.id()).isPresent());
        assertTrue(calls.find(Installation.operator(), "e-Oxlip", asked.id()).isEmpty());
        assertTrue(calls.find(physician(), "e-Vetch", asked.id()).isEmpty());
    }

    @Test
    void aSummaryThatIsNoneIsNotTaken() {
        assertThrows(
                Failed.class,
                () -> HandedSummary.read(room.get("Patient?_count=1").json()));
    }
}

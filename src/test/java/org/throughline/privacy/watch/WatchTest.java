package org.throughline.privacy.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Purpose;
import org.throughline.access.Rights;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Pipeline;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.record.protection.Emergencies;

/** The watch over the trail, by two processes at once, as the product does it. */
class WatchTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final TestAccounts ACCOUNTS = new TestAccounts(PRODUCT);
    private static final AuditTrail TRAIL = new AuditTrail(PRODUCT.database());
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Alerts ALERTS =
            new Alerts(PRODUCT.database(), new Acts(PRODUCT.database(), TRAIL, CLOCK), CLOCK);
    private static final Caller OFFICER = new Caller("account/900", "Officer", Rights.EVERYTHING);

    /** Noon, so that it is not an odd hour. */
    private static final Instant TODAY = Instant.parse("2026-03-11T12:00:00Z");

    @BeforeAll
    static void aClinicInOneStreet() {
        PRODUCT.set("WATCH_ZONE", ZoneOffset.UTC.getId());
        PRODUCT.another();
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic'}");
        for (String id : List.of("ito", "busy", "opener", "linked", "late")) {
            PRODUCT.send(
                    "PUT",
                    "Practitioner/" + id,
                    "{'resourceType':'Practitioner','id':'" + id + "','name':[{'family':'" + id
                            + "'}],'address':[{'line':['7 " + id + " Street'],'postalCode':'02139'}]}");
            ACCOUNTS.staff(id, "Dr. " + id, id, "physician");
        }
        patient("cousin", "ITO", "90 Far Road", "");
        patient("neighbour", "Lee", "11 Ito St", "");
        patient("treated", "Ito", "7 Ito Street", "'generalPractitioner':[{'reference':'Practitioner/ito'}],");
        patient("stranger", "Marlowe", "1 Oak Street", "");
        patient("myself", "Other", "1 Oak Street", "");
        PRODUCT.send(
                "PUT",
                "Person/linked",
                "{'resourceType':'Person','id':'linked','link':[{'target':{'reference':'Practitioner/linked'}},"
                        + "{'target':{'reference':'Patient/myself'}}]}");
        for (int i = 0; i < 60; i++) {
            patient("many" + i, "Name" + i, i + " Some Street", "");
        }
    }

    @AfterAll
    static void closeTrail() {
        TRAIL.close();
    }

    private static void patient(String id, String family, String line, String more) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "'," + more + "'name':[{'family':'" + family
                        + "'}],'address':[{'line':['" + line + "'],'postalCode':'02139'}]}");
    }

    private static Access look(String who, String patient, Instant at) {
        return new Access(
                at,
                new Agent(ACCOUNTS.agent(who), "Dr. " + who, new Capacity("Physician", "clinic")),
                Action.VIEW,
                0,
                "chart/" + patient + "/summary",
                200,
                Set.of(Address.of("Patient", patient)),
                Purpose.TREAT);
    }

    private static List<Alert> of(String who) {
        return ALERTS.find(
                OFFICER, new AlertQuery(Optional.empty(), Optional.empty(), ACCOUNTS.agent(who), 100, Long.MAX_VALUE));
    }

    /** Waits until the watch has come past everything that is in the trail now. */
    private static void awaitWatch(String who, int alerts) throws InterruptedException {
        for (int i = 0; i < 100 && of(who).stream().mapToInt(Alert::count).sum() < alerts; i++) {
            Thread.sleep(100);
        }
    }

    @Test
    void aPersonAndAPatientMakeOneAlertHoweverOftenTheyMeet() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            TRAIL.record(look("ito", "cousin", TODAY));
            TRAIL.record(look("ito", "neighbour", TODAY));
            TRAIL.record(look("ito", "treated", TODAY));
            TRAIL.record(look("ito", "stranger", TODAY));
        }
        awaitWatch("ito", 10);
        List<Alert> alerts = of("ito");
        assertEquals(2, alerts.size(), alerts.toString());
        Alert cousin = alerts.stream()
                .filter(alert -> alert.kinds().contains(Kind.FAMILY))
                .findFirst()
                .orElseThrow();
        assertEquals(5, cousin.count());
        assertEquals(
                "Both have the family name Ito, and they do not treat the patient.",
                cousin.reasons().getFirst());
        Alert neighbour = alerts.stream()
                .filter(alert -> alert.kinds().contains(Kind.ADDRESS))
                .findFirst()
                .orElseThrow();
        assertTrue(neighbour.reasons().getFirst().contains("4 house numbers away"), neighbour.toString());

        ALERTS.escalate(OFFICER, cousin.number(), "To the practice manager");
        ALERTS.close(OFFICER, cousin.number(), Alert.Finding.NOT_PERMITTED, "Talked to");
        assertThrows(
                Failed.class,
                () -> ALERTS.close(OFFICER, cousin.number(), Alert.Finding.PERMITTED, "Again"),
                "it is closed");
        assertThrows(
                Failed.class,
                () -> ALERTS.close(
                        new Caller(ACCOUNTS.agent("ito"), "Dr. ito", Rights.EVERYTHING),
                        neighbour.number(),
                        Alert.Finding.PERMITTED,
                        "It is me"),
                "it is about themselves");
        TRAIL.record(look("ito", "cousin", TODAY.plusSeconds(60)));
        awaitWatch("ito", 11);
        Alert later = of("ito").stream()
                .filter(alert -> alert.number() == cousin.number())
                .findFirst()
                .orElseThrow();
        assertEquals(6, later.count());
        assertEquals(Alert.State.CLOSED, later.state());
        assertEquals(
                List.of("Talked to", "To the practice manager"),
                later.steps().stream().map(Alert.Step::note).toList());
    }

    @Test
    void farMorePatientsThanUsualMakeAnAlertOfTheDay() throws InterruptedException {
        PRODUCT.set("WATCH_PATIENTS", "5");
        for (int day = 6; day >= 1; day--) {
            for (int i = 0; i < 4; i++) {
                TRAIL.record(look("busy", "many" + i, TODAY.minus(Duration.ofDays(day))));
            }
        }
        for (int i = 0; i < 12; i++) {
            TRAIL.record(look("busy", "many" + i, TODAY));
        }
        Thread.sleep(5000);
        assertEquals(List.of(), of("busy"), "three times what is usual is not yet too many");
        TRAIL.record(look("busy", "many40", TODAY));
        awaitWatch("busy", 1);
        Alert alert = of("busy").getFirst();
        assertEquals(List.of(Kind.VOLUME), alert.kinds());
        assertTrue(alert.reasons().getFirst().contains("13 different patients"), alert.toString());
        assertTrue(alert.reasons().getFirst().contains("usual for them are 4"), alert.toString());
        assertEquals(0, alert.patient());
    }

    @Test
    void openingManyChartsWithAReasonMakesOne() throws InterruptedException {
        Caller opener = new Caller(
                ACCOUNTS.agent("opener"), "Dr. opener", new Capacity("Physician", "clinic"), Rights.EVERYTHING);
        Emergencies emergencies = new Emergencies(PRODUCT.database(), TRAIL, Clock.fixed(TODAY, ZoneOffset.UTC));
        for (int i = 20; i < 24; i++) {
            emergencies.open(opener, "many" + i, "on call");
        }
        awaitWatch("opener", 1);
        assertEquals(List.of(Kind.OFTEN), of("opener").getFirst().kinds());
    }

    @Test
    void onesOwnChartIsKnownByTheLinksOfAPerson() throws InterruptedException {
        TRAIL.record(look("linked", "myself", TODAY));
        awaitWatch("linked", 1);
        assertEquals(List.of(Kind.OWN_CHART), of("linked").getFirst().kinds());
    }

    @Test
    void whatIsCommittedLateIsNotMissed() throws InterruptedException {
        TRAIL.meet(look("late", "cousin", TODAY).agent());
        Instant night = TODAY.minus(Duration.ofHours(10));
        CountDownLatch written = new CountDownLatch(1);
        Thread slow = Thread.ofVirtual()
                .start(() -> PRODUCT.database().inTransaction(connection -> {
                    Pipeline pipeline = new Pipeline();
                    TRAIL.write(pipeline, connection, List.of(look("late", "stranger", night)));
                    pipeline.send(connection);
                    written.countDown();
                    sleep(4000);
                    return true;
                }));
        written.await();
        TRAIL.record(look("late", "neighbour", night));
        slow.join();
        awaitWatch("late", 2);
        assertEquals(2, of("late").size());
        assertTrue(of("late").stream().allMatch(alert -> alert.kinds().equals(List.of(Kind.HOURS))));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

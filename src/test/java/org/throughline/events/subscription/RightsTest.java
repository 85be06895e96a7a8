package org.throughline.events.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;

/** What subscribers may see decides what they are told, at the moment at which they are told. */
class RightsTest {
    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private final Subscriber operator = Subscriber.operator(PRODUCT);
    private final Receiver receiver = new Receiver();

    @BeforeAll
    static void staff() {
        PRODUCT.send("PUT", "Organization/clinic", "{'resourceType':'Organization','id':'clinic'}");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private static Subscriber physician(String name) {
        PRODUCT.send("PUT", "Practitioner/" + name, "{'resourceType':'Practitioner','id':'" + name + "'}");
        new TestAccounts(PRODUCT).staff(name, "Dr. " + name, name, "physician");
        return new Subscriber(PRODUCT, PRODUCT.token("user/*.cruds", name, null));
    }

    private static void treats(String practitioner, String patient) {
        Subscriber.made(PRODUCT.send(
                "PUT",
                "Patient/" + patient,
                "{'resourceType':'Patient','id':'" + patient + "','generalPractitioner':[{'reference':'Practitioner/"
                        + practitioner + "'}]}"));
    }

    private static void deny(String patient, String practitioner) {
        Subscriber.made(PRODUCT.send(
                "POST",
                "Consent",
                "{'resourceType':'Consent','status':'active','scope':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},'category':[{"
                        + "'text':'privacy'}],'patient':{'reference':'Patient/" + patient
                        + "'},'policyRule':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':"
                        + "'OPTIN'}]},'provision':{'provision':[{'type':'deny','actor':[{'role':{'text':'anybody'},"
                        + "'reference':{'reference':'Practitioner/" + practitioner + "'}}]}]}}"));
    }

    private Requested observations() {
        return Requested.of("resource-change", "Observation?status=final").at(receiver);
    }

    private Set<String> told() {
        return receiver.taken().stream()
                .flatMap(each -> each.entries().stream())
                .map(each -> String.valueOf(each.text("fullUrl")))
                .map(each -> each.substring(each.lastIndexOf('/') + 1))
                .collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void whatTheyMayNotSeeHasNoNumber() {
        Subscriber ada = physician("ada");
        String own = operator.patient();
        String other = operator.patient();
        treats("ada", own);
        ada.subscribed(observations());
        String first = operator.observe(own, "laboratory");
        for (int i = 0; i < 3; i++) {
            operator.observe(other, "laboratory");
        }
        String second = operator.observe(own, "laboratory");
        Receiver.await("both are told", () -> told().size() == 2);
        assertEquals(Set.of(first, second), told());
        assertEquals(List.of(1L, 2L), receiver.numbers());
    }

    @Test
    void aConsentThatComesBetweenChangeAndDeliveryCounts() {
        Subscriber bea = physician("bea");
        String patient = operator.patient();
        String other = operator.patient();
        treats("bea", patient);
        treats("bea", other);
        String id = bea.subscribed(observations());
        // What happens is found, but it is not the time to send it.
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection, "UPDATE subscription SET due = now() + interval '1 hour' WHERE id = ?", id));
        operator.observe(patient, "laboratory");
        Receiver.await(
                "it is found",
                () -> PRODUCT.database()
                        .<Boolean>read(connection -> Sql.any(
                                connection,
                                "SELECT 1 FROM subscription_event e JOIN subscription s"
                                        + " USING (subscription) WHERE s.id = ?",
                                id)));
        deny(patient, "bea");
        operator.hurry();
        String second = operator.observe(other, "laboratory");
        Receiver.await("the other is told", () -> !receiver.taken().isEmpty());
        assertEquals(Set.of(second), told());
        assertEquals(List.of(1L), receiver.numbers());
    }

    @Test
    void whatWasNumberedAndIsHiddenSinceIsButANumber() {
        Subscriber cleo = physician("cleo");
        String patient = operator.patient();
        treats("cleo", patient);
        String id = cleo.subscribed(observations());
        receiver.answer(500);
        String hidden = operator.observe(patient, "laboratory");
        Receiver.await("it was tried", () -> receiver.all().size() > 1);
        deny(patient, "cleo");
        receiver.answer(200);
        operator.hurry();
        Receiver.await("it is sent again", () -> !receiver.taken().isEmpty());
        assertEquals(List.of(1L), receiver.numbers());
        assertFalse(receiver.taken().getFirst().bundle().toString().contains(hidden));
        assertFalse(cleo.get("Subscription/" + id + "/$events").text().contains(hidden));
    }

    @Test
    void whoLosesTheAccountOrTheRoleIsToldNothingMore() {
        Subscriber dora = physician("dora");
        Subscriber eve = physician("eve");
        String patient = operator.patient();
        treats("dora", patient);
        treats("eve", patient);
        String ofDora = dora.subscribed(observations());
        String ofEve = eve.subscribed(observations());
        PRODUCT.database()
                .inTransaction(connection ->
                        Sql.change(connection, "UPDATE account SET disabled = now() WHERE name = 'dora'"));
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "DELETE FROM held_role WHERE account = (SELECT account FROM account WHERE name = 'eve')"));
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(connection, "UPDATE authority SET changes = changes + 1"));
        try {
            Thread.sleep(300); // until every process has noticed
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        operator.observe(patient, "laboratory");
        Receiver.await(
                "both are off",
                () -> operator.state(ofDora).equals("off")
                        && operator.state(ofEve).equals("off"));
        assertEquals(List.of(), receiver.taken());
        assertTrue(operator.get("Subscription/" + ofEve).text().contains("has ended"));
    }

    @Test
    void oneReadsAndChangesOnesOwn() {
        Subscriber fay = physician("fay");
        Subscriber gil = physician("gil");
        String id = fay.subscribed(observations());
        assertEquals(200, fay.get("Subscription/" + id).status());
        assertEquals(200, fay.get("Subscription/" + id + "/_history").status());
        assertTrue(fay.get("Subscription").text().contains(id));
        assertEquals(200, fay.get("Subscription/" + id + "/$status").status());
        assertEquals(404, gil.get("Subscription/" + id + "/$status").status());
        assertEquals(404, gil.get("Subscription/" + id + "/$events").status());
        Reply read = gil.get("Subscription/" + id);
        assertTrue(read.status() == 403 || read.status() == 404, read.text());
        assertFalse(gil.get("Subscription").text().contains(id));
        Reply written =
                gil.send("PUT", "Subscription/" + id, observations().json().replaceFirst("\\{", "{'id':'" + id + "',"));
        assertTrue(written.status() == 403 || written.status() == 404, written.text());
        Reply deleted = gil.send("DELETE", "Subscription/" + id, "");
        assertTrue(deleted.status() == 403 || deleted.status() == 404, deleted.text());
        assertEquals("active", fay.state(id));
        assertTrue(operator.get("Subscription").text().contains(id), "who sees everything sees this");
        assertEquals(204, fay.send("DELETE", "Subscription/" + id, "").status());
    }

    @Test
    void aPatientsAppIsToldOfThatPatient() {
        String patient = operator.patient();
        String other = operator.patient();
        new TestAccounts(PRODUCT).patient("hal", "Hal", patient);
        Subscriber app = new Subscriber(
                PRODUCT, PRODUCT.token("patient/Observation.rs patient/Subscription.crud", "hal", patient));
        app.subscribed(observations());
        operator.observe(other, "laboratory");
        String seen = operator.observe(patient, "laboratory");
        Receiver.await("it is told", () -> !receiver.taken().isEmpty());
        assertEquals(Set.of(seen), told());
        Reply refused = app.send(
                "POST",
                "Subscription",
                Requested.of("resource-change", "Condition?clinical-status=active")
                        .at(receiver)
                        .json());
        assertEquals(403, refused.status(), refused.text());
        Subscriber without = new Subscriber(PRODUCT, PRODUCT.token("patient/Observation.rs", "hal", patient));
        assertEquals(
                403, without.send("POST", "Subscription", observations().json()).status());
    }

    @Test
    void everyNotificationIsInTheTrail() {
        String patient = operator.patient();
        operator.subscribed(Requested.of("patient-record", "patient=" + patient).at(receiver));
        operator.observe(patient, "laboratory");
        Receiver.await("it is told", () -> !receiver.taken().isEmpty());
        assertTrue(PRODUCT.database()
                .<Boolean>read(connection -> Sql.any(
                        connection,
                        "SELECT 1 FROM access WHERE target LIKE 'Subscription/%notification%' AND patient <> 0")));
    }
}

package org.throughline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.database.Sql;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Peer;

/** A locator tells members who may have a record of a patient, of those who agreed, and knows nobody itself. */
class LocatingTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TestProduct LOCATOR = installation("Locator", "locator");
    private static final TestProduct FAMILY = installation("Family Practice", "practice");
    private static final TestProduct HEART = installation("Heart Center", "practice");

    static {
        join(FAMILY, LOCATOR);
        join(HEART, LOCATOR);
        join(HEART, FAMILY);
    }

    private static TestProduct installation(String name, String kind) {
        TestProduct product = TestProduct.start();
        product.send("PUT", "Organization/own", "{'resourceType':'Organization','id':'own','name':'" + name + "'}");
        product.set("ORGANIZATION", "own");
        product.set("ORGANIZATION_KIND", kind);
        return product;
    }

    private static void join(TestProduct who, TestProduct whom) {
        String invitation = whom.wiring()
                .network()
                .invitations()
                .make(OPERATOR, Duration.ofHours(1))
                .text();
        who.wiring().network().joining().join(OPERATOR, invitation);
    }

    private static void patient(TestProduct at, String id, String family, String phone) {
        at.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id
                        + "','gender':'female','birthDate':'1958-07-14','name':[{'family':'" + family
                        + "','given':['Ada','Jane']}],'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'" + phone + "'}]}");
    }

    private static void consent(TestProduct at, String patient, String status) {
        at.send(
                "PUT",
                "Consent/c-" + patient,
                "{'resourceType':'Consent','id':'c-" + patient + "','status':'" + status
                        + "','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},"
                        + "'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],"
                        + "'policyRule':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'OPTIN'}]},"
                        + "'patient':{'reference':'Patient/" + patient
                        + "'},'provision':{'type':'permit','actor':[{'role':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ParticipationType','code':'IRCP'}]},"
                        + "'reference':{'reference':'Organization/own'}}]}}");
    }

    private static Set<String> holders(TestProduct asking, String patient) {
        Set<String> names = new HashSet<>();
        asking.wiring().sharing().locating().find(OPERATOR, patient).holders().forEach(each -> names.add(each.name()));
        return names;
    }

    private static void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < 900 && !condition.getAsBoolean(); i++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        assertTrue(condition.getAsBoolean(), what);
    }

    private static String secret(TestProduct of) {
        return of.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getTimestamp("made").toString(),
                                "SELECT made FROM located_secret")
                        .orElse(of.home()));
    }

    @Test
    void whoAgreedIsFoundByOthersThoughTheNameDiffersAndNoLongerOnceThatIsRevoked() {
        patient(FAMILY, "ada", "Marlowe", "503-555-0142");
        consent(FAMILY, "ada", "active");
        patient(FAMILY, "eva", "Quiet", "503-555-0199");
        patient(HEART, "h-ada", "Bishop", "503-555-0142");
        patient(HEART, "h-eva", "Quiet", "503-555-0199");
        await("all have one secret", () -> secret(FAMILY).equals(secret(HEART)));
        await("she is found", () -> holders(HEART, "h-ada").equals(Set.of("Family Practice")));

        consent(FAMILY, "ada", "inactive");
        await("she is not found any more", () -> holders(HEART, "h-ada").isEmpty());
        assertEquals(Set.of(), holders(HEART, "h-eva"), "she never agreed");
        assertEquals(0L, LOCATOR.database().read(LocatingTest::known), "it knows no patient");
    }

    private static long known(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT (SELECT count(*) FROM resource WHERE patient <> 0) + (SELECT count(*) FROM located)")
                .orElseThrow();
    }

    @Test
    void aLocatorIsGivenNoSecretAndHasNone() {
        Peer family = LOCATOR.wiring().network().peers().at(FAMILY.home()).orElseThrow();
        Answered answered = LOCATOR.wiring()
                .network()
                .calls()
                .get(
                        family,
                        Asking.toTreat(OPERATOR, Set.of(), "test"),
                        "network/locate/secret",
                        Duration.ofSeconds(10));
        assertEquals(403, assertInstanceOf(Answered.Answer.class, answered).status());
        assertEquals(LOCATOR.home(), secret(LOCATOR));
    }

    @Test
    void whoIsNoLocatorAnswersNoSuchQuestion() {
        Peer heart = FAMILY.wiring().network().peers().at(HEART.home()).orElseThrow();
        Answered answered = FAMILY.wiring()
                .network()
                .calls()
                .post(
                        heart,
                        Asking.toTreat(OPERATOR, Set.of(), "test"),
                        "network/locate",
                        "application/json",
                        "{\"keys\":[]}".getBytes(UTF_8),
                        Duration.ofSeconds(10));
        assertEquals(404, assertInstanceOf(Answered.Answer.class, answered).status());
    }
}

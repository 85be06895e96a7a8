package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.app.TwoMembers.PATIENCE;
import static org.throughline.app.TwoMembers.network;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Purpose;
import org.throughline.access.Rights;
import org.throughline.app.TestProduct.Reply;
import org.throughline.kernel.Address;
import org.throughline.keys.MessageKey;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;

/** A member says for whom it asks and why, or gets no token; what it says is on the token, in the trail, and before the patient. */
class MemberTokensTest {
    private static final TwoMembers TWO = joined();
    private static final String ENDPOINT = TWO.family.home() + "/oauth/token";

    private static TwoMembers joined() {
        TwoMembers two = new TwoMembers().joined();
        two.heartTreatsAda();
        return two;
    }

    private static Map<String, Object> claim() {
        return new HashMap<>(Map.of(
                "version",
                "1",
                "subject_name",
                "Dr Ana Ruiz",
                "subject_role",
                "http://nucc.org/provider-taxonomy#207RC0000X",
                "organization_id",
                TWO.heart.home(),
                "organization_name",
                "Heart Center",
                "purpose_of_use",
                List.of("urn:oid:2.16.840.1.113883.5.8#TREAT")));
    }

    private static String assertion(Map<String, Object> extensions) {
        return MessageKey.of(TWO.heart.data())
                .assertionSaying(
                        TWO.heartThere().client(),
                        ENDPOINT,
                        extensions,
                        Clock.systemUTC().instant());
    }

    private static Reply token(String assertion) {
        return TWO.family
                .anonymous("POST", ENDPOINT)
                .form("grant_type=client_credentials&scope=system/*.rs&udap=1&client_assertion_type="
                        + "urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=" + assertion)
                .send();
    }

    private static Reply with(String name, Object value) {
        Map<String, Object> claim = claim();
        claim.put(name, value);
        return token(assertion(Map.of("hl7-b2b", claim)));
    }

    private static void refused(Reply reply, String why) {
        assertEquals(400, reply.status(), reply.toString());
        assertEquals("invalid_grant", reply.json().text("error"));
        assertTrue(reply.text().contains(why), reply.toString());
    }

    @Test
    void withoutSayingForWhomThereIsNoToken() {
        refused(token(assertion(Map.of())), "hl7-b2b");
        refused(with("version", "2"), "version 1");
    }

    @Test
    void inTheNameOfAnotherOrganizationThereIsNone() {
        refused(with("organization_id", "https://elsewhere.example.org"), "organization_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HPAYMT", "urn:oid:2.16.840.1.113883.5.8#HRESCH", "treat", ""})
    void forAnythingButTreatmentThereIsNone(String purpose) {
        refused(with("purpose_of_use", List.of(purpose)), "TREAT");
        refused(with("purpose_of_use", List.of("TREAT", purpose)), "TREAT");
    }

    @Test
    void withoutAPurposeThereIsNone() {
        refused(with("purpose_of_use", List.of()), "purpose_of_use is missing");
        refused(with("purpose_of_use", "TREAT"), "purpose_of_use is missing");
        String trail = TWO.family.get("AuditEvent?_count=200").text();
        assertTrue(trail.contains("HTTP 403"), "refusals are in the trail");
    }

    @Test
    void anAssertionIsTakenOnce() {
        String assertion = assertion(Map.of("hl7-b2b", claim()));
        assertEquals(200, token(assertion).status());
        assertEquals(401, token(assertion).status());
    }

    @Test
    void whatItSaysIsNamedInTheTrailWithTheRoleAsItCame() {
        String token = token(assertion(Map.of("hl7-b2b", claim()))).json().text("access_token");
        assertNotNull(token);
        Reply read = TWO.family
                .anonymous("GET", "Observation/sugar")
                .header("Authorization", "Bearer " + token)
                .send();
        assertEquals(200, read.status());
        String trail = TWO.family.get("AuditEvent?patient=ada&_count=100").text();
        assertTrue(trail.contains("Dr Ana Ruiz, Heart Center"), trail);
        assertTrue(trail.contains("http://nucc.org/provider-taxonomy#207RC0000X"), trail);
    }

    @Test
    void anEmergencyIsMarkedAsOneAndOpensNothingMore() {
        TWO.family.send("PUT", "Patient/bo", "{'resourceType':'Patient','id':'bo','name':[{'family':'Bohr'}]}");
        Caller caller = new Caller("account/9", "Dr Lee Park", new Capacity("Physician", "center"), Rights.NONE);
        Asking emergency =
                new Asking(caller, Purpose.ETREAT, Set.of(Address.of("Patient", "ada")), "sugar in an emergency");
        assertEquals(200, status(ask(emergency, "fhir/Observation/sugar")));
        assertEquals(404, status(ask(emergency, "fhir/Patient/bo")));
        for (TestProduct each : List.of(TWO.family, TWO.heart)) {
            String trail = each.get("AuditEvent?patient=ada&_count=100").text();
            assertTrue(trail.contains("Dr Lee Park") && trail.contains("ETREAT"), trail);
        }
    }

    @Test
    void aTokenServesForOnePersonOnly() {
        Caller caller = new Caller("account/10", "Dr Sam Iyer", new Capacity("Physician", "center"), Rights.NONE);
        Asking other = Asking.toTreat(caller, Set.of(Address.of("Patient", "ada")), "sugar");
        assertEquals(200, status(ask(TwoMembers.cardiologist("sugar"), "fhir/Observation/sugar")));
        assertEquals(200, status(ask(other, "fhir/Observation/sugar")));
        assertTrue(TWO.family.get("AuditEvent?patient=ada&_count=100").text().contains("Dr Sam Iyer, Heart Center"));
    }

    @Test
    void whatIsAboutSubstanceUseIsNotShownAndWritingIsNotForMembers() {
        TWO.family.send(
                "PUT",
                "Observation/use",
                "{'resourceType':'Observation','id':'use','status':'final','code':{'text':'x'},"
                        + "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]},"
                        + "'subject':{'reference':'Patient/ada'},'valueString':'y'}");
        assertEquals(404, status(ask(TwoMembers.cardiologist("use"), "fhir/Observation/use")));
        Answered written = network(TWO.heart)
                .calls()
                .post(
                        TWO.familyThere(),
                        TwoMembers.cardiologist("writing"),
                        "fhir/Observation",
                        "application/fhir+json",
                        "{\"resourceType\":\"Observation\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        PATIENCE);
        assertEquals(403, status(written));
    }

    @Test
    void aMemberIsKnownByItsToken() {
        assertFalse(network(TWO.family)
                .peers()
                .of(new Caller("account/1", "Somebody", Rights.NONE))
                .isPresent());
        String id = "account/1/app/" + TWO.heartThere().client();
        assertEquals(
                TWO.heartThere().number(),
                network(TWO.family)
                        .peers()
                        .of(new Caller(id, "Heart Center", Rights.NONE))
                        .orElseThrow()
                        .number());
    }

    private static Answered ask(Asking asking, String path) {
        return network(TWO.heart).calls().get(TWO.familyThere(), asking, path, PATIENCE);
    }

    private static int status(Answered answered) {
        if (answered instanceof Answered.Answer(int status, String type, byte[] content)) {
            return status;
        }
        throw new AssertionError(answered.toString());
    }
}

package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.fhir.json.JsonObject;

/** Whose record a description is of, by the API. */
class MatchTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String ADA =
            "'gender':'female','birthDate':'1958-07-14','name':[{'family':'Marlowe','given':['Ada']}],"
                    + "'telecom':[{'system':'phone','value':'(617) 310-2030'}]";

    @BeforeAll
    static void open() {
        put("ada", ADA);
        put("twin", ADA.replace("Ada", "Grace").replace("'gender'", "'multipleBirthInteger':2,'gender'"));
        put("nowhere", "'gender':'male','birthDate':'1970-03-02','name':[{'family':'Vandersloot','given':['Piotr']}]");
    }

    private static void put(String id, String content) {
        PRODUCT.send("PUT", "Patient/" + id, "{'resourceType':'Patient','id':'" + id + "'," + content + "}");
    }

    private static TestProduct.Reply match(String patient, String more) {
        return PRODUCT.send(
                "POST",
                "Patient/$match",
                "{'resourceType':'Parameters','parameter':[{'name':'resource','resource':{'resourceType':'Patient',"
                        + patient + "}}" + more + "]}");
    }

    private static List<String> found(TestProduct.Reply reply) {
        assertEquals(200, reply.status(), reply::text);
        return reply.json().objects("entry").stream()
                .map(entry -> Objects.requireNonNull(entry.object("resource")).text("id") + " " + grade(entry))
                .toList();
    }

    private static String grade(JsonObject entry) {
        JsonObject search = Objects.requireNonNull(entry.object("search"));
        assertEquals("match", search.text("mode"));
        return String.valueOf(search.objects("extension").getFirst().text("valueCode"));
    }

    @Test
    void theSamePersonIsCertainWithAScoreAndTheTwinIsNotTold() {
        TestProduct.Reply reply = match(ADA.replace("(617) 310-2030", "617-310-2030"), "");

        assertEquals(List.of("ada certain"), found(reply));
        assertTrue(reply.text().contains("\"score\":0.99"), reply.text());
        assertTrue(reply.text().contains("http://hl7.org/fhir/StructureDefinition/match-grade"));
    }

    @Test
    void nameAndBirthDateAloneAreForAPersonToDecideAndNotCertain() {
        String known = "'gender':'male','birthDate':'1970-03-02','name':[{'family':'Vandersloot','given':['Piotr']}]";

        assertEquals(
                List.of("nowhere possible"),
                found(match(known, "")).stream()
                        .map(each -> each.replace("probable", "possible"))
                        .toList());
        assertEquals(List.of(), found(match(known, ",{'name':'onlyCertainMatches','valueBoolean':true}")));
    }

    @Test
    void aPatientThatIsSentAsItIsIsMatchedToo() {
        assertEquals(
                List.of("ada certain"),
                found(PRODUCT.send("POST", "Patient/$match", "{'resourceType':'Patient'," + ADA + "}")));
    }

    @Test
    void whatTheRecordSaidThatWasMergedLeadsToTheOneThatGoesOn() {
        put("goes-on", "'gender':'female','birthDate':'1983-09-21','name':[{'family':'Oduya','given':['Ife']}]");
        String before = "'gender':'female','birthDate':'1983-09-21','name':[{'family':'Vantongeren','given':['Ife']}],"
                + "'telecom':[{'system':'email','value':'ife.v@mail.test.org'}]";
        put(
                "merged",
                "'active':false,'link':[{'type':'replaced-by','other':{'reference':'Patient/goes-on'}}]," + before);

        assertEquals(List.of("goes-on certain"), found(match(before, "")));
    }

    @Test
    void tooLittleIsRefusedWithWhatIsNeeded() {
        TestProduct.Reply reply = match("'name':[{'family':'Marlowe'}]", "");

        assertEquals(422, reply.status());
        assertTrue(reply.text().contains("too little to look for a patient"), reply.text());
        assertEquals(
                400,
                PRODUCT.send("POST", "Patient/$match", "{'resourceType':'Parameters'}")
                        .status());
        assertEquals(400, match(ADA, ",{'name':'count','valueInteger':0}").status());
    }

    @Test
    void whomTheCallerMayNotSeeIsNotTold() {
        TestProduct.Reply reply = PRODUCT.request("POST", "Patient/$match")
                .header("Authorization", "Bearer " + PRODUCT.token("system/Patient.rs?gender=male"))
                .json("{'resourceType':'Patient'," + ADA + "}")
                .send();

        assertEquals(List.of(), found(reply));
        assertFalse(reply.text().contains("Marlowe"));
        assertEquals(
                403,
                PRODUCT.request("POST", "Patient/$match")
                        .header("Authorization", "Bearer " + PRODUCT.token("system/Observation.rs"))
                        .json("{'resourceType':'Patient'," + ADA + "}")
                        .send()
                        .status());
    }

    @Test
    void whoWasToldIsInTheTrail() {
        found(match(ADA, ""));

        String trail = PRODUCT.get("AuditEvent?patient=Patient/ada&_count=50").text();
        assertTrue(trail.contains(Base64.getEncoder().encodeToString("Patient/$match".getBytes(UTF_8))), trail);
    }

    @Test
    void theCapabilityStatementNamesIt() {
        assertTrue(PRODUCT.get("metadata").text().contains("http://hl7.org/fhir/OperationDefinition/Patient-match"));
    }
}

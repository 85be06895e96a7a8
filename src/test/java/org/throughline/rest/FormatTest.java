package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Media types, in and out. */
class FormatTest {
    private static final TestProduct product = TestProduct.start();

    @Test
    void xmlComesInAndGoesOut() {
        byte[] xml = "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"x\"/><active value=\"true\"/></Patient>"
                .getBytes(UTF_8);
        Reply written = assertStatus(
                201,
                product.request("PUT", "Patient/x")
                        .body("application/fhir+xml", xml)
                        .header("Accept", "application/fhir+xml")
                        .send());
        assertEquals("application/fhir+xml;charset=utf-8", written.header("Content-Type"));
        assertTrue(written.text().contains("<active value=\"true\"/>"), written::text);
        assertTrue(product.get("Patient/x").text().contains("\"active\":true"));
        assertTrue(product.get("Patient?_format=xml").text().startsWith("<Bundle"));
        assertRefused(
                400,
                product.request("PUT", "Patient/x")
                        .body("application/fhir+xml", "<Patient".getBytes(UTF_8))
                        .send());
    }

    @Test
    void theSyntaxThatWeighsMostIsChosen() {
        product.send("PUT", "Patient/weighed", "{'resourceType':'Patient','id':'weighed'}");
        assertEquals('<', first("application/fhir+json;q=0.1, application/fhir+xml;q=0.9"));
        assertEquals('{', first("application/fhir+xml;q=0.5, application/fhir+json"));
        assertEquals('{', first("application/fhir+json;q=1.0, application/fhir+xml"));
        assertEquals('{', first("application/fhir+xml;q=0, */*;q=0.1"));
        assertRefused(
                406,
                product.request("GET", "Patient/weighed")
                        .header("Accept", "application/fhir+json;q=0")
                        .send());
    }

    private static char first(String accept) {
        Reply reply = product.request("GET", "Patient/weighed")
                .header("Accept", accept)
                .send();
        return assertStatus(200, reply).text().charAt(0);
    }

    @Test
    void nothingIsLostOnTheWayThroughXml() {
        String json =
                "{'resourceType':'Observation','id':'way','status':'final','_status':{'extension':[{'url':'urn:x',"
                        + "'valueDecimal':1.10}]},'code':{'text':'a & <b>'},'valueQuantity':{'value':0.00},"
                        + "'interpretation':[{'extension':[{'url':'urn:y','valueDecimal':-1.50E+2}],'text':'t'}],"
                        + "'contained':[{'resourceType':'Patient','id':'p'}],'subject':{'reference':'#p'},"
                        + "'derivedFrom':[{'reference':'http://other.example/Observation/1/_history/2'}]}";
        product.send("PUT", "Observation/way", json);
        String xml = product.get("Observation/way?_format=xml").text();
        assertStatus(
                200,
                product.request("PUT", "Observation/way")
                        .body("application/fhir+xml", xml.getBytes(UTF_8))
                        .send());
        String back = product.get("Observation/way").text();
        for (String kept : List.of("1.10", "0.00", "-1.50E+2", "_history/2\"", "a & <b>", "\"#p\"")) {
            assertTrue(back.contains(kept), back);
        }
    }

    @Test
    void xmlThatIsWrongIsRefusedAndNothingElseIsRead() {
        for (String xml : List.of(
                "",
                "<Nonsense xmlns=\"http://hl7.org/fhir\"/>",
                "<Patient/>",
                "<Patient xmlns=\"urn:other\"><active value=\"true\"/></Patient>",
                "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Patient xmlns=\"http://hl7.org/fhir\">"
                        + "<name><family value=\"&x;\"/></name></Patient>")) {
            assertRefused(400, xml(xml));
        }
        assertRefused(422, xml("<Patient xmlns=\"http://hl7.org/fhir\"><birthDate value=\"never\"/></Patient>"));
        Reply refused = xml("<Patient xmlns=\"http://hl7.org/fhir\"><nonsense value=\"1\"/></Patient>");
        assertTrue(assertRefused(400, refused).text().contains("'nonsense'"), refused::text);
    }

    private static Reply xml(String xml) {
        return product.request("POST", "Patient")
                .body("application/fhir+xml", xml.getBytes(UTF_8))
                .send();
    }

    @Test
    void whatIsTooBrokenToBeReadIsRefusedWithAnOutcome() {
        assertRefused(400, product.get("Patient/..%2FObservation"));
        assertRefused(414, product.get("Patient?name=" + "x".repeat(70_000)));
        assertRefused(
                431,
                product.request("GET", "Patient")
                        .header("X", "x".repeat(70_000))
                        .send());
        assertRefused(400, product.get("Patient?name=%FF%FE"));
    }

    @Test
    void everybodyMayAskWhatTheServerCanDo() {
        for (String target : List.of("metadata", "metadata/", "metadata?_format=json")) {
            assertStatus(200, product.anonymous("GET", target).send());
            assertStatus(200, product.anonymous("HEAD", target).send());
        }
        assertRefused(401, product.anonymous("GET", "metadata/x").send());
    }

    @Test
    void aRefusalIsXmlForWhoAsksForXml() {
        Reply refused = product.get("Patient/nobody?_format=xml");
        assertEquals(404, refused.status());
        assertTrue(refused.text().startsWith("<OperationOutcome"), refused::text);
    }

    @Test
    void aBodyWithoutAMediaTypeIsRefused() {
        byte[] patient = "{\"resourceType\":\"Patient\",\"id\":\"m\"}".getBytes(UTF_8);
        for (String target : List.of(
                "POST Patient",
                "PUT Patient/m",
                "PATCH Patient/m",
                "POST ",
                "POST Patient/$validate",
                "POST Patient/_search",
                "POST _search")) {
            String[] parts = target.split(" ", -1);
            assertRefused(415, product.request(parts[0], parts[1]).body(patient).send());
        }
        for (String target : List.of("POST Patient", "PUT Patient/m", "POST ")) {
            String[] parts = target.split(" ", -1);
            assertRefused(400, product.request(parts[0], parts[1]).send());
        }
        assertStatus(200, product.request("POST", "Patient/_search").send());
        assertStatus(
                200, product.request("POST", "Patient/_search").form("name=x").send());
    }

    @Test
    void otherMediaTypesAreRefused() {
        assertRefused(
                415,
                product.request("POST", "Patient")
                        .body("text/plain", "{}".getBytes(UTF_8))
                        .send());
        assertRefused(
                415,
                product.request("POST", "")
                        .body("text/csv", "{}".getBytes(UTF_8))
                        .send());
        assertRefused(415, product.request("POST", "Patient").form("name=x").send());
        assertRefused(
                415,
                product.request("POST", "Patient")
                        .body("application/fhir+json; fhirVersion=3.0", "{}".getBytes(UTF_8))
                        .send());
        assertRefused(
                415,
                product.request("POST", "Patient")
                        .body("application/fhir+json; charset=iso-8859-1", "{}".getBytes(UTF_8))
                        .send());
        assertRefused(
                406,
                product.request("GET", "Patient").header("Accept", "image/png").send());
        assertRefused(406, product.get("Patient?_format=pdf"));
        assertStatus(
                200,
                product.request("GET", "Patient")
                        .header("Accept", "text/html,application/json;q=0.9")
                        .send());
    }

    @Test
    void anAddressTellsWhichMethodsItTakes() {
        Reply options =
                assertStatus(204, product.request("OPTIONS", "Patient/1").send());
        assertEquals("GET, HEAD, PUT, PATCH, DELETE, OPTIONS", options.header("Allow"));
        Reply refused = assertRefused(405, product.request("DELETE", "").send());
        assertEquals("GET, HEAD, POST, OPTIONS", refused.header("Allow"));
    }
}

package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;

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
    void aRefusalIsXmlForWhoAsksForXml() {
        Reply refused = product.get("Patient/nobody?_format=xml");
        assertEquals(404, refused.status());
        assertTrue(refused.text().startsWith("<OperationOutcome"), refused::text);
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

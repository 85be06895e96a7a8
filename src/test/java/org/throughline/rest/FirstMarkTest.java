package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;

/** The first resource of its kind of sensitive information in an installation. */
class FirstMarkTest {
    private static final TestProduct PRODUCT = TestProduct.start();

    @Test
    void isWrittenByWhoeverMaySeeThatKind() {
        PRODUCT.send("PUT", "Practitioner/lee", "{'resourceType':'Practitioner','id':'lee'}");
        PRODUCT.send(
                "PUT",
                "Patient/p",
                "{'resourceType':'Patient','id':'p','generalPractitioner':[{'reference':'Practitioner/lee'}]}");
        new TestAccounts(PRODUCT).staff("lee", "Dr. Lee", "lee", "physician");
        String token = PRODUCT.token("user/*.cruds", "lee", null);
        TestProduct.Reply written = PRODUCT.anonymous("POST", "Condition")
                .header("Authorization", "Bearer " + token)
                .json("{'resourceType':'Condition','subject':{'reference':'Patient/p'},'code':{'coding':[{"
                        + "'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'F10.20'}]}}")
                .send();
        assertEquals(201, written.status(), written.text());
        assertTrue(written.text().contains("ETH"), written.text());
    }

    @Test
    void isNotWrittenByWhoeverMayNot() {
        PRODUCT.send("PUT", "Practitioner/kim", "{'resourceType':'Practitioner','id':'kim'}");
        PRODUCT.send("PUT", "Patient/q", "{'resourceType':'Patient','id':'q'}");
        new TestAccounts(PRODUCT).staff("kim", "Kim", "kim", "front-desk");
        TestProduct.Reply refused = PRODUCT.anonymous("POST", "Communication")
                .header("Authorization", "Bearer " + PRODUCT.token("user/*.cruds", "kim", null))
                .json(
                        "{'resourceType':'Communication','status':'completed','subject':{'reference':'Patient/q'},"
                                + "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'SDV'}]}}")
                .send();
        assertEquals(403, refused.status(), refused.text());
    }
}

package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;

import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Binaries as resources and in the form of their content. */
class BinaryTest {
    private static final TestProduct product = TestProduct.start();
    private static final String SCRIPT = "<script>alert(1)</script>";

    @Test
    void aContentIsKeptAsABinaryAndGivenBack() {
        Reply created = assertStatus(
                201,
                product.request("POST", "Binary")
                        .body("text/html", SCRIPT.getBytes(UTF_8))
                        .send());
        String target = "Binary/" + created.json().text("id");
        assertEquals("text/html", created.json().text("contentType"));
        Reply content = assertStatus(200, product.get(target));
        assertEquals(SCRIPT, content.text());
        assertEquals("W/\"1\"", content.header("ETag"));
        assertEquals("text/html", content.header("Content-Type"));
        assertEquals(
                "Binary",
                product.request("GET", target)
                        .header("Accept", "application/fhir+json")
                        .send()
                        .json()
                        .text("resourceType"));
        assertTrue(product.get(target + "?_format=xml").text().startsWith("<Binary"));
        assertEquals("", product.request("HEAD", target).send().text());
    }

    @Test
    void aContentCannotActAsAPageOfOurs() {
        product.request("PUT", "Binary/page")
                .body("text/html", SCRIPT.getBytes(UTF_8))
                .send();
        Reply content = product.request("GET", "Binary/page/_history/1")
                .header("Accept", "text/html")
                .send();
        assertEquals("sandbox; default-src 'none'", content.header("Content-Security-Policy"));
        assertEquals("nosniff", content.header("X-Content-Type-Options"));
        assertEquals("attachment", content.header("Content-Disposition"));
        assertEquals("nosniff", product.get("metadata").header("X-Content-Type-Options"));
    }

    @Test
    void aTypeThatIsNoneIsNotRepeatedInAHeader() {
        product.send(
                "PUT",
                "Binary/odd",
                "{'resourceType':'Binary','id':'odd','contentType':'text/html, evil: x','data':'eA=='}");
        Reply content = product.get("Binary/odd");
        assertTrue(
                content.status() == 404 || content.header("Content-Type").equals("application/octet-stream"),
                content::toString);
    }

    @Test
    void otherTypesTakeNoOtherContent() {
        assertRefused(
                415,
                product.request("POST", "Patient")
                        .body("text/html", SCRIPT.getBytes(UTF_8))
                        .send());
        assertRefused(404, product.get("Binary/nobody"));
    }
}

package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Whatever a client sends, it is refused with a reason, never with a fault. */
class BadInputTest {
    private static final TestProduct product = TestProduct.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{'resourceType':'Patient'",
                "{'resourceType':'Patient'} x",
                "{'resourceType':'Patient','active':true,'active':false}",
                "{'resourceType':'Patient','name':[{'family':'a\u0000b'}]}",
                "{'resourceType':'Patient','name':[{'family':'\\u0000'}]}",
                "{'resourceType':'Patient','multipleBirthInteger':1e99999999}",
                "{'resourceType':'Patient','name':[{'family':'\\ud800'}]}"
            })
    void brokenJsonIsRefused(String json) {
        assertRefused(400, product.send("POST", "Patient", json));
        Reply bundled = product.send(
                "POST",
                "",
                "{'resourceType':'Bundle','type':'transaction','entry':[{'resource':" + json
                        + ",'request':{'method':'POST','url':'Patient'}}]}");
        assertRefused(400, bundled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resourceType':'Patient','nonsense':1}",
                "{'resourceType':'Patient','active':'yes'}",
                "{'resourceType':'Patient','name':{'family':'x'}}",
                "{'resourceType':'Patient','name':[]}",
                "{'resourceType':'Patient','birthDate':'1990-13-01'}",
                "{'resourceType':'Patient','gender':'blue'}",
                "{'resourceType':'Patient','generalPractitioner':[{'reference':'Patient/1'}]}",
                "{'resourceType':'Patient','multipleBirthInteger':1.5}",
                "{'resourceType':'Observation','status':'final'}"
            })
    void aResourceThatBreaksTheRulesIsRefused(String json) {
        String type = json.contains("Observation") ? "Observation" : "Patient";
        assertRefused(422, product.send("POST", type, json));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
        assertRefused(400, product.send("POST", "Patient", deep));
        assertRefused(400, product.send("POST", "", deep));
        String extension = "{'url':'urn:x','extension':[".repeat(60) + "]}".repeat(60);
        assertRefused(
                400, product.send("POST", "Patient", "{'resourceType':'Patient','extension':[" + extension + "]}"));
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] json = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"x\"}]}".getBytes(UTF_8);
        json[json.length - 5] = (byte) 0xC3;
        assertRefused(
                400,
                product.request("POST", "Patient")
                        .body("application/fhir+json", json)
                        .send());
    }

    @Test
    void aHugeStringIsStoredOrRefused() {
        String family = "x".repeat(2_000_000);
        Reply reply =
                product.send("POST", "Patient", "{'resourceType':'Patient','name':[{'family':'" + family + "'}]}");
        if (reply.status() != 201) {
            assertRefused(422, reply);
        }
    }

    @Test
    void aBodyOfAHundredMegabytesIsRefused() {
        byte[] large = new byte[100_000_000];
        Arrays.fill(large, (byte) ' ');
        assertRefused(
                413,
                product.request("POST", "").body("application/fhir+json", large).send());
    }

    @Test
    void aBundleOfTooManyEntriesIsRefused() {
        String entry = "{'request':{'method':'GET','url':'Patient/1'}}";
        String entries = (entry + ",").repeat(25_000) + entry;
        assertRefused(
                413, product.send("POST", "", "{'resourceType':'Bundle','type':'batch','entry':[" + entries + "]}"));
    }

    @Test
    void aLegalLargeNumberIsKeptAsItIs() {
        Reply created = assertStatus(
                201,
                product.send(
                        "POST",
                        "Observation",
                        "{'resourceType':'Observation','status':'final','code':{'text':'x'},'valueQuantity':{'value':1e308}}"));
        org.junit.jupiter.api.Assertions.assertTrue(created.text().contains("1e308"), created::text);
    }

    @Test
    void anAddressThatMakesNoSenseIsRefused() {
        for (String target :
                new String[] {"Patient/1/2/3/4", "Patient//", "%00", "Patient/%00", "Patient/..%2F..", "a;b"}) {
            Reply reply = product.get(target);
            org.junit.jupiter.api.Assertions.assertTrue(
                    reply.status() >= 400 && reply.status() < 500, target + " " + reply);
        }
    }
}

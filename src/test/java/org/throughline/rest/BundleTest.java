package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonObject;

/** Transactions and batches. */
class BundleTest {
    private static final TestProduct product = TestProduct.start();

    @Test
    void referencesAmongTheEntriesAreResolvedWhateverTheirOrder() {
        Reply reply = post("transaction", """
                {'resource':{'resourceType':'Flag','status':'active','code':{'text':'x'},
                  'subject':{'reference':'urn:uuid:6e3ff5c0-0000-4000-8000-000000000001'}},
                 'request':{'method':'POST','url':'Flag'}},
                {'fullUrl':'urn:uuid:6e3ff5c0-0000-4000-8000-000000000001',
                 'resource':{'resourceType':'Patient','identifier':[{'system':'urn:t','value':'order'}]},
                 'request':{'method':'POST','url':'Patient'}}""");
        assertStatus(200, reply);
        assertEquals("transaction-response", reply.json().text("type"));
        String flag = location(reply, 0);
        String patient = location(reply, 1);
        assertTrue(patient.matches("Patient/[^/]+/_history/1"), patient);
        JsonObject read =
                product.get(flag.substring(0, flag.indexOf("/_history"))).json();
        assertEquals(
                patient.substring(0, patient.indexOf("/_history")),
                Objects.requireNonNull(read.object("subject")).text("reference"));
    }

    @Test
    void relativeReferencesOfAnotherServersEntriesMeanThatServersResources() {
        product.send("PUT", "Patient/here", "{'resourceType':'Patient','id':'here'}");
        String flag = """
                {'fullUrl':'%s','resource':{'resourceType':'Flag','status':'active','code':{'text':'Patient/7'},
                  'subject':{'reference':'%s'}},'request':{'method':'POST','url':'Flag'}}""";
        String patient = """
                {'fullUrl':'https://other.example/r4/Patient/7','resource':{'resourceType':'Patient','id':'7'},
                 'request':{'method':'POST','url':'Patient'}},""";
        Reply theirs = assertStatus(
                200, post("transaction", patient + flag.formatted("https://other.example/r4/Flag/1", "Patient/7")));
        JsonObject read = stored(theirs, 1);
        assertEquals(
                location(theirs, 0).replaceAll("/_history.*", ""),
                Objects.requireNonNull(read.object("subject")).text("reference"));
        assertEquals("Patient/7", Objects.requireNonNull(read.object("code")).text("text"), "no reference");
        // What does not come along is looked for here, and so is all of an entry that says no server.
        assertRefused(
                422, post("transaction", patient + flag.formatted("https://third.example/r4/Flag/1", "Patient/7")));
        assertRefused(
                422,
                post(
                        "transaction",
                        patient + flag.formatted("urn:uuid:6e3ff5c0-0000-4000-8000-000000000008", "Patient/7")));
        Reply ours = assertStatus(
                200, post("transaction", patient + flag.formatted("https://other.example/r4/Flag/1", "Patient/here")));
        assertTrue(stored(ours, 1).toString().contains("Patient/here"));
    }

    private static JsonObject stored(Reply reply, int index) {
        return product.get(location(reply, index).replaceAll("/_history.*", "")).json();
    }

    @Test
    void conditionalReferencesFindWhatIsThere() {
        product.send(
                "PUT",
                "Practitioner/house",
                "{'resourceType':'Practitioner','id':'house','identifier':[{'system':'urn:npi','value':'1'}]}");
        String flag = """
                {'resource':{'resourceType':'Flag','status':'active','code':{'text':'x'},
                  'subject':{'reference':'Practitioner?identifier=urn:npi|%s'}},
                 'request':{'method':'POST','url':'Flag'}}""";
        Reply reply = assertStatus(200, post("transaction", flag.formatted("1")));
        assertTrue(product.get(location(reply, 0)).text().contains("\"Practitioner/house\""));
        Reply none = post("transaction", flag.formatted("2"));
        assertTrue(none.status() >= 400 && none.status() < 500, none::toString);
    }

    @Test
    void oneBadEntryKeepsEverythingOut() {
        assertRefused(422, post("transaction", """
                {'resource':{'resourceType':'Patient','id':'half'},'request':{'method':'PUT','url':'Patient/half'}},
                {'resource':{'resourceType':'Patient','gender':'blue'},'request':{'method':'POST','url':'Patient'}}"""));
        assertRefused(404, product.get("Patient/half"));
    }

    @Test
    void aTransactionThatWritesAResourceTwiceIsRefused() {
        String put =
                "{'resource':{'resourceType':'Patient','id':'twice'},'request':{'method':'PUT','url':'Patient/twice'}}";
        assertRefused(400, post("transaction", put + "," + put));
    }

    @Test
    void readsOfATransactionSeeItsWrites() {
        Reply reply = assertStatus(200, post("transaction", """
                {'request':{'method':'GET','url':'Patient/seen'}},
                {'request':{'method':'GET','url':'Patient?_id=seen'}},
                {'resource':{'resourceType':'Patient','id':'seen'},'request':{'method':'PUT','url':'Patient/seen'}}"""));
        List<JsonObject> entries = reply.json().objects("entry");
        assertEquals(
                "seen",
                Objects.requireNonNull(entries.getFirst().object("resource")).text("id"));
        assertEquals(
                "Bundle",
                Objects.requireNonNull(entries.get(1).object("resource")).text("resourceType"));
    }

    @Test
    void theEntriesOfABatchStandAlone() {
        Reply reply = assertStatus(200, post("batch", """
                {'resource':{'resourceType':'Patient','id':'b1'},'request':{'method':'PUT','url':'Patient/b1'}},
                {'resource':{'resourceType':'Patient','gender':'blue'},'request':{'method':'POST','url':'Patient'}},
                {'request':{'method':'GET','url':'Patient/b1'}},
                {'request':{'method':'GET','url':'Patient/nobody'}},
                {'request':{'method':'DELETE','url':'Patient/b1'}},
                {'request':{'method':'GET','url':'Nonsense?x=1'}},
                {'request':{'method':'FETCH','url':'Patient/b1'}},
                {'resource':{'resourceType':'Patient'}},
                {'request':{'method':'HEAD','url':'metadata'}}"""));
        List<String> statuses = reply.json().objects("entry").stream()
                .map(entry -> String.valueOf(
                                Objects.requireNonNull(entry.object("response")).text("status"))
                        .substring(0, 3))
                .toList();
        assertEquals(List.of("201", "422", "200", "404", "204", "404", "405", "400", "200"), statuses);
        assertEquals(
                "OperationOutcome",
                Objects.requireNonNull(Objects.requireNonNull(
                                        reply.json().objects("entry").get(1).object("response"))
                                .object("outcome"))
                        .text("resourceType"));
    }

    @Test
    void aJsonPatchComesInABinary() {
        product.send("PUT", "Patient/inner", "{'resourceType':'Patient','id':'inner'}");
        String patch = "W3sib3AiOiJhZGQiLCJwYXRoIjoiL2FjdGl2ZSIsInZhbHVlIjp0cnVlfV0=";
        String entry = "{'resource':{'resourceType':'Binary','contentType':'application/json-patch+json','data':'"
                + patch + "'},'request':{'method':'PATCH','url':'Patient/inner'}}";
        for (String type : List.of("transaction", "batch")) {
            Reply reply = assertStatus(200, post(type, entry));
            assertTrue(reply.text().contains("\"200 OK\""), reply::text);
        }
        assertTrue(product.get("Patient/inner").text().contains("\"active\":true"));
    }

    @Test
    void aFullUrlThatStandsTwiceIsRefused() {
        String entry =
                "{'fullUrl':'urn:uuid:6e3ff5c0-0000-4000-8000-000000000009','resource':{'resourceType':'Patient'},"
                        + "'request':{'method':'POST','url':'Patient'}}";
        assertRefused(400, post("transaction", entry + "," + entry));
    }

    @Test
    void whatIsNoBundleIsRefused() {
        assertRefused(400, product.send("POST", "", "{'resourceType':'Bundle','type':'batch','nonsense':1}"));
        assertRefused(400, post("batch", "{'nonsense':1,'request':{'method':'GET','url':'metadata'}}"));
        assertRefused(400, product.send("POST", "", "{'resourceType':'Patient'}"));
        assertRefused(400, post("searchset", ""));
        assertRefused(400, product.send("POST", "", "{'resourceType':'Bundle','type':'transaction','entry':[1]}"));
        assertRefused(400, post("transaction", "{'request':{'method':'POST'}}"));
        assertRefused(400, post("transaction", "{'request':{'method':'PUT','url':'Patient/1'}}"));
        assertRefused(400, post("transaction", "{'request':{'method':'PUT','url':'Nonsense/1'}}"));
    }

    private static Reply post(String type, String entries) {
        return product.send("POST", "", "{'resourceType':'Bundle','type':'" + type + "','entry':[" + entries + "]}");
    }

    private static String location(Reply reply, int index) {
        JsonObject response = reply.json().objects("entry").get(index).object("response");
        return String.valueOf(Objects.requireNonNull(response).text("location"));
    }
}

package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;
import static org.throughline.rest.Answers.ids;
import static org.throughline.rest.Answers.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonNumber;

/** Create, read, update, patch, delete and history of resources, with their conditional forms. */
class InstanceTest {
    private static final TestProduct product = TestProduct.start();

    @Test
    void aCreatedResourceIsThereWithItsVersionAndPlace() {
        Reply created = assertStatus(
                201,
                product.send("POST", "Patient", "{'resourceType':'Patient','id':'ignored','name':[{'family':'Ito'}]}"));
        String id = String.valueOf(created.json().text("id"));
        assertEquals(product.base() + "/Patient/" + id + "/_history/1", created.header("Location"));
        assertEquals("W/\"1\"", created.header("ETag"));
        assertTrue(created.header("Last-Modified").endsWith("GMT"));
        assertEquals("1", Answers.version(created.json()));
        Reply read = product.get("Patient/" + id);
        assertEquals(created.text(), read.text());
        assertEquals("application/fhir+json;charset=utf-8", read.header("Content-Type"));
        assertEquals(200, product.request("HEAD", "Patient/" + id).send().status());
    }

    @Test
    void preferChoosesWhatAWriteAnswersWith() {
        String patient = "{'resourceType':'Patient','id':'prefer'}";
        assertEquals("", prefer("return=minimal", patient).text());
        assertEquals("Patient", prefer("return=representation", patient).json().text("resourceType"));
        assertEquals(
                "OperationOutcome",
                prefer("return=OperationOutcome", patient).json().text("resourceType"));
    }

    private static Reply prefer(String preference, String patient) {
        return assertTrueOk(product.request("PUT", "Patient/prefer")
                .header("Prefer", preference)
                .json(patient)
                .send());
    }

    private static Reply assertTrueOk(Reply reply) {
        assertTrue(reply.status() == 200 || reply.status() == 201, reply::toString);
        return reply;
    }

    @Test
    void aStaleIfMatchIsRefusedAndAPresentOneUpdates() {
        assertStatus(201, product.send("PUT", "Patient/lost", "{'resourceType':'Patient','id':'lost'}"));
        TestProduct.Call stale = product.request("PUT", "Patient/lost").header("If-Match", "W/\"7\"");
        assertRefused(412, stale.json("{'resourceType':'Patient','id':'lost'}").send());
        TestProduct.Call present = product.request("PUT", "Patient/lost").header("If-Match", "W/\"1\"");
        Reply updated = assertStatus(
                200,
                present.json("{'resourceType':'Patient','id':'lost','active':true}")
                        .send());
        assertEquals("2", Answers.version(updated.json()));
    }

    @Test
    void onlyWhoHasAnOlderVersionIsSentTheResource() {
        Reply created = product.send("PUT", "Patient/cached", "{'resourceType':'Patient','id':'cached'}");
        assertEquals(304, conditional("If-None-Match", created.header("ETag")).status());
        assertEquals(200, conditional("If-None-Match", "W/\"9\"").status());
        assertEquals(
                304,
                conditional("If-Modified-Since", created.header("Last-Modified"))
                        .status());
        assertEquals(
                200,
                conditional("If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT")
                        .status());
        assertEquals(200, conditional("If-Modified-Since", "yesterday").status());
        assertEquals(304, conditional("If-None-Match", "W/\"7\", W/\"1\"").status());
        assertEquals(304, conditional("If-None-Match", "*").status());
    }

    private static Reply conditional(String header, String value) {
        return product.request("GET", "Patient/cached").header(header, value).send();
    }

    @Test
    void manyWithTheSameIfNoneExistMakeOneResource() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> creates = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                creates.add(() -> product.request("POST", "Patient")
                        .header("If-None-Exist", "identifier=urn:s|one")
                        .json("{'resourceType':'Patient','identifier':[{'system':'urn:s','value':'one'}]}")
                        .send());
            }
            int made = 0;
            HashSet<String> ids = new HashSet<>();
            for (Future<Reply> future : clients.invokeAll(creates)) {
                Reply reply = assertTrueOk(future.get());
                made += reply.status() == 201 ? 1 : 0;
                ids.add(String.valueOf(reply.json().text("id")));
            }
            assertEquals(1, made);
            assertEquals(1, ids.size());
        }
    }

    @Test
    void ifNoneExistIsTakenInTheWaysThatClientsSendIt() {
        String body = "{'resourceType':'Patient','identifier':[{'system':'urn:e','value':'1'}]}";
        String id = String.valueOf(
                assertStatus(201, product.send("POST", "Patient", body)).json().text("id"));
        for (String criteria :
                List.of("", "?", "Patient?", product.base() + "/Patient?", "https://elsewhere.example/r4/Patient?")) {
            Reply found = assertStatus(
                    200,
                    product.request("POST", "Patient")
                            .header("If-None-Exist", criteria + "identifier=urn:e%7C1")
                            .json(body)
                            .send());
            assertEquals(product.base() + "/Patient/" + id + "/_history/1", found.header("Location"));
        }
        for (String criteria : List.of("Observation?identifier=urn:e%7C1", "?", " ", "no-such-parameter=1")) {
            assertRefused(
                    400,
                    product.request("POST", "Patient")
                            .header("If-None-Exist", criteria)
                            .json(body)
                            .send());
        }
    }

    @Test
    void criteriaThatMatchNothingDoNotWriteOverAnotherResource() {
        String body = "{'resourceType':'Patient','id':'%s','identifier':[{'system':'urn:w','value':'%s'}]}";
        assertStatus(201, product.send("PUT", "Patient?identifier=urn:w%7C1", body.formatted("w1", "1")));
        assertRefused(412, product.send("PUT", "Patient?identifier=urn:w%7C2", body.formatted("w1", "2")));
        assertEquals("1", Answers.version(product.get("Patient/w1").json()));
    }

    @Test
    void conditionalWritesFindTheOneThatMatches() {
        String body = "{'resourceType':'Patient','identifier':[{'system':'urn:c','value':'1'}],'active':%s}";
        assertStatus(201, product.send("PUT", "Patient?identifier=urn:c%7C1", body.formatted("true")));
        Reply updated = assertStatus(200, product.send("PUT", "Patient?identifier=urn:c%7C1", body.formatted("false")));
        assertEquals("2", Answers.version(updated.json()));
        Reply patched = assertStatus(
                200,
                product.request("PATCH", "Patient?identifier=urn:c%7C1")
                        .body(
                                "application/json-patch+json",
                                "[{\"op\":\"replace\",\"path\":\"/active\",\"value\":true}]".getBytes(UTF_8))
                        .send());
        assertEquals("3", Answers.version(patched.json()));
        assertStatus(201, product.send("POST", "Patient", body.formatted("true")));
        assertRefused(412, product.send("PUT", "Patient?identifier=urn:c%7C1", body.formatted("true")));
        assertRefused(412, product.request("DELETE", "Patient").send());
        assertStatus(
                204, product.request("DELETE", "Patient?identifier=urn:none").send());
    }

    @Test
    void aDeletedResourceIsGoneButItsHistoryStays() {
        product.send("PUT", "Patient/gone", "{'resourceType':'Patient','id':'gone'}");
        product.send("PUT", "Patient/gone", "{'resourceType':'Patient','id':'gone','active':true}");
        assertStatus(204, product.request("DELETE", "Patient/gone").send());
        assertRefused(410, product.get("Patient/gone"));
        assertStatus(200, product.get("Patient/gone/_history/2"));
        assertRefused(410, product.get("Patient/gone/_history/3"));
        assertRefused(404, product.get("Patient/gone/_history/4"));
        Reply history = product.get("Patient/gone/_history");
        assertEquals(3, history.json().objects("entry").size());
        assertRefused(
                410,
                product.request("PATCH", "Patient/gone")
                        .body("application/json-patch+json", "[]".getBytes(UTF_8))
                        .send());
        assertStatus(204, product.request("DELETE", "Patient/gone").send());
        assertStatus(201, product.send("PUT", "Patient/gone", "{'resourceType':'Patient','id':'gone'}"));
    }

    @Test
    void whatIsReferredToCannotBeDeleted() {
        product.send("PUT", "Patient/kept", "{'resourceType':'Patient','id':'kept'}");
        String flag =
                "{'resourceType':'Flag','id':'f','status':'active','code':{'text':'x'},'subject':{'reference':'Patient/%s'}}";
        assertStatus(201, product.send("PUT", "Flag/f", flag.formatted("kept")));
        assertRefused(409, product.request("DELETE", "Patient/kept").send());
        Reply dangling = product.send("PUT", "Flag/f", flag.formatted("nobody"));
        assertTrue(dangling.status() >= 400 && dangling.status() < 500, dangling::toString);
    }

    @Test
    void historyIsPagedAndBeginsWhereAsked() {
        for (int i = 0; i < 5; i++) {
            product.send("PUT", "Basic/h", "{'resourceType':'Basic','id':'h','code':{'text':'%d'}}".formatted(i));
        }
        List<String> versions = new ArrayList<>();
        for (String next = "Basic/_history?_count=2"; !next.isEmpty(); ) {
            Reply page = product.get(next);
            page.json()
                    .objects("entry")
                    .forEach(entry -> versions.add(Answers.version(Objects.requireNonNull(entry.object("resource")))));
            next = link(page, "next");
        }
        assertEquals(List.of("5", "4", "3", "2", "1"), versions);
        assertEquals(5, ids(product.get("Basic/h/_history?_since=2020-01-01")).size());
        assertEquals(
                0,
                ids(product.get("Basic/h/_history?_since=2999-01-01T00:00:00Z")).size());
        assertRefused(400, product.get("Basic/h/_history?_since=never"));
        assertRefused(400, product.get("Basic/h/_history?_count=-1"));
        assertRefused(400, product.get("Basic/h/_history?_page=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        for (String refused :
                List.of("_sort=_lastUpdated", "_total=accurate", "_list=1", "_summary=true", "_at=once")) {
            assertRefused(400, product.get("Basic/h/_history?" + refused));
        }
        Reply unknown = product.get("Basic/h/_history?_count=1&nonsense=1");
        assertEquals(product.base() + "/Basic/h/_history?_count=1", link(unknown, "self"));
        assertEquals(new JsonNumber("5"), unknown.json().get("total"));
        assertRefused(
                400,
                product.request("GET", "Basic/h/_history?nonsense=1")
                        .header("Prefer", "handling=strict")
                        .send());
        assertRefused(404, product.get("Basic/nothing/_history"));
        assertStatus(200, product.get("_history?_count=1"));
    }

    @Test
    void aHistoryTellsWhatWasPresentAtATime() throws InterruptedException {
        List<String> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Reply put = product.send("PUT", "Person/at", "{'resourceType':'Person','id':'at'}");
            times.add(String.valueOf(
                    Objects.requireNonNull(put.json().object("meta")).text("lastUpdated")));
            Thread.sleep(5);
        }
        Reply second = product.get("Person/at/_history?_at=" + times.get(1));
        assertEquals(List.of("2"), versions(second));
        assertEquals(List.of("3"), versions(product.get("Person/at/_history?_at=2999")));
        assertEquals(List.of(), versions(product.get("Person/at/_history?_at=2001")));
        assertEquals(
                List.of("3", "2", "1"),
                versions(product.get("Person/at/_history?_at=" + times.get(0).substring(0, 4))));
    }

    private static List<String> versions(Reply history) {
        return history.json().objects("entry").stream()
                .map(entry -> Answers.version(Objects.requireNonNull(entry.object("resource"))))
                .toList();
    }

    @Test
    void theHistoryOfATypeTellsFromWhereToGoOn() throws SQLException {
        try (Connection writer = product.database().dataSource().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("LOCK TABLE resource IN ROW EXCLUSIVE MODE");
            product.send("PUT", "Person/after", "{'resourceType':'Person','id':'after'}");
            Reply poll = product.get("Person/_history?_since=2020");
            assertFalse(ids(poll).contains("after"), poll::text);
            writer.rollback();
            String settled = String.valueOf(
                    Objects.requireNonNull(poll.json().object("meta")).text("lastUpdated"));
            Reply next = product.get("Person/_history?_since=" + settled);
            assertTrue(ids(next).contains("after"), next::text);
        }
    }

    @Test
    void aWriteThatContradictsItsAddressIsRefused() {
        assertRefused(400, product.send("PUT", "Patient/a", "{'resourceType':'Patient','id':'b'}"));
        assertRefused(400, product.send("PUT", "Patient/a", "{'resourceType':'Patient'}"));
        assertRefused(400, product.send("POST", "Patient", "{'resourceType':'Observation','status':'final'}"));
        assertRefused(404, product.send("POST", "Nonsense", "{'resourceType':'Nonsense'}"));
        assertRefused(404, product.get("Nonsense/1"));
        assertRefused(404, product.get("Patient/nobody"));
        assertRefused(404, product.get("Patient/a_b"));
        assertRefused(404, product.request("DELETE", "Patient/a_b").send());
        for (String id : List.of("a_b", "x".repeat(65), "%C3%A4")) {
            Reply refused = assertRefused(
                    400, product.send("PUT", "Patient/" + id, "{'resourceType':'Patient','id':'" + id + "'}"));
            assertTrue(refused.text().contains("an id has 1 to 64 of A-Z, a-z, 0-9"), refused::text);
        }
        assertRefused(404, product.get("Patient/1/$no-such-operation"));
        assertRefused(405, product.request("POST", "Patient/1").json("{}").send());
    }

    @Test
    void aPatchWhoseResultBreaksTheRulesIsRefused() {
        product.send("PUT", "Patient/patched", "{'resourceType':'Patient','id':'patched'}");
        Reply broken = product.request("PATCH", "Patient/patched")
                .body(
                        "application/json-patch+json",
                        "[{\"op\":\"add\",\"path\":\"/gender\",\"value\":\"blue\"}]".getBytes(UTF_8))
                .send();
        assertRefused(422, broken);
        assertTrue(broken.text().contains("Patient.gender"), broken::text);
        assertStatus(
                200,
                product.send(
                        "PATCH",
                        "Patient/patched",
                        "{'resourceType':'Parameters','parameter':[{'name':'operation','part':["
                                + "{'name':'type','valueCode':'add'},{'name':'path','valueString':'Patient'},"
                                + "{'name':'name','valueString':'gender'},{'name':'value','valueCode':'female'}]}]}"));
    }
}

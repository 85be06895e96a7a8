package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.access.Caller;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.network.emergency.Asked;
import org.throughline.network.emergency.Told;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Question;
import org.throughline.network.link.Request;
import org.throughline.network.outside.FarServer;
import org.throughline.network.outside.Outside;
import org.throughline.network.outside.Polling;
import org.throughline.network.outside.Server;
import org.throughline.network.outside.Servers;
import org.throughline.network.peer.Kind;
import org.throughline.record.Bodies;
import org.throughline.record.Copy;

/** HAPI FHIR's server, run by somebody else, gives us the records of patients whom we both know. */
class OutsideServerTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final FarServer FAR = FarServer.start("our-client");
    private static final TestProduct PRODUCT = product();
    private static final Server SERVER = register();

    private static TestProduct product() {
        TestProduct product = TestProduct.start();
        product.send("PUT", "Organization/own", "{'resourceType':'Organization','id':'own','name':'Family Practice'}");
        product.set("ORGANIZATION", "own");
        return product;
    }

    private static Outside outside() {
        return PRODUCT.wiring().sharing().outside();
    }

    private static Server register() {
        FAR.trusts(PRODUCT.home() + "/network/client-keys");
        return outside()
                .servers()
                .register(
                        OPERATOR,
                        new Servers.Draft(
                                "County Hospital",
                                Kind.HOSPITAL,
                                "1234567893",
                                FAR.base() + "/",
                                "our-client",
                                "",
                                Duration.ofHours(1)));
    }

    private static final String CATEGORY = "'category':[{'coding':[{'system':"
            + "'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}]";

    private static String who(String family, String born) {
        return "'gender':'female','birthDate':'" + born + "','name':[{'family':'" + family
                + "','given':['Ada','Jane']}],"
                + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                + "'telecom':[{'system':'phone','value':'503-555-01" + born.substring(8) + "'}]";
    }

    private static String result(String id, String patient, String value) {
        return "{'resourceType':'Observation','id':'" + id + "','status':'final'," + CATEGORY
                + ",'code':{'coding':[{'system':'http://loinc.org','code':'2823-3'}],'text':'Potassium'},'subject':{'reference':'Patient/"
                + patient + "'},'performer':[{'reference':'Practitioner/kim'}],'effectiveDateTime':'2026-11-20',"
                + "'valueQuantity':{'value':" + value + ",'unit':'mmol/L'}}";
    }

    /** Somebody whom both know, with a dozen results, a problem, a drug and an allergy there. */
    private static void patientOfBoth(String family, String born) {
        FAR.put("{'resourceType':'Practitioner','id':'kim','name':[{'family':'Kim','given':['Sora']}]}");
        FAR.put("{'resourceType':'Medication','id':'m1','code':{'text':'Warfarin 5 mg tablet'}}");
        FAR.put("{'resourceType':'Patient','id':'far-" + family + "'," + who(family, born) + "}");
        for (int i = 0; i < 12; i++) {
            FAR.put(result(family + i, "far-" + family, "4." + i));
        }
        FAR.put("{'resourceType':'Condition','id':'c-" + family + "','subject':{'reference':'Patient/far-" + family
                + "'},'code':{'text':'Atrial fibrillation'},'clinicalStatus':{'coding':[{'system':"
                + "'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}}");
        FAR.put("{'resourceType':'MedicationRequest','id':'r-" + family + "','status':'active','intent':'order',"
                + "'medicationReference':{'reference':'Medication/m1'},'subject':{'reference':'Patient/far-" + family
                + "'},'requester':{'reference':'Practitioner/kim'}}");
        PRODUCT.send(
                "PUT",
                "Patient/" + family,
                "{'resourceType':'Patient','id':'" + family + "'," + who(family, born) + "}");
    }

    private static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(60).toNanos(), what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long kept(String patient, String type) {
        return PRODUCT.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM resource WHERE origin = ? AND patient = ? AND type = ?",
                                SERVER.number(),
                                Address.of("Patient", patient),
                                (short) R4.types().number(type))
                        .orElseThrow());
    }

    private static List<JsonObject> copies(String patient, String type) {
        return PRODUCT.database()
                .read(connection -> Sql.list(
                        connection,
                        row -> Bodies.shipped().open(row.getBytes(1)),
                        "SELECT body FROM resource WHERE origin = ? AND patient = ? AND type = ?",
                        SERVER.number(),
                        Address.of("Patient", patient),
                        (short) R4.types().number(type)));
    }

    /** What was asked of others about a patient, each with its purpose. */
    private static List<String> trail(String patient) {
        List<String> trail = new ArrayList<>();
        for (JsonObject entry : PRODUCT.get("AuditEvent?patient=Patient/" + patient + "&_count=100")
                .json()
                .objects("entry")) {
            JsonObject event = Objects.requireNonNull(entry.object("resource"));
            String purpose = event.objects("purposeOfEvent").toString().contains("TREAT") ? "TREAT " : "";
            for (JsonObject entity : event.objects("entity")) {
                byte[] query = Base64.getDecoder().decode(Objects.requireNonNullElse(entity.text("query"), ""));
                trail.add(purpose + new String(query, StandardCharsets.UTF_8));
            }
        }
        return trail;
    }

    /** The record is asked for again, at once, and that has come to an end. */
    private static Polling.Standing again(String patient, boolean whole) {
        Instant before = Instant.now();
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection, "UPDATE outside_server SET rest = NULL WHERE peer = ?", SERVER.number()));
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "UPDATE outside_record SET due = now(), fault = '', compared = CASE WHEN ? THEN NULL ELSE compared END"
                                + " WHERE peer = ? AND patient = ?",
                        whole,
                        SERVER.number(),
                        Address.of("Patient", patient)));
        outside().polling().step();
        await(
                "it was asked",
                () -> standing(patient)
                        .filter(each -> !each.fault().isEmpty()
                                || (each.pulled() != null && each.pulled().isAfter(before)))
                        .isPresent());
        return standing(patient).orElseThrow();
    }

    private static Optional<Polling.Standing> standing(String patient) {
        return outside().polling().standing(SERVER, patient);
    }

    private static void linked(String family, String born) {
        patientOfBoth(family, born);
        outside().finding().ask(OPERATOR, SERVER, family, null);
        await("the record came", () -> kept(family, "Observation") == 12);
    }

    @Test
    void aRecordIsAskedForKeptBesideOursAndFollowsWhatChangesThere() {
        linked("Marlowe", "1958-07-14");
        assertEquals(1, PRODUCT.wiring().sharing().linking().links("Marlowe").size());
        assertEquals(1, kept("Marlowe", "Condition"));
        assertEquals(1, kept("Marlowe", "Medication"));
        assertEquals(1, kept("Marlowe", "MedicationRequest"), String.valueOf(standing("Marlowe")));
        JsonObject request = copies("Marlowe", "MedicationRequest").getFirst();
        assertEquals(
                FAR.base() + "/MedicationRequest/r-Marlowe",
                Objects.requireNonNull(request.object("meta")).text("source"));
        assertEquals("County Hospital", Copy.holder(request).orElse(""));
        assertEquals(
                "Patient/Marlowe",
                Objects.requireNonNull(request.object("subject")).text("reference"));

        List<String> trail = trail("Marlowe");
        assertTrue(trail.contains("TREAT County Hospital: anybody who may be this patient"), trail.toString());
        assertTrue(trail.contains("TREAT County Hospital: the record of a patient"), trail.toString());

        FAR.put(result("Marlowe3", "far-Marlowe", "6.9"));
        FAR.forget();
        again("Marlowe", false);
        assertTrue(
                FAR.asked().stream().anyMatch(each -> each.contains("_lastUpdated=ge")),
                FAR.asked().toString());
        assertTrue(copies("Marlowe", "Observation").toString().contains("6.9"));

        FAR.remove("Observation", "Marlowe4");
        again("Marlowe", false);
        assertEquals(12, kept("Marlowe", "Observation"), "what is gone is not told");
        again("Marlowe", true);
        assertEquals(11, kept("Marlowe", "Observation"), "and is noticed when all is compared");

        FAR.remove("Observation", "Marlowe5");
        PRODUCT.database()
                .inTransaction(connection ->
                        Sql.change(connection, "UPDATE outside_record SET counted = counted - interval '1 hour'"));
        FAR.forget();
        again("Marlowe", false);
        long counts = FAR.asked().stream()
                .filter(each -> each.contains("_summary=count"))
                .count();
        assertEquals(10, kept("Marlowe", "Observation"), "or when it is counted");
        assertTrue(counts > 0 && counts < 30, counts + " of " + FAR.asked().size());
        assertEquals(List.of(), PRODUCT.wiring().sharing().linking().questions());
    }

    @Test
    void anotherKeyTakesThePlaceOfTheOneBeforeOnceTheServerHasTakenIt(@TempDir Path folder) throws Exception {
        Path known = Files.writeString(folder.resolve("keys.json"), outside().keys());
        FAR.trusts(known.toUri().toString());
        outside().servers().renewKey(OPERATOR, server());
        outside().servers().test(OPERATOR, server());
        assertFalse(server().next().isEmpty(), "the one before it counts while only that is known there");
        assertEquals(4, outside().keys().split("\"kid\"", -1).length - 1);

        FAR.trusts(PRODUCT.home() + "/network/client-keys");
        outside().servers().test(OPERATOR, server());
        assertEquals("", server().next());
        assertEquals(2, outside().keys().split("\"kid\"", -1).length - 1);
        FAR.trusts(known.toUri().toString());
        assertThrows(Failed.class, () -> outside().servers().test(OPERATOR, server()), "the old one is gone");
        FAR.trusts(PRODUCT.home() + "/network/client-keys");
        outside().servers().test(OPERATOR, server());
    }

    private static Server server() {
        return outside().servers().of(SERVER.number()).orElseThrow();
    }

    @Test
    void inAnEmergencyItIsAskedWithoutALink() {
        patientOfBoth("Bryony", "1952-04-05");
        FAR.troubled(to("AllergyIntolerance", 403, ""));
        Asked asked = PRODUCT.wiring().sharing().emergencyCalls().ask(OPERATOR, "Bryony", "The patient cannot tell");
        asked.await(Duration.ofSeconds(20), Instant.now());
        FAR.well();
        Asked.Answered answered = asked.of(asked.sources().getFirst()).orElseThrow();
        Told.Known known = assertInstanceOf(Told.Known.class, answered.told());
        assertEquals("allergies", known.gap());
        assertTrue(known.summary().toString().contains("Warfarin 5 mg tablet"), known.toString());
        assertTrue(answered.after().toMillis() < 2_000, answered.after().toString());
        assertTrue(PRODUCT.wiring().sharing().linking().links("Bryony").isEmpty());
        assertEquals(0, kept("Bryony", "Condition"));
    }

    /** An answer in the server's place to whatever asks for something of a type. */
    private static FarServer.Trouble to(String type, int status, String body, String... headers) {
        return (request, response) -> {
            if (!request.getRequestURI().endsWith("/" + type)) {
                return false;
            }
            response.setStatus(status);
            response.setContentType("application/fhir+json");
            for (int i = 0; i < headers.length; i += 2) {
                response.setHeader(headers[i], headers[i + 1]);
            }
            response.getWriter().write(body.replace('\'', '"'));
            return true;
        };
    }

    private static String page(String next) {
        return "{'resourceType':'Bundle','type':'searchset','link':[{'relation':'next','url':'" + next + "'}]}";
    }

    /** A record that cannot be had whole is left as it was, and why is said. */
    private static void failing(String patient, FarServer.Trouble trouble, String words) {
        FAR.troubled(trouble);
        Polling.Standing standing = again(patient, true);
        assertTrue(standing.fault().contains(words), standing.toString());
        assertEquals(12, kept(patient, "Observation"), words);
        FAR.well();
    }

    @Test
    void whatGoesWrongThereIsSaidAndNothingIsAppliedByHalf() {
        linked("Quill", "1949-03-08");
        FAR.put(result("Quill-new", "far-Quill", "5.5"));
        failing("Quill", to("Encounter", 200, "{'resourceType':'Bundle',"), "not JSON");
        failing("Quill", to("Encounter", 200, "{'resourceType':'Patient','id':'x'}"), "something else than a Bundle");
        failing("Quill", to("Encounter", 200, page("https://elsewhere.example/other?page=2")), "goes on elsewhere");
        AtomicInteger pages = new AtomicInteger();
        failing(
                "Quill",
                (request, response) -> to(
                                "Encounter", 200, page(FAR.base() + "/Encounter?page=" + pages.incrementAndGet()))
                        .answers(request, response),
                "do not end");
        failing("Quill", to("Encounter", 200, "{'a':'" + "x".repeat(33 << 20) + "'}"), "sends more than");
        failing("Quill", to("Encounter", 503, ""), "does not answer");
        failing("Quill", to("Encounter", 429, "", "Retry-After", "3600"), "asked less often");
        failing(
                "Quill",
                (request, response) -> {
                    response.setStatus(502);
                    return true;
                },
                "does not answer");

        FAR.trusts("");
        assertTrue(again("Quill", true).fault().contains("It refused our key or client id: invalid_client"));
        assertTrue(outside().servers().of(SERVER.number()).orElseThrow().fault().contains("invalid_client"));
        FAR.trusts(PRODUCT.home() + "/network/client-keys");

        AtomicInteger refused = new AtomicInteger();
        FAR.troubled((request, response) -> refused.getAndIncrement() == 5
                && to(request.getRequestURI().replaceFirst(".*/", ""), 429, "", "Retry-After", "1")
                        .answers(request, response));
        assertEquals("", again("Quill", true).fault(), "a short rest is waited for");
        FAR.well();
        assertEquals(13, kept("Quill", "Observation"));
        assertEquals("", outside().servers().of(SERVER.number()).orElseThrow().fault());
    }

    @Test
    void whatIsNotOfThePatientIsLeftOutAndWhoIsGoneIsTakenOut() {
        linked("Sorrel", "1967-12-21");
        FAR.troubled(to(
                "Procedure",
                200,
                "{'resourceType':'Bundle','type':'searchset','entry':[{'resource':{'resourceType':'Procedure','id':'p1','status':'completed',"
                        + "'subject':{'reference':'Patient/somebody'}}},{'resource':{'resourceType':'Procedure','id':'p2',"
                        + "'status':'no such status','code':{'text':'X'},'subject':{'reference':'Patient/far-Sorrel'}}},"
                        + "{'resource':{'resourceType':'Procedure','id':'p3','status':'completed','subject':{'reference':'Patient/far-Sorrel'}}},"
                        + "{'resource':{'resourceType':'Procedure','id':'p4','status':'completed'}}]}"));
        Polling.Standing standing = again("Sorrel", true);
        FAR.well();
        assertTrue(standing.note().contains("Procedure: about somebody else, or nobody"), standing.toString());
        assertTrue(standing.note().contains("1 not kept, Procedure"), standing.toString());
        assertEquals(1, kept("Sorrel", "Procedure"));

        FAR.troubled(to("Condition", 403, ""));
        assertTrue(again("Sorrel", true).note().contains("Condition: It does not give that"));
        assertEquals(1, kept("Sorrel", "Condition"), "what is not given is not gone");
        FAR.well();

        FAR.remove("Patient", "far-Sorrel");
        assertTrue(again("Sorrel", true).note().contains("not there any more"));
        assertEquals(0, kept("Sorrel", "Observation") + kept("Sorrel", "Patient"));
    }

    @Test
    void itTellsOfChangesAndIsEndedWithTheConsent() throws Exception {
        linked("Ulmer", "1961-05-09");
        JsonObject consent = PRODUCT.get("Consent?patient=Ulmer")
                .json()
                .objects("entry")
                .getFirst()
                .object("resource");
        assertTrue(Objects.requireNonNull(consent).toString().contains("\"collect\""), consent.toString());
        Subscription told = FAR.subscriptions().stream()
                .map(Subscription.class::cast)
                .filter(each -> each.getCriteria().equals("Observation?patient=Patient/far-Ulmer"))
                .findFirst()
                .orElseThrow();
        FAR.put(result("Ulmer0", "far-Ulmer", "7.7"));
        HttpRequest.Builder telling = HttpRequest.newBuilder(
                        URI.create(told.getChannel().getEndpoint()))
                .POST(HttpRequest.BodyPublishers.noBody());
        HttpClient client = HttpClient.newHttpClient();
        assertEquals(
                401,
                client.send(telling.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode());
        String[] header = told.getChannel().getHeader().getFirst().getValue().split(": ", 2);
        assertEquals(
                200,
                client.send(telling.header(header[0], header[1]).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode());
        await(
                "what was told came",
                () -> copies("Ulmer", "Observation").toString().contains("7.7"));

        PRODUCT.send(
                "PUT",
                "Consent/" + consent.text("id"),
                consent.with("status", new JsonString("inactive")).toString());
        outside().polling().lookAgain(SERVER, "Ulmer");
        await("all is withdrawn", () -> kept("Ulmer", "Observation") + kept("Ulmer", "Patient") == 0);
        await(
                "it is told no more",
                () -> FAR.subscriptions().stream()
                        .noneMatch(each -> ((Subscription) each).getCriteria().endsWith("far-Ulmer")));
    }

    /** On a busy machine the server may not answer in time; it is asked again by itself then. */
    private static void awaitState(String patient, Request.State state) {
        await(
                state.name(),
                () -> PRODUCT.wiring().sharing().linking().requests(patient).stream()
                        .anyMatch(each -> each.state() == state));
    }

    @Test
    void whoMayBeSomebodyThereIsDecidedHereAndUndoneAsWithMembers() {
        FAR.put(
                "{'resourceType':'Patient','id':'far-Tansy','gender':'female','birthDate':'1971-02-03','name':[{'family':'Tansy','given':['Ada']}]}");
        FAR.put(result("Tansy0", "far-Tansy", "4.4"));
        PRODUCT.send(
                "PUT", "Patient/Tansy", "{'resourceType':'Patient','id':'Tansy'," + who("Tansy", "1971-02-03") + "}");
        PRODUCT.send(
                "PUT", "Patient/none", "{'resourceType':'Patient','id':'none'," + who("Nobody", "1971-02-04") + "}");
        Linking linking = PRODUCT.wiring().sharing().linking();
        outside().finding().ask(OPERATOR, SERVER, "none", null);
        awaitState("none", Request.State.NONE);
        outside().finding().ask(OPERATOR, SERVER, "Tansy", null);
        awaitState("Tansy", Request.State.ASKED);
        Question question = linking.questions().stream()
                .filter(each -> each.candidates().equals(List.of("Tansy")))
                .findFirst()
                .orElseThrow();
        linking.decide(OPERATOR, question.number(), "Tansy", "Asked the patient");
        await("the record came", () -> kept("Tansy", "Observation") == 1);
        linking.end(OPERATOR, linking.links("Tansy").getFirst(), "Two persons");
        assertEquals(0, kept("Tansy", "Observation") + kept("Tansy", "Patient"));
        assertEquals(1, linking.ended("Tansy").size());
    }
}

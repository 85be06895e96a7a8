package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertStatus;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** A result that is held is to its patient, and to who acts for them, as if it were not there; whichever way they ask. */
class HeldTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final TestAccounts ACCOUNTS = new TestAccounts(PRODUCT);
    private static final String TABOO = "'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'TABOO'";

    /** What is asked for; PATIENT, REPORT and VALUE stand for ids. */
    private static final List<String> PATHS = List.of(
            "DiagnosticReport/REPORT",
            "DiagnosticReport/REPORT/_history",
            "DiagnosticReport/REPORT/_history/1",
            "Observation/VALUE",
            "Observation/VALUE/_history/1",
            "DiagnosticReport?patient=PATIENT",
            "DiagnosticReport?patient=PATIENT&_include=DiagnosticReport:result",
            "DiagnosticReport?_id=REPORT",
            "DiagnosticReport?result.code=http://loinc.org%7C2823-3",
            "DiagnosticReport?_summary=count",
            "Observation?patient=PATIENT",
            "Observation?patient=PATIENT&_sort=-date&_total=accurate",
            "Observation?patient=PATIENT&_summary=count",
            "Observation?patient=PATIENT&category=laboratory",
            "Observation?_id=VALUE,other-PATIENT",
            "Observation?value-quantity=gt6",
            "Observation?patient=PATIENT&_revinclude=DiagnosticReport:result",
            "Patient?_id=PATIENT&_revinclude=Observation:subject",
            "Patient?_has:Observation:patient:code=http://loinc.org%7C2823-3",
            "Patient?_has:DiagnosticReport:patient:_id=REPORT",
            "Patient/PATIENT/Observation",
            "Patient/PATIENT/*",
            "Patient/PATIENT/$everything",
            "Observation/$lastn?patient=PATIENT&category=laboratory",
            "Task?patient=PATIENT",
            "Task?focus=DiagnosticReport/REPORT",
            "Provenance?patient=PATIENT",
            "Provenance?target=DiagnosticReport/REPORT",
            "Communication?subject=PATIENT",
            "DocumentReference?related=DiagnosticReport/REPORT",
            "Observation/_history",
            "DiagnosticReport/_history",
            "Patient/PATIENT/_history");

    @BeforeAll
    static void people() {
        for (String id : List.of("first", "harm", "later")) {
            PRODUCT.send("PUT", "Patient/" + id, "{'resourceType':'Patient','id':'" + id + "'}");
            PRODUCT.send(
                    "PUT",
                    "RelatedPerson/kin-" + id,
                    "{'resourceType':'RelatedPerson','id':'kin-" + id + "','patient':{'reference':'Patient/" + id
                            + "'}}");
            ACCOUNTS.patient(id, "Patient " + id, id);
            ACCOUNTS.proxy("kin-" + id, "Kin of " + id, "kin-" + id, "proxy", id);
            write(value("other-" + id, id, "", 4));
        }
        PRODUCT.send("PUT", "Practitioner/doc", "{'resourceType':'Practitioner','id':'doc'}");
        ACCOUNTS.staff("doc", "The physician", "doc", "physician");
        ACCOUNTS.staff("lab", "The laboratory", "doc", "lab");
    }

    private static String value(String id, String patient, String meta, int found) {
        return "{'resourceType':'Observation','id':'%s',%s'status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],'code':{'coding':[{'system':'http://loinc.org','code':'%s'}]},'subject':{'reference':'Patient/%s'},'effectiveDateTime':'2026-11-20T08:00:00Z','valueQuantity':{'value':%d}}"
                .formatted(id, meta, found > 6 ? "2823-3" : "2951-2", patient, found);
    }

    private static String report(String id, String patient, String meta) {
        return "{'resourceType':'DiagnosticReport','id':'report-%s',%s'status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v2-0074','code':'LAB'}]}],'code':{'text':'Potassium'},'subject':{'reference':'Patient/%s'},'conclusion':'frightening','result':[{'reference':'Observation/value-%s'}]}"
                .formatted(id, meta, patient, id);
    }

    private static String task(String patient) {
        return "{'resourceType':'Task','id':'task-%s','status':'completed','intent':'order','code':{'coding':[{'code':'medRecCxReq'}]},'description':'frightening','focus':{'reference':'DiagnosticReport/report-%s'},'for':{'reference':'Patient/%s'}}"
                .formatted(patient, patient, patient);
    }

    private static String message(String patient) {
        return "{'resourceType':'Communication','id':'message-%s','status':'completed','category':[{'coding':[{'code':'result-letter'}]}],'subject':{'reference':'Patient/%s'},'about':[{'reference':'DiagnosticReport/report-%s'}],'payload':[{'contentString':'frightening'}]}"
                .formatted(patient, patient, patient);
    }

    private static String origin(String patient) {
        return "{'resourceType':'Provenance','id':'origin-%s','target':[{'reference':'DiagnosticReport/report-%s'}],'recorded':'2026-11-20T08:00:00Z','agent':[{'who':{'reference':'Practitioner/doc'}}]}"
                .formatted(patient, patient);
    }

    private static String held(Instant until) {
        return "'meta':{'security':[{'extension':[{'url':'urn:throughline:held','extension':[{'url':'until','valueDateTime':'%s'},{'url':'reason','valueCode':'harm'},{'url':'words','valueString':'x'}]}],%s}]},"
                .formatted(until.truncatedTo(ChronoUnit.SECONDS), TABOO);
    }

    private static void write(String json) {
        String type = json.replaceFirst(".*?'resourceType':'(\\w+)'.*", "$1");
        String id = json.replaceFirst(".*?'id':'([\\w-]+)'.*", "$1");
        Reply reply = PRODUCT.send("PUT", type + "/" + id, json);
        assertTrue(reply.status() == 201 || reply.status() == 200, reply::toString);
    }

    private static String token(String name, String patient) {
        return PRODUCT.token("patient/*.rs", name, patient);
    }

    private static Reply ask(String token, String target) {
        return PRODUCT.anonymous("GET", target)
                .header("Authorization", "Bearer " + token)
                .send();
    }

    /** All answers, without what tells the time of asking. */
    private static Map<String, String> answers(String token, String patient) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : PATHS) {
            String target = path.replace("PATIENT", patient)
                    .replace("REPORT", "report-" + patient)
                    .replace("VALUE", "value-" + patient);
            Reply reply = ask(token, target);
            answers.put(
                    target,
                    reply.status() + " "
                            + reply.text()
                                    .replaceAll("\"(timestamp|lastUpdated)\":\"[^\"]*\"", "")
                                    .replaceAll("^\\{\"resourceType\":\"Bundle\",\"id\":\"[^\"]*\"", ""));
        }
        return answers;
    }

    private static void writeAll(String patient, String valueMeta, String reportMeta) {
        write(value("value-" + patient, patient, valueMeta, 7));
        write(report(patient, patient, reportMeta));
        write(task(patient));
        write(message(patient));
        write(origin(patient));
    }

    private static void sameAsNothing(String patient, Runnable writes, Instant from) {
        Map<String, Map<String, String>> before = new LinkedHashMap<>();
        for (String name : List.of(patient, "kin-" + patient)) {
            before.put(name, answers(token(name, patient), patient));
        }
        writes.run();
        before.forEach((name, answers) -> {
            String token = token(name, patient);
            answers(token, patient).forEach((target, answer) -> assertEquals(answers.get(target), answer, target));
            Reply trail = ask(token, "AuditEvent?patient=" + patient + "&_count=1000");
            assertStatus(200, trail);
            for (String id : List.of("report-", "value-", "task-", "message-")) {
                assertFalse(trail.text().contains(id + patient), id + trail);
            }
        });
        assertTrue(Duration.between(from, Instant.now()).toMinutes() < 5);
    }

    @Test
    void whatComesForWhoWantsToBeToldFirstIsNeverSeen() {
        write(
                "{'resourceType':'Consent','id':'choice','status':'active','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope','code':'treatment'}]},'category':[{'coding':[{'system':'urn:throughline:code','code':'told-first'}]}],'patient':{'reference':'Patient/first'},'policyRule':{'text':'x'}}");
        sameAsNothing("first", () -> writeAll("first", "", ""), Instant.now());
        String staff = PRODUCT.token("user/*.rs", "lab", null);
        assertStatus(200, ask(staff, "DiagnosticReport/report-first"));
        assertTrue(PRODUCT.get("Observation/value-first").text().contains("\"patient\""), "with its reason");
    }

    @Test
    void whatAClinicianHoldsIsSeenNoMoreThoughItIsCorrected() {
        String end = held(Instant.now().plus(Duration.ofDays(3)));
        sameAsNothing(
                "harm",
                () -> {
                    writeAll("harm", "", end);
                    write(value("value-harm", "harm", "", 8));
                    write(report("harm", "harm", ""));
                },
                Instant.now());
        assertStatus(204, PRODUCT.request("DELETE", "Provenance/origin-harm").send());
        assertStatus(204, PRODUCT.request("DELETE", "Task/task-harm").send());
        assertStatus(
                204, PRODUCT.request("DELETE", "Communication/message-harm").send());
        assertStatus(
                204, PRODUCT.request("DELETE", "DiagnosticReport/report-harm").send());
        assertStatus(404, ask(token("harm", "harm"), "DiagnosticReport/report-harm/_history/1"));
    }

    @Test
    void itIsSeenFromItsEndOnThoughNobodyDoesAnything() {
        writeAll("later", "", held(Instant.now().plusSeconds(4)));
        String token = token("later", "later");
        assertStatus(404, ask(token, "DiagnosticReport/report-later"));
        Instant last = Instant.now().plusSeconds(30);
        while (ask(token, "DiagnosticReport/report-later").status() == 404
                && Instant.now().isBefore(last)) {
            Thread.onSpinWait();
        }
        for (String target : List.of("DiagnosticReport/report-later", "Observation/value-later", "Task/task-later")) {
            assertStatus(200, ask(token, target));
            assertStatus(200, ask(token("kin-later", "later"), target));
        }
        assertTrue(ask(token, "AuditEvent?patient=later&_count=1000").text().contains("report-later"));
    }

    @Test
    void aHoldHasAReasonAndAnEndAndIsOfWhoMayOrder() {
        write(value("mine", "first", "", 5));
        String doctor = PRODUCT.token("user/*.cruds", "doc", null);
        String lab = PRODUCT.token("user/*.cruds", "lab", null);
        write(
                "{'resourceType':'CareTeam','id':'team','status':'active','subject':{'reference':'Patient/first'},'participant':[{'member':{'reference':'Practitioner/doc'}}]}");
        Instant soon = Instant.now().plus(Duration.ofDays(3));
        assertEquals(403, put(lab, value("mine", "first", held(soon), 5)).status());
        assertEquals(
                422,
                put(doctor, value("mine", "first", held(Instant.now().plus(Duration.ofDays(40))), 5))
                        .status());
        Stream.of("{'url':'reason','valueCode':'harm'},", ",{'url':'words','valueString':'x'}")
                .forEach(part -> assertEquals(
                        422,
                        put(doctor, value("mine", "first", held(soon).replace(part, ""), 5))
                                .status(),
                        part));
        assertEquals(200, put(doctor, value("mine", "first", held(soon), 5)).status());
        String kept = put(lab, value("mine", "first", "", 6)).text();
        assertTrue(kept.contains("TABOO") && kept.contains("The physician"), kept);
        assertEquals(
                403,
                put(lab, value("mine", "first", held(Instant.now()), 6)).status(),
                "who may not hold may not end it either");
        assertEquals(
                200, put(doctor, value("mine", "first", held(Instant.now()), 6)).status());
    }

    private static Reply put(String token, String json) {
        return PRODUCT.anonymous("PUT", "Observation/mine")
                .header("Authorization", "Bearer " + token)
                .json(json)
                .send();
    }
}

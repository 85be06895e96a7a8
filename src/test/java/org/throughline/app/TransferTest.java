package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.app.MovingCharts.OPERATOR;
import static org.throughline.app.MovingCharts.found;
import static org.throughline.app.MovingCharts.observation;
import static org.throughline.app.MovingCharts.of;
import static org.throughline.app.MovingCharts.own;
import static org.throughline.app.MovingCharts.person;
import static org.throughline.app.MovingCharts.wish;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.care.note.TestSeals;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.network.transfer.Contents;
import org.throughline.network.transfer.OpenEnd;
import org.throughline.network.transfer.State;
import org.throughline.network.transfer.Transfer;
import org.throughline.network.transfer.Wish;

/** Charts move from a family practice to a heart center, and one comes back. */
class TransferTest {
    private static final MovingCharts CHARTS = new MovingCharts();
    private static final TwoMembers MEMBERS = CHARTS.members;

    private final TestProduct family = CHARTS.family;
    private final TestProduct heart = CHARTS.heart;

    @Test
    void aChartMovesWholeAndIsConfirmedByBoth() {
        person(family, "quill", "Quill", "1949-03-08");
        person(heart, "h-quill", "Quill", "1949-03-08");
        family.send(
                "PUT",
                "Practitioner/ito",
                "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito','given':['Rei']}]}");
        family.send(
                "PUT", "Medication/m1", "{'resourceType':'Medication','id':'m1','code':{'text':'Bisoprolol 5 mg'}}");
        family.send(
                "POST",
                "MedicationRequest",
                "{'resourceType':'MedicationRequest','status':'active','intent':'order','subject':{'reference':'Patient/quill'},"
                        + "'requester':{'reference':'Practitioner/ito'},'medicationReference':{'reference':'Medication/m1'}}");
        family.send(
                "POST",
                "ServiceRequest",
                "{'resourceType':'ServiceRequest','status':'active','intent':'order','subject':{'reference':'Patient/quill'},"
                        + "'code':{'text':'Holter ECG'},'authoredOn':'2026-11-20T10:00:00Z'}");
        family.send(
                "PUT",
                "Observation/quill-hiv",
                observation("quill", "ETH", "Cocaine positive")
                        .replace("'resourceType':'Observation',", "'resourceType':'Observation','id':'quill-hiv',"));
        family.send("POST", "Observation", observation("quill", "", "Sinus rhythm"));
        family.send(
                "POST",
                "DiagnosticReport",
                "{'resourceType':'DiagnosticReport','status':'final','code':{'text':'Urine panel'},'subject':{'reference':"
                        + "'Patient/quill'},'result':[{'reference':'Observation/quill-hiv','display':'Cocaine'}]}");
        family.send(
                "PUT",
                "Appointment/quill-a",
                "{'resourceType':'Appointment','id':'quill-a','status':'booked','start':'2031-01-05T10:00:00Z','end':"
                        + "'2031-01-05T10:20:00Z','participant':[{'actor':{'reference':'Patient/quill'},'status':'accepted'}]}");
        String text = Base64.getEncoder().encodeToString("Palpitations since May.".getBytes(StandardCharsets.UTF_8));
        family.send(
                "PUT",
                "Binary/quill-b",
                "{'resourceType':'Binary','id':'quill-b','contentType':'text/plain','securityContext':{'reference':"
                        + "'Patient/quill'},'data':'" + text + "'}");
        String note =
                "{'resourceType':'DocumentReference','id':'quill-n','status':'current','docStatus':'final','type':{'text':"
                        + "'Progress note'},'subject':{'reference':'Patient/quill'},'date':'2026-11-27T10:00:00Z','author':[{'reference':"
                        + "'Practitioner/ito'}],'content':[{'attachment':{'contentType':'text/plain','url':'Binary/quill-b'}}]}";
        family.send(
                "PUT",
                "DocumentReference/quill-n",
                TestSeals.sealed(JsonReader.readObject(note.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                        .toString());

        String id = of(family)
                .decisions()
                .prepare(OPERATOR, "quill", MEMBERS.heartThere().number(), "", wish(Set.of()));
        Contents preview = of(family).contents(of(family).one(id));
        assertEquals(
                1,
                preview.held().stream()
                        .filter(each -> each.label().equals("ETH"))
                        .count());
        assertEquals(1, preview.open(OpenEnd.Kind.ORDER).size());
        assertEquals(1, preview.open(OpenEnd.Kind.APPOINTMENT).size());
        of(family).decisions().sign(OPERATOR, id);
        CHARTS.await(() -> of(heart).all().stream().anyMatch(each -> each.id().equals(id)));
        assertEquals("h-quill", of(heart).recognized(of(heart).one(id)).orElseThrow());
        of(heart).decisions().accept(OPERATOR, id, "h-quill");
        CHARTS.await(() -> of(heart).one(id).state() == State.FILED);
        assertEquals(preview.entries(), of(heart).one(id).entries());
        CHARTS.await(() -> of(family).one(id).state() == State.FILED);
        of(heart).decisions().confirm(OPERATOR, id);
        CHARTS.await(() -> of(family).one(id).state() == State.CONFIRMED);

        List<JsonObject> there = found(heart, "Observation?patient=h-quill");
        assertEquals(1, there.size());
        assertTrue(there.getFirst().toString().contains("Rei Ito, Family Practice"), there.toString());
        assertTrue(there.getFirst().toString().contains(family.base() + "/Observation/"));
        String report = found(heart, "DiagnosticReport?patient=h-quill").toString();
        assertFalse(report.contains("Cocaine"), report);
        String drug = found(heart, "MedicationRequest?patient=h-quill&_include=MedicationRequest:medication")
                .toString();
        assertTrue(drug.contains("Bisoprolol 5 mg"), drug);
        JsonObject document = found(heart, "DocumentReference?patient=h-quill").getFirst();
        String url = String.valueOf(
                Objects.requireNonNull(document.objects("content").getFirst().object("attachment"))
                        .text("url"));
        assertEquals("Palpitations since May.", heart.get(url).text());
        assertTrue(document.toString().contains("signed-sha256-elsewhere"));
        String tasks = found(heart, "Task?patient=h-quill").toString();
        assertTrue(tasks.contains("Holter ECG") && tasks.contains("2031-01-05 10:00"), tasks);
        assertTrue(found(heart, "Provenance?patient=h-quill").toString().contains("moved here from Family Practice"));

        assertTrue(found(family, "Appointment?patient=Patient/quill").toString().contains("cancelled"));
        assertTrue(
                found(family, "ServiceRequest?patient=Patient/quill").toString().contains("completed"));
        Transfer done = of(family).moved("quill").orElseThrow();
        assertTrue(done.step(State.CONFIRMED).orElseThrow().by().endsWith(", Heart Center"), done.toString());
        assertTrue(done.step(State.CONFIRMED).orElseThrow().words().contains(preview.entries() + " entries"));
        assertThrows(Failed.class, () -> of(family).decisions().withdraw(OPERATOR, id, "Too late"));
    }

    @Test
    void whatTheRequestNamesGoesTooAndASecondTransferDoublesNothing() {
        person(family, "named", "Named", "1963-06-21");
        person(heart, "h-named", "Named", "1963-06-21");
        family.send("POST", "Observation", observation("named", "ETH", "In recovery"));
        CHARTS.moved("named", "h-named", wish(Set.of("ETH")));
        List<JsonObject> there = found(heart, "Observation?patient=h-named");
        assertEquals(1, there.size());
        assertTrue(there.getFirst().toString().contains("ETH"));
        family.send("POST", "Observation", observation("named", "", "Later"));
        String id = String.valueOf(there.getFirst().text("id"));
        CHARTS.moved("named", "h-named", wish(Set.of("ETH")));
        assertEquals(2, found(heart, "Observation?patient=h-named").size());
        assertEquals(
                "1",
                Objects.requireNonNull(heart.get("Observation/" + id).json().object("meta"))
                        .text("versionId"));
    }

    private static void deny(TestProduct at, String patient, String label) {
        at.send(
                "POST",
                "Consent",
                "{'resourceType':'Consent','status':'active','scope':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},'category':[{'coding':"
                        + "[{'system':'http://loinc.org','code':'59284-0'}]}],'patient':{'reference':'Patient/"
                        + patient
                        + "'},'policyRule':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'OPTIN'}]},"
                        + "'provision':{'type':'permit','provision':[{'type':'deny','securityLabel':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'" + label + "'}]}]}}");
    }

    private static void many(TestProduct at, List<String> resources) {
        List<String> entries = resources.stream()
                .map(each -> "{'resource':" + each + ",'request':{'method':'POST','url':'Observation'}}")
                .toList();
        at.send(
                "POST",
                "",
                "{'resourceType':'Bundle','type':'transaction','entry':[" + String.join(",", entries) + "]}");
    }

    @Test
    void whatArrivesIsWhatWasShownAndNothingThatIsHeldBackArrives() {
        List<String> labels = List.of("", "", "ETH", "PSYTHPN", "PSY", "HIV", "SEX", "ADOL");
        for (int seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            String id = "gen" + seed;
            person(family, id, "Gen" + seed, "1950-01-1" + seed);
            person(heart, "h-" + id, "Gen" + seed, "1950-01-1" + seed);
            List<String> resources = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                String label = labels.get(random.nextInt(labels.size()));
                resources.add(own(id, label, "is-" + label + "-" + i));
            }
            many(family, resources);
            Set<String> out = new HashSet<>(Set.of("ETH", "PSYTHPN"));
            Set<String> named = new HashSet<>();
            labels.stream()
                    .filter(each -> !each.isEmpty() && random.nextInt(3) == 0)
                    .forEach(named::add);
            out.removeAll(named);
            boolean other = random.nextBoolean();
            if (other && !named.contains("ADOL")) {
                out.add("ADOL");
            }
            String denied = labels.get(4 + random.nextInt(3));
            deny(family, id, denied);
            out.add(denied);

            Wish wish = new Wish(
                    other ? "Jane, mother" : "",
                    LocalDate.now(ZoneOffset.UTC).minusDays(2),
                    "electronic",
                    "",
                    named,
                    false);
            String transfer = of(family)
                    .decisions()
                    .prepare(OPERATOR, id, MEMBERS.heartThere().number(), "", wish);
            int shown = of(family).contents(of(family).one(transfer)).entries();
            of(family).decisions().sign(OPERATOR, transfer);
            CHARTS.await(
                    () -> of(heart).all().stream().anyMatch(each -> each.id().equals(transfer)));
            of(heart).decisions().accept(OPERATOR, transfer, "h-" + id);
            CHARTS.await(() -> of(heart).one(transfer).state() == State.FILED);
            assertEquals(shown, of(heart).one(transfer).entries(), "seed " + seed);
            List<JsonObject> there = found(heart, "Observation?patient=h-" + id);
            assertEquals(shown, there.size() + 2, "seed " + seed); // the patient and the consent beside them
            String all = there.toString();
            out.forEach(label -> assertFalse(all.contains("is-" + label + "-"), label + ": " + all));
            long may = resources.stream()
                    .filter(each -> out.stream().noneMatch(label -> each.contains("is-" + label + "-")))
                    .count();
            assertEquals(may, there.size(), "seed " + seed);
        }
    }

    private static String attachment(String patient, String id, int size) {
        byte[] content = new byte[size];
        new Random(7).nextBytes(content);
        return "{'resourceType':'Binary','id':'" + id
                + "','contentType':'application/pdf','securityContext':{'reference':'Patient/" + patient + "'},'data':'"
                + Base64.getEncoder().encodeToString(content) + "'}";
    }

    @Test
    void aTransferThatIsBrokenOffGoesOnAndShowsNothingBeforeItIsWholeAndWhatIsHeldBackMeanwhileStays() {
        person(family, "broken", "Broken", "1971-02-03");
        person(heart, "h-broken", "Broken", "1971-02-03");
        family.send(
                "PUT",
                "Observation/broken-1",
                observation("broken", "", "Once open")
                        .replace("'resourceType':'Observation',", "'resourceType':'Observation','id':'broken-1',")
                        .replace("Practitioner/ito", "Patient/broken"));
        family.send("PUT", "Binary/broken-b", attachment("broken", "broken-b", 7_000_000));
        family.send(
                "POST",
                "DocumentReference",
                "{'resourceType':'DocumentReference','status':'current','subject':{'reference':'Patient/broken'},"
                        + "'content':[{'attachment':{'contentType':'application/pdf','url':'Binary/broken-b'}}]}");
        family.behind(handler -> request -> request.path().matches("/network/transfers/.*/1")
                ? org.throughline.http.Answer.of(503)
                : handler.handle(request));
        try {
            String id = CHARTS.offered("broken", wish(Set.of()));
            of(heart).decisions().accept(OPERATOR, id, "h-broken");
            CHARTS.await(() ->
                    !of(heart).one(id).trouble().isEmpty() && of(heart).one(id).parts() == 3);
            assertEquals(0, found(heart, "DocumentReference?patient=h-broken").size());
            family.send(
                    "PUT",
                    "Observation/broken-1",
                    observation("broken", "ETH", "Once open")
                            .replace("'resourceType':'Observation',", "'resourceType':'Observation','id':'broken-1',")
                            .replace("Practitioner/ito", "Patient/broken"));
            int before = of(heart).one(id).entries();
            TwoMembers.up(family);
            CHARTS.await(() -> {
                TwoMembers.change(heart, "UPDATE transfer SET due = now() WHERE state = 'ACCEPTED'");
                return of(heart).one(id).state() == State.FILED;
            });
            assertEquals(before - 1, of(heart).one(id).entries());
            assertEquals(0, found(heart, "Observation?patient=h-broken").size());
            assertEquals(1, found(heart, "DocumentReference?patient=h-broken").size());
        } finally {
            TwoMembers.up(family);
        }
    }

    @Test
    void anOfferIsRefusedOrTakenBackAndBothSidesKnow() {
        person(family, "unwanted", "Unwanted", "1980-09-30");
        String refused = CHARTS.offered("unwanted", wish(Set.of()));
        assertThrows(
                Failed.class,
                () -> of(family)
                        .decisions()
                        .prepare(OPERATOR, "unwanted", MEMBERS.heartThere().number(), "", wish(Set.of())));
        of(heart).decisions().refuse(OPERATOR, refused, "No new patients");
        CHARTS.await(() -> of(family).one(refused).state() == State.REFUSED);
        assertEquals(
                "No new patients",
                of(family).one(refused).step(State.REFUSED).orElseThrow().words());
        String taken = CHARTS.offered("unwanted", wish(Set.of()));
        of(family).decisions().withdraw(OPERATOR, taken, "Stays after all");
        CHARTS.await(() -> of(heart).one(taken).state() == State.WITHDRAWN);
        assertThrows(Failed.class, () -> of(heart).decisions().accept(OPERATOR, taken, "ada"));
        assertTrue(of(family).moved("unwanted").isEmpty());
    }

    @Test
    void whatIsSaidHereAlreadyIsNotFiledBesideIt() {
        person(family, "twice", "Twice", "1933-03-03");
        person(heart, "h-twice", "Twice", "1933-03-03");
        for (String drug : List.of("Penicillins|373270004", "Sulfonamide|387406002")) {
            String[] parts = drug.split("\\|", -1);
            family.send("POST", "AllergyIntolerance", allergy("twice", parts[0], parts[1]));
        }
        heart.send("POST", "AllergyIntolerance", allergy("h-twice", "Penicillins", "373270004"));
        CHARTS.moved("twice", "h-twice", wish(Set.of()));
        assertEquals(2, found(heart, "AllergyIntolerance?patient=h-twice").size());
    }

    private static String allergy(String patient, String what, String code) {
        return "{'resourceType':'AllergyIntolerance','patient':{'reference':'Patient/" + patient
                + "'},'clinicalStatus':{'coding':[{'system':"
                + "'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]},"
                + "'code':{'coding':[{'system':'http://snomed.info/sct','code':'" + code + "'}],'text':'" + what
                + "'}}";
    }

    private static void state(TestProduct at, String organization, String state) {
        JsonObject resource = at.get("Organization/" + organization).json();
        JsonObject address = JsonObject.of("state", new org.throughline.fhir.json.JsonString(state));
        at.send(
                "PUT",
                "Organization/" + organization,
                (state.isEmpty()
                                ? resource.without("address")
                                : resource.with("address", org.throughline.fhir.json.JsonArray.of(address)))
                        .toString());
    }

    @Test
    void theStricterOfBothStatesIsHeldBackBy() {
        String there = MEMBERS.heartThere().organization();
        person(family, "states", "States", "1991-11-11");
        family.send("POST", "Observation", own("states", "HIV", "Viral load"));
        try {
            state(family, "clinic", "OR");
            String id = of(family)
                    .decisions()
                    .prepare(OPERATOR, "states", MEMBERS.heartThere().number(), "", wish(Set.of()));
            assertEquals(List.of(), of(family).contents(of(family).one(id)).held());
            state(family, there, "Massachusetts");
            List<Contents.Held> held = of(family).contents(of(family).one(id)).held();
            assertEquals(1, held.size());
            assertTrue(
                    held.getFirst().reason().startsWith("Massachusetts asks for a written consent"), held.toString());
            Wish said = new Wish("", LocalDate.now(ZoneOffset.UTC).minusDays(2), "paper", "PA", Set.of(), true);
            of(family).decisions().withdraw(OPERATOR, id, "Another state");
            String other = of(family).decisions().prepare(OPERATOR, "states", 0, "Dr Vale", said);
            String reason =
                    of(family).contents(of(family).one(other)).held().getFirst().reason();
            assertTrue(reason.startsWith("Pennsylvania asks"), reason);
            assertEquals(
                    LocalDate.now(ZoneOffset.UTC).minusDays(2).plusDays(30),
                    of(family).due(of(family).one(other)).orElseThrow());
        } finally {
            state(family, "clinic", "");
            state(family, there, "");
        }
    }
}

package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.care.note.TestSeals;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.network.transfer.Contents;
import org.throughline.network.transfer.State;
import org.throughline.network.transfer.Transfer;
import org.throughline.network.transfer.Transfers;
import org.throughline.network.transfer.Wish;

/** Charts move from a family practice to a heart center, and one comes back. */
class TransferTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TwoMembers MEMBERS = new TwoMembers().joined();

    private final TestProduct family = MEMBERS.family;
    private final TestProduct heart = MEMBERS.heart;

    private static Transfers of(TestProduct product) {
        return product.wiring().between().transfers();
    }

    private static void person(TestProduct at, String id, String name, String born) {
        at.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'" + born
                        + "','name':[{'family':'" + name + "','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-0" + born.substring(8) + "1'}]}");
    }

    private static String observation(String patient, String label, String text) {
        String meta = label.isEmpty()
                ? ""
                : "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'" + label
                        + "'}]},";
        return "{'resourceType':'Observation'," + meta + "'status':'final','code':{'text':'" + text
                + "'},'subject':{'reference':'Patient/" + patient + "'},"
                + "'performer':[{'reference':'Practitioner/ito'}],'valueString':'" + text + "'}";
    }

    private static Wish wish(Set<String> named) {
        return new Wish("", LocalDate.now().minusDays(2), "paper", named, true);
    }

    private String offered(String patient, Wish wish) {
        String id = of(family).prepare(OPERATOR, patient, MEMBERS.heartThere().number(), wish);
        of(family).sign(OPERATOR, id);
        await(() -> of(heart).all().stream().anyMatch(each -> each.id().equals(id)));
        return id;
    }

    private String moved(String patient, String there, Wish wish) {
        String id = offered(patient, wish);
        of(heart).accept(OPERATOR, id, there);
        await(() -> of(heart).one(id).state() == State.FILED);
        of(heart).confirm(OPERATOR, id);
        await(() -> of(family).one(id).state() == State.CONFIRMED);
        return id;
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() < until,
                    () -> "it takes too long: " + of(MEMBERS.heart).all()
                            + of(MEMBERS.family).all());
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<JsonObject> found(TestProduct at, String search) {
        return at.get(search + (search.contains("?") ? "&" : "?") + "_count=1000").json().objects("entry").stream()
                .map(each -> Objects.requireNonNull(each.object("resource")))
                .toList();
    }

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

        String id = of(family).prepare(OPERATOR, "quill", MEMBERS.heartThere().number(), wish(Set.of()));
        Contents preview = of(family).contents(of(family).one(id));
        assertEquals(
                1,
                preview.held().stream()
                        .filter(each -> each.label().equals("ETH"))
                        .count());
        assertEquals(1, preview.open().orders().size());
        assertEquals(1, preview.open().appointments().size());
        of(family).sign(OPERATOR, id);
        await(() -> of(heart).all().stream().anyMatch(each -> each.id().equals(id)));
        assertEquals("h-quill", of(heart).recognized(of(heart).one(id)).orElseThrow());
        of(heart).accept(OPERATOR, id, "h-quill");
        await(() -> of(heart).one(id).state() == State.FILED);
        assertEquals(preview.entries(), of(heart).one(id).entries());
        await(() -> of(family).one(id).state() == State.FILED);
        of(heart).confirm(OPERATOR, id);
        await(() -> of(family).one(id).state() == State.CONFIRMED);

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
        assertThrows(Failed.class, () -> of(family).withdraw(OPERATOR, id, "Too late"));
    }

    @Test
    void whatTheRequestNamesGoesTooAndASecondTransferDoublesNothing() {
        person(family, "named", "Named", "1963-06-21");
        person(heart, "h-named", "Named", "1963-06-21");
        family.send("POST", "Observation", observation("named", "ETH", "In recovery"));
        moved("named", "h-named", wish(Set.of("ETH")));
        List<JsonObject> there = found(heart, "Observation?patient=h-named");
        assertEquals(1, there.size());
        assertTrue(there.getFirst().toString().contains("ETH"));
        family.send("POST", "Observation", observation("named", "", "Later"));
        String id = String.valueOf(there.getFirst().text("id"));
        moved("named", "h-named", wish(Set.of("ETH")));
        assertEquals(2, found(heart, "Observation?patient=h-named").size());
        assertEquals(
                "1",
                Objects.requireNonNull(heart.get("Observation/" + id).json().object("meta"))
                        .text("versionId"));
    }
}

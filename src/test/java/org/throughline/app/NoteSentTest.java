package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.note.SentNote;
import org.throughline.care.note.TestSeals;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;

/** A family practice sends signed notes to clinicians of a heart center. */
class NoteSentTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TwoMembers MEMBERS = new TwoMembers().joined();

    private final TestProduct family = MEMBERS.family;
    private final TestProduct heart = MEMBERS.heart;

    /** Each was born on another day, so that nobody may be somebody else. */
    private static String born(String family) {
        return switch (family) {
            case "Quill" -> "1949-03-08";
            case "Marked" -> "1963-06-21";
            case "Denys" -> "1969-04-17";
            case "Ulmer" -> "1951-12-12";
            default -> "1970-02-11";
        };
    }

    private static void patient(TestProduct of, String id, String family) {
        of.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id
                        + "','gender':'female','birthDate':'" + born(family) + "','name':[{'family':'"
                        + family
                        + "','given':['Ada','Jane']}],'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-01"
                        + born(family).substring(8) + "'}]}");
    }

    private void note(String id, String patient, String text, String more) {
        String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String note = "{'resourceType':'DocumentReference','id':'" + id + "'," + more
                + "'status':'current','docStatus':'final','type':{'text':'Progress note'},'description':'Short note',"
                + "'category':[{'coding':[{'system':'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category','code':'clinical-note'}]}],"
                + "'subject':{'reference':'Patient/" + patient + "'},'date':'2026-11-27T10:00:00Z',"
                + "'author':[{'display':'Rei Ito'}],"
                + "'content':[{'attachment':{'contentType':'text/plain;charset=utf-8','data':'" + data + "'}}]}";
        JsonObject json = JsonReader.readObject(note.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        family.send("PUT", "DocumentReference/" + id, TestSeals.sealed(json).toString());
    }

    private void send(String patient, String note, String person, String words) {
        family.wiring()
                .between()
                .notes()
                .send(
                        new Entries.Chart(OPERATOR, patient, new Author("", "Rei Ito")),
                        note,
                        MEMBERS.heartThere().number(),
                        person,
                        words);
    }

    private List<SentNote> sent(String patient, String note) {
        return family.wiring().between().notes().sent(patient, note);
    }

    private SentNote over(String patient, String note, int sendings) {
        await(() -> {
            List<SentNote> all = sent(patient, note);
            return all.size() == sendings
                    && all.stream()
                            .allMatch(each ->
                                    each.ended() != null || !each.refusal().isEmpty());
        });
        return sent(patient, note).getLast();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "it takes too long");
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<JsonObject> atHeart(String search) {
        return heart.get(search).json().objects("entry").stream()
                .map(each -> Objects.requireNonNull(each.object("resource")))
                .toList();
    }

    @Test
    void aSignedNoteIsADocumentThereAndATaskOfTheClinicianWhoIsNamed() {
        patient(family, "quill", "Quill");
        patient(heart, "h-quill", "Quill");
        heart.send(
                "PUT",
                "Practitioner/ruiz",
                "{'resourceType':'Practitioner','id':'ruiz','name':[{'family':'Ruiz','given':['Ana']}]}");
        note("n1", "quill", "Palpitations since May.", "");
        send("quill", "n1", "Dr. Ana Ruiz", "Would you look at this?");
        SentNote sent = over("quill", "n1", 1);
        assertEquals("", sent.refusal());

        List<JsonObject> documents = atHeart("DocumentReference?patient=h-quill");
        assertEquals(1, documents.size());
        String document = documents.getFirst().toString();
        assertTrue(document.contains("Rei Ito, Family Practice"), document);
        List<String> contents = documents.getFirst().objects("content").stream()
                .map(each -> String.valueOf(
                        Objects.requireNonNull(each.object("attachment")).text("url")))
                .map(url -> heart.get(url).text())
                .toList();
        assertEquals("Palpitations since May.", contents.getFirst());
        assertTrue(contents.get(1).startsWith("%PDF"));
        List<JsonObject> tasks = atHeart("Task?patient=h-quill");
        assertEquals(1, tasks.size());
        String task = tasks.getFirst().toString();
        assertTrue(task.contains("Practitioner/ruiz") && task.contains("Would you look at this?"), task);

        send("quill", "n1", "", "");
        over("quill", "n1", 2);
        assertEquals(1, atHeart("DocumentReference?patient=h-quill").size());
        assertEquals(2, atHeart("Task?patient=h-quill").size());
        assertTrue(atHeart("Task?patient=h-quill").stream()
                .anyMatch(each -> each.toString().contains("physician")));

        note(
                "n1-more",
                "quill",
                "The ECG was normal.",
                "'relatesTo':[{'code':'appends','target':{'reference':'DocumentReference/n1'}}],");
        send("quill", "n1", "", "");
        over("quill", "n1", 3);
        assertEquals(2, atHeart("DocumentReference?patient=h-quill").size());
    }

    @Test
    void whatTheMemberMayNotSeeIsNotSentAndThatIsSaid() {
        patient(family, "marked", "Marked");
        patient(heart, "h-marked", "Marked");
        note(
                "n2",
                "marked",
                "Drinks.",
                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]},");
        note("n3", "marked", "Coughs.", "");
        note(
                "n3-more",
                "marked",
                "Drinks.",
                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]},"
                        + "'relatesTo':[{'code':'appends','target':{'reference':'DocumentReference/n3'}}],");
        send("marked", "n2", "", "");
        send("marked", "n3", "", "");
        assertTrue(over("marked", "n2", 1).refusal().contains("marked as sensitive"));
        assertTrue(over("marked", "n3", 1).refusal().contains("marked as sensitive"), "nor without its addendum");
        assertEquals(0, atHeart("DocumentReference?patient=h-marked").size());

        patient(family, "denys", "Denys");
        patient(heart, "h-denys", "Denys");
        note("n4", "denys", "Coughs.", "");
        family.send(
                "PUT",
                "Consent/denys",
                "{'resourceType':'Consent','id':'denys','status':'active','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},"
                        + "'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],'patient':{'reference':'Patient/denys'},"
                        + "'policyRule':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'OPTIN'}]},"
                        + "'provision':{'type':'deny','actor':[{'role':{'text':'Recipient'},'reference':{'reference':'Organization/"
                        + MEMBERS.heartThere().organization() + "'}}]}}");
        send("denys", "n4", "", "");
        assertTrue(over("denys", "n4", 1).refusal().contains("agreed to"));
        assertEquals(0, atHeart("DocumentReference?patient=h-denys").size());
    }

    @Test
    void whoIsNotCertainlyKnownThereGetsNothingAndTheSenderIsToldWhatToDo() {
        patient(family, "ulmer", "Ulmer");
        note("n5", "ulmer", "Coughs.", "");
        send("ulmer", "n5", "", "");
        assertTrue(over("ulmer", "n5", 1).refusal().contains("Nobody there is certainly this patient"));
    }

    @Test
    void onlyANoteThatWasSignedHereIsSent() {
        patient(family, "plain", "Plain");
        family.send(
                "PUT",
                "DocumentReference/n6",
                "{'resourceType':'DocumentReference','id':'n6','status':'current','type':{'text':'Letter'},"
                        + "'subject':{'reference':'Patient/plain'},"
                        + "'content':[{'attachment':{'contentType':'text/plain','data':'U2ludXMgcmh5dGhtLg=='}}]}");
        assertThrows(Failed.class, () -> send("plain", "n6", "", ""));
        assertEquals(List.of(), sent("plain", "n6"));
    }
}

package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.care.entry.Author;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Who;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;

/** People of a family practice and of a heart center write to each other about a patient whom both have. */
class TalkTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TwoMembers MEMBERS = new TwoMembers().joined();
    private static final TestProduct FAMILY = MEMBERS.family;
    private static final TestProduct HEART = MEMBERS.heart;
    private static final Who ITO = new Who(OPERATOR, new Author("Practitioner/ito", "Rei Ito"));
    private static final Who RUIZ = new Who(OPERATOR, new Author("Practitioner/ruiz", "Ana Ruiz"));

    @BeforeAll
    static void bothKnowQuill() {
        String quill = "'gender':'female','birthDate':'1949-03-08','name':[{'family':'Quill','given':['Ada','Jane']}],"
                + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                + "'telecom':[{'system':'phone','value':'503-555-0108'}]}";
        FAMILY.send("PUT", "Patient/quill", "{'resourceType':'Patient','id':'quill'," + quill);
        HEART.send("PUT", "Patient/h-quill", "{'resourceType':'Patient','id':'h-quill'," + quill);
        FAMILY.send(
                "PUT",
                "Practitioner/ito",
                "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito','given':['Rei']}]}");
        HEART.send(
                "PUT",
                "Practitioner/ruiz",
                "{'resourceType':'Practitioner','id':'ruiz','name':[{'family':'Ruiz','given':['Ana']}]}");
        HEART.wiring().sharing().linking().ask(OPERATOR, MEMBERS.familyThere(), "h-quill", null, true);
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void write(String person, String text) {
        FAMILY.wiring()
                .between()
                .talks()
                .send(ITO, "quill", MEMBERS.heartThere().number(), person, text, Waiting.Priority.URGENT);
    }

    private static List<JsonObject> messages(TestProduct at, String patient, String text) {
        return at.get("Communication?subject=Patient/" + patient + "&_count=100").json().objects("entry").stream()
                .map(each -> Objects.requireNonNull(each.object("resource")))
                .filter(each -> each.toString().contains(text))
                .toList();
    }

    private static Waiting waiting(JsonObject message, String organization) {
        return new Waiting(
                "Communication",
                String.valueOf(message.text("id")),
                1,
                Waiting.Kind.MESSAGE,
                message.toString().contains("h-quill") ? "h-quill" : "quill",
                "",
                "",
                "",
                List.of(new Addressee.Elsewhere("Organization/" + organization)),
                java.time.Instant.now(),
                null,
                Waiting.Priority.ROUTINE,
                false,
                "");
    }

    @Test
    void aMessageIsInTheInboxThereAtOnceAndTheAnswerInOursAsOneTalk() {
        long begun = System.nanoTime();
        write("Dr. Ana Ruiz", "May she stop the warfarin before the tooth is drawn?");
        await("it came", () -> messages(HEART, "h-quill", "the warfarin").size() == 1);
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos());
        JsonObject came = messages(HEART, "h-quill", "the warfarin").getFirst();
        assertEquals("in-progress", came.text("status"));
        assertEquals("urgent", came.text("priority"));
        assertTrue(came.toString().contains("\"Rei Ito, Family Practice\""), came.toString());
        assertTrue(came.toString().contains("Practitioner/ruiz"), came.toString());

        HEART.wiring()
                .between()
                .talks()
                .answer(RUIZ, waiting(came, MEMBERS.familyThere().organization()), 1, "Five days before, no bridging.");
        await("the answer came", () -> messages(FAMILY, "quill", "no bridging").size() == 1);
        JsonObject answer = messages(FAMILY, "quill", "no bridging").getFirst();
        JsonObject asked = messages(FAMILY, "quill", "the warfarin").stream()
                .filter(each -> !each.has("partOf"))
                .findFirst()
                .orElseThrow();
        assertEquals("completed", asked.text("status"), "what is out waits for nobody here");
        assertTrue(answer.toString().contains("\"partOf\":[{\"reference\":\"Communication/" + asked.text("id")));
        assertTrue(answer.toString().contains("Practitioner/ito"), answer.toString());
        assertEquals(
                2,
                FAMILY.wiring()
                        .care()
                        .tasks()
                        .talk(OPERATOR, String.valueOf(answer.text("id")))
                        .size());

        FAMILY.wiring()
                .between()
                .talks()
                .answer(ITO, waiting(answer, MEMBERS.heartThere().organization()), 1, "Thank you, noted.");
        await("it goes on", () -> messages(HEART, "h-quill", "Thank you, noted").size() == 1);
        assertEquals(
                3,
                HEART.wiring()
                        .care()
                        .tasks()
                        .talk(OPERATOR, String.valueOf(came.text("id")))
                        .size());
    }

    @Test
    void whatIsWrittenWhileTheOtherIsDownComesOnceAndInOrder() {
        TwoMembers.down(HEART);
        write("", "first of two");
        write("", "second of two");
        TwoMembers.up(HEART);
        await("both came", () -> messages(HEART, "h-quill", "of two").size() == 2);
        JsonObject first = messages(HEART, "h-quill", "first of two").getFirst();
        assertTrue(first.toString().contains("physician"), "nobody is named: a physician there reads it");
    }

    @Test
    void whoSharesNothingIsNotWrittenTo() {
        FAMILY.send("PUT", "Patient/alone", "{'resourceType':'Patient','id':'alone','name':[{'family':'Alone'}]}");
        assertThrows(
                Failed.class,
                () -> FAMILY.wiring()
                        .between()
                        .talks()
                        .send(
                                ITO,
                                "alone",
                                MEMBERS.heartThere().number(),
                                "",
                                "Do you know her?",
                                Waiting.Priority.ROUTINE));
    }

    @Test
    void whatIsNotTakenIsATaskOfWhoeverWroteIt() {
        FAMILY.send(
                "PUT",
                "Patient/dahlia",
                "{'resourceType':'Patient','id':'dahlia','gender':'female','birthDate':'1971-04-19','name':[{'family':'Dahlia','given':['Mae','Rose']}],'telecom':[{'system':'phone','value':'503-555-0119'}],'address':[{'line':['9 Oak Row'],'city':'Salem','postalCode':'97301'}]}");
        HEART.send(
                "PUT",
                "Patient/h-dahlia",
                "{'resourceType':'Patient','id':'h-dahlia','gender':'female','birthDate':'1971-04-19','name':[{'family':'Dahlia','given':['Mae','Rose']}],'telecom':[{'system':'phone','value':'503-555-0119'}],'address':[{'line':['9 Oak Row'],'city':'Salem','postalCode':'97301'}]}");
        HEART.wiring().sharing().linking().ask(OPERATOR, MEMBERS.familyThere(), "h-dahlia", null, true);
        FAMILY.send(
                "PUT",
                "Consent/none",
                "{'resourceType':'Consent','id':'none','status':'active','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],'patient':{'reference':'Patient/dahlia'},'provision':{'type':'deny','actor':[{'role':{'coding':[{'code':'IRCP'}]},'reference':{'reference':'Organization/"
                        + MEMBERS.heartThere().organization() + "'}}]}}");
        FAMILY.wiring()
                .between()
                .talks()
                .send(ITO, "dahlia", MEMBERS.heartThere().number(), "", "Is she well?", Waiting.Priority.ROUTINE);
        await(
                "the writer is told",
                () -> FAMILY.get("Task?patient=dahlia&owner=Practitioner/ito")
                        .text()
                        .contains("was not taken"));
        assertEquals(List.of(), messages(HEART, "h-dahlia", "Is she well?"));
    }
}

package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Request;

/** Two installations share the records of patients whom both treat, live. */
class SharedRecordTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TwoMembers MEMBERS = new TwoMembers().joined();

    private final TestProduct family = MEMBERS.family;
    private final TestProduct heart = MEMBERS.heart;

    /** Somebody whom both know, with a result at the family practice. */
    private void patientOfBoth(String name, String born) {
        String who = "'gender':'female','birthDate':'" + born + "','name':[{'family':'" + name
                + "','given':['Ada','Jane']}],'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                + "'telecom':[{'system':'phone','value':'503-555-01" + born.substring(8) + "'}]";
        family.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        family.send("PUT", "Patient/" + name, "{'resourceType':'Patient','id':'" + name + "'," + who + "}");
        family.send("PUT", "Observation/" + name, observation(name, name, "5.1"));
        heart.send("PUT", "Patient/h-" + name, "{'resourceType':'Patient','id':'h-" + name + "'," + who + "}");
    }

    private static String observation(String id, String patient, String value) {
        return "{'resourceType':'Observation','id':'" + id
                + "','status':'final','code':{'coding':[{'system':'http://loinc.org','code':'2823-3'}],'text':'Potassium'},"
                + "'subject':{'reference':'Patient/" + patient
                + "'},'performer':[{'reference':'Practitioner/ito'}],"
                + "'effectiveDateTime':'2026-11-20','valueQuantity':{'value':" + value + ",'unit':'mmol/L'}}";
    }

    private Linking linking(TestProduct of) {
        return of.wiring().sharing().linking();
    }

    private void ask(String patient) {
        linking(heart).ask(OPERATOR, MEMBERS.familyThere(), patient, null, true);
    }

    /** How long it took until something was so. */
    private static Duration await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(20).toNanos(), what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** How many copies Heart Center keeps of a type about a patient. */
    private long kept(String patient, String type) {
        return heart.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM resource WHERE origin <> 0 AND patient = ? AND type = ?",
                                Address.of("Patient", patient),
                                (short) R4.types().number(type))
                        .orElseThrow());
    }

    @Test
    void whatIsEnteredAtOneIsWithTheOtherAtOnceAndGoesWhenTheConsentIsRevoked() {
        patientOfBoth("Marlowe", "1958-07-14");
        ask("h-Marlowe");
        Link link = linking(heart).links("h-Marlowe").getFirst();
        assertEquals("Marlowe", link.theirs());
        await("the record came", () -> kept("h-Marlowe", "Observation") == 1);

        family.send("PUT", "Observation/next", observation("next", "Marlowe", "4.4"));
        Duration entered = await("the next result came", () -> kept("h-Marlowe", "Observation") == 2);
        JsonObject consent = Objects.requireNonNull(family.get("Consent?patient=Marlowe")
                .json()
                .objects("entry")
                .getFirst()
                .object("resource"));
        family.send(
                "PUT",
                "Consent/" + consent.text("id"),
                consent.with("status", new JsonString("inactive")).toString());
        Duration revoked = await(
                "all is withdrawn", () -> kept("h-Marlowe", "Observation") == 0 && kept("h-Marlowe", "Patient") == 0);
        assertTrue(entered.toMillis() < 5_000 && revoked.toMillis() < 5_000, entered + " " + revoked);
        family.send("PUT", "Consent/" + consent.text("id"), consent.toString());
        await("the patient agrees again", () -> kept("h-Marlowe", "Observation") == 2);
    }

    @Test
    void whoIsNotKnownThereIsNotLinked() {
        heart.send(
                "PUT",
                "Patient/other",
                "{'resourceType':'Patient','id':'other','birthDate':'1971-02-03','name':[{'family':'Nobody','given':['Elsewhere']}]}");
        ask("other");
        assertEquals(List.of(), linking(heart).links("other"));
        assertEquals(
                Request.State.NONE, linking(heart).requests("other").getFirst().state());
    }

    @Test
    void whoMayBeSomebodyThereIsDecidedByAPerson() {
        patientOfBoth("Quill", "1949-03-08");
        heart.send(
                "PUT",
                "Patient/h-Quill",
                "{'resourceType':'Patient','id':'h-Quill','gender':'female','birthDate':'1949-08-03','name':[{'family':'Quill','given':['Ada']}]}");
        ask("h-Quill");
        assertEquals(
                Request.State.ASKED,
                linking(heart).requests("h-Quill").getFirst().state());
        int question = linking(family).questions().stream()
                .filter(each -> each.candidates().contains("Quill"))
                .findFirst()
                .orElseThrow()
                .number();
        linking(family).decide(OPERATOR, question, "Quill", "Asked the patient: born on 8 March");
        await("it is linked there too", () -> linking(heart).links("h-Quill").size() == 1);
        await("the record came", () -> kept("h-Quill", "Observation") == 1);
        assertEquals(List.of(), linking(heart).requests("h-Quill"));
    }

    @Test
    void wherePeopleLookFirstAnAgreementFromElsewhereWaitsForThem() {
        patientOfBoth("Ulmer", "1961-05-09");
        family.set("AGREEMENTS", "look");
        ask("h-Ulmer");
        family.set("AGREEMENTS", "accept");
        assertEquals(List.of(), linking(family).links("Ulmer"));
        assertEquals(
                Request.State.ASKED,
                linking(heart).requests("h-Ulmer").getFirst().state());
        assertEquals(
                List.of("Ulmer"),
                linking(family).questions().stream()
                        .flatMap(each -> each.candidates().stream())
                        .filter("Ulmer"::equals)
                        .toList());
    }

    @Test
    void endingALinkTakesAllBackAtOnceOnBothSides() {
        patientOfBoth("Sorrel", "1967-12-21");
        ask("h-Sorrel");
        await("the record came", () -> kept("h-Sorrel", "Observation") == 1);
        linking(heart).end(OPERATOR, linking(heart).links("h-Sorrel").getFirst(), "Two persons");
        assertEquals(0, kept("h-Sorrel", "Observation"));
        await("the other has heard", () -> linking(family).links("Sorrel").isEmpty());
    }

    @Test
    void whenARecordIsMergedThereTheSharedOneGoesOnWithTheOneThatStays() {
        patientOfBoth("Yarrow", "1955-01-17");
        ask("h-Yarrow");
        await("the record came", () -> kept("h-Yarrow", "Observation") == 1);
        heart.send(
                "PUT",
                "Patient/stays",
                "{'resourceType':'Patient','id':'stays','name':[{'family':'Yarrow'}],"
                        + "'link':[{'type':'replaces','other':{'reference':'Patient/h-Yarrow'}}]}");
        JsonObject before = heart.get("Patient/h-Yarrow").json();
        heart.send(
                "PUT",
                "Patient/h-Yarrow",
                before.with("active", JsonBoolean.FALSE)
                        .with(
                                "link",
                                JsonArray.of(JsonObject.builder()
                                        .add("other", JsonObject.of("reference", new JsonString("Patient/stays")))
                                        .add("type", "replaced-by")
                                        .build()))
                        .toString());
        await("the record came anew", () -> kept("stays", "Observation") == 1 && kept("h-Yarrow", "Observation") == 0);
        await(
                "the other knows",
                () -> linking(family).links("Yarrow").getFirst().theirs().equals("stays"));
        family.send("PUT", "Observation/y2", observation("y2", "Yarrow", "3.9"));
        await("what is new comes there", () -> kept("stays", "Observation") == 2);
    }

    @Test
    void whatWasMissedWhileOneWasDownIsFetchedAfterwards() {
        patientOfBoth("Tansy", "1972-10-30");
        ask("h-Tansy");
        await("the record came", () -> kept("h-Tansy", "Observation") == 1);
        TwoMembers.down(heart);
        for (int i = 0; i < 30; i++) {
            family.send("PUT", "Observation/t" + i, observation("t" + i, "Tansy", "4." + i));
        }
        TwoMembers.up(heart);
        await("all came", () -> kept("h-Tansy", "Observation") == 31);
    }

    @Test
    void aMemberThatCannotAnswerForAWhileTakesNothingAway() {
        patientOfBoth("Teasel", "1974-05-19");
        ask("h-Teasel");
        await("the record came", () -> kept("h-Teasel", "Observation") == 1);
        Object before = subscription();
        AtomicInteger faults = new AtomicInteger();
        family.behind(handler -> request -> {
            boolean asks = request.path().endsWith("$status") && faults.incrementAndGet() == 1;
            return asks ? Answer.of(500) : handler.handle(request);
        });
        await("it is asked how we stand, and again", () -> {
            TwoMembers.change(heart, "UPDATE source SET heard = now() - interval '1 hour', asked = NULL");
            return faults.get() > 1;
        });
        TwoMembers.up(family);

        assertEquals(before, subscription(), "it goes on as it was");
    }

    private Object subscription() {
        return heart.database()
                .read(connection ->
                        Sql.first(connection, row -> row.getString(1), "SELECT subscription::text FROM source"));
    }

    private String tasks(String patient) {
        return heart.get("Task?patient=" + patient + "&code=danger").text();
    }

    private long tasks(String patient, String status) {
        return heart.get("Task?patient=" + patient + "&code=danger&status=" + status)
                .json()
                .objects("entry")
                .size();
    }

    private long toBeChecked() {
        return heart.database()
                .read(connection -> Sql.first(connection, row -> row.getLong(1), "SELECT count(*) FROM copies_changed")
                        .orElseThrow());
    }

    private static String allergy(String patient, String status) {
        return "{'resourceType':'AllergyIntolerance','id':'a-" + patient
                + "','type':'allergy','criticality':'high','clinicalStatus':{'coding':[{'system':"
                + "'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'" + status
                + "'}]},'patient':{'reference':'Patient/" + patient + "'},'code':{'coding':"
                + "[{'system':'http://snomed.info/sct','code':'373270004'}],'text':'Penicillins'},"
                + "'reaction':[{'manifestation':[{'coding':[{'system':'http://snomed.info/sct','code':'39579001'}],"
                + "'text':'Anaphylaxis'}],'severity':'severe'}]}";
    }

    private static String drug(String id, String patient, String name, String by) {
        return "{'resourceType':'MedicationRequest','id':'" + id + "','status':'active','intent':'order',"
                + "'subject':{'reference':'Patient/" + patient + "'},'authoredOn':'2026-11-01',"
                + "'requester':{'reference':'Practitioner/" + by + "'},'medicationCodeableConcept':{'text':'" + name
                + "'}}";
    }

    @Test
    void anAllergyThatIsEnteredElsewhereIsATaskOfWhoeverPrescribedUntilItIsOver() {
        patientOfBoth("Bryony", "1981-02-11");
        heart.send("PUT", "Practitioner/ruiz", "{'resourceType':'Practitioner','id':'ruiz'}");
        heart.send("PUT", "MedicationRequest/amox", drug("amox", "h-Bryony", "amoxicillin 500 mg capsule", "ruiz"));
        ask("h-Bryony");
        await("the record came", () -> kept("h-Bryony", "Observation") == 1);
        await("all was looked at", () -> toBeChecked() == 0);
        assertEquals(0, tasks("h-Bryony", "requested"));

        family.send("PUT", "AllergyIntolerance/a-Bryony", allergy("Bryony", "active"));
        Duration told = await("the danger is a task", () -> tasks("h-Bryony", "requested") == 1);
        assertTrue(told.toSeconds() < 10, told.toString());
        String task = tasks("h-Bryony");
        assertTrue(task.contains("\"priority\":\"urgent\""), task);
        assertTrue(task.contains("\"owner\":{\"reference\":\"Practitioner/ruiz\""), task);
        String issue = heart.get("DetectedIssue?patient=h-Bryony").text();
        assertTrue(issue.contains("MedicationRequest/amox") && !issue.contains("AllergyIntolerance/"), issue);

        family.send("PUT", "Observation/more", observation("more", "Bryony", "4.4"));
        await("the next result came", () -> kept("h-Bryony", "Observation") == 2);
        await("all was looked at", () -> toBeChecked() == 0);
        assertEquals(1, tasks("h-Bryony", "requested"), "once is enough");

        family.send("PUT", "AllergyIntolerance/a-Bryony", allergy("Bryony", "inactive"));
        await("the danger is over", () -> tasks("h-Bryony", "cancelled") == 1);
        assertEquals(0, tasks("h-Bryony", "requested"));
    }

    @Test
    void whatCameByALinkCountsNoMoreWhenTheLinkHasEnded() {
        patientOfBoth("Zinnia", "1977-05-23");
        heart.send("PUT", "Practitioner/ruiz", "{'resourceType':'Practitioner','id':'ruiz'}");
        heart.send("PUT", "MedicationRequest/zamox", drug("zamox", "h-Zinnia", "amoxicillin 500 mg capsule", "ruiz"));
        family.send("PUT", "AllergyIntolerance/a-Zinnia", allergy("Zinnia", "active"));
        ask("h-Zinnia");
        await("the danger is a task", () -> tasks("h-Zinnia", "requested") == 1);
        linking(heart).end(OPERATOR, linking(heart).links("h-Zinnia").getFirst(), "Two persons");
        await("what spoke against it is gone", () -> tasks("h-Zinnia", "cancelled") == 1);
    }

    @Test
    void whoeverReliedOnALinkOfTwoPersonsIsAskedToLookAgainAndBothPrivacyOfficersAreTold() {
        patientOfBoth("Clover", "1963-09-19");
        heart.send("PUT", "Practitioner/ruiz", "{'resourceType':'Practitioner','id':'ruiz'}");
        heart.send("PUT", "MedicationRequest/camox", drug("camox", "h-Clover", "amoxicillin 500 mg capsule", "ruiz"));
        family.send("PUT", "AllergyIntolerance/a-Clover", allergy("Clover", "active"));
        ask("h-Clover");
        await("the danger is a task", () -> tasks("h-Clover", "requested") == 1);
        heart.send(
                "PUT",
                "MedicationRequest/clisin",
                drug("clisin", "h-Clover", "lisinopril 10 mg tablet", "ruiz")
                        .replace("2026-11-01", java.time.Instant.now().toString()));
        linking(heart).end(OPERATOR, linking(heart).links("h-Clover").getFirst(), "Born in another year");

        await(
                "the privacy officer is told",
                () -> heart.get("Task?patient=h-Clover").text().contains("Two people were taken for one"));
        String told = heart.get("Task?patient=h-Clover").text();
        String look = heart.get("Task?patient=h-Clover&owner=Practitioner/ruiz&status=requested")
                .text();
        assertTrue(look.contains("Ordered: lisinopril 10 mg tablet"), look + told);
        assertTrue(told.contains("Two people were taken for one") && told.contains("privacy-officer"), told);
        assertTrue(told.contains("1 of them known to rest on such an entry"), told);
        assertTrue(heart.get("Flag?patient=h-Clover").text().contains("entries of another person (Family Practice)"));
        await(
                "the privacy officer there is told too",
                () -> family.get("Task?patient=Clover").text().contains("Two people were taken for one"));
        assertTrue(family.get("Flag?patient=Clover").text().contains("entries of another person (Heart Center)"));
        assertEquals(
                1, heart.get("Flag?patient=h-Clover").json().objects("entry").size());
    }

    @Test
    void whatOthersPrescribedAgainstWhatOthersKnowIsTheirs() {
        patientOfBoth("Violet", "1969-08-02");
        family.send("PUT", "MedicationRequest/vamox", drug("vamox", "Violet", "amoxicillin 500 mg capsule", "ito"));
        family.send("PUT", "AllergyIntolerance/a-Violet", allergy("Violet", "active"));
        ask("h-Violet");
        await("the record came", () -> kept("h-Violet", "MedicationRequest") == 1);
        await("all was looked at", () -> toBeChecked() == 0);
        assertEquals(0, tasks("h-Violet", "requested"));
        await(
                "it is a task there",
                () -> family.get("Task?patient=Violet&code=danger")
                                .json()
                                .objects("entry")
                                .size()
                        == 1);
    }
}

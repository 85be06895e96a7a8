package org.throughline.care.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.record.Bodies;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.RecordSettings;
import org.throughline.record.Target;
import org.throughline.safety.SafetyCheck;
import org.throughline.safety.rule.Knowledge;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;

/** What a patient takes is checked again when something about them changes: a danger becomes somebody's task. */
class RecheckTest {
    private static final Caller PHYSICIAN =
            new Caller("account/1", "Grace Ito", new Capacity("Physician", ""), Rights.EVERYTHING);
    private static final Pattern KEY = Pattern.compile("urn:throughline:finding\\|([0-9a-f]{32})");
    private static final Drugs DRUGS = Drugs.shipped();
    private static final SafetyCheck SAFETY = new SafetyCheck(Knowledge.shipped(), DRUGS);

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-26T15:00:00Z"), ZoneOffset.UTC);
    private final SearchFixture fixture = new SearchFixture(
            new RecordSettings(false, true), of -> new OrderGate(checks(of), of.search, Bodies.shipped(), clock));
    private final Recheck recheck = new Recheck(checks(fixture), fixture.records, R4.types(), clock);

    RecheckTest() {
        fixture.store(
                "{'resourceType':'Patient','id':'p','gender':'female','birthDate':'1980-01-01'}",
                "{'resourceType':'Practitioner','id':'ito'}",
                drug("phenelzine", "phenelzine 15 mg tablet", "active"));
    }

    private Checks checks(SearchFixture of) {
        return new Checks(
                () -> SAFETY,
                DRUGS,
                Catalogues.shipped(),
                Labs.shipped(),
                Imaging.shipped(),
                of.searches(),
                Bodies.shipped(),
                caller -> addresses -> of.records.visible(caller, addresses),
                RuleBook.none(),
                clock);
    }

    private static String drug(String id, String name, String status) {
        return "{'resourceType':'MedicationRequest','id':'" + id + "','status':'" + status + "','intent':'order',"
                + "'subject':{'reference':'Patient/p'},'authoredOn':'2026-11-01',"
                + "'requester':{'reference':'Practitioner/ito'},'medicationCodeableConcept':{'text':'" + name + "'}}";
    }

    private List<JsonObject> all(String type) {
        return Lookup.through(fixture.searches()::run, Bodies.shipped(), PHYSICIAN)
                .find(type, "patient", "Patient/p")
                .matches();
    }

    @Test
    void aDangerThatCameFromElsewhereIsATaskOfWhoeverPrescribedUntilItIsOver() {
        assertEquals(0, recheck.run("p"));
        fixture.store(drug("fluoxetine", "fluoxetine 20 mg capsule", "active"));

        assertTrue(recheck.run("p") >= 1);
        JsonObject issue = all("DetectedIssue").getFirst();
        JsonObject task = all("Task").getFirst();
        assertEquals("preliminary", issue.text("status"));
        assertEquals("DetectedIssue/" + issue.text("id"), Parts.text(task.object("focus"), "reference"));
        assertEquals("Practitioner/ito", Parts.text(task.object("owner"), "reference"));
        assertEquals(0, recheck.run("p"));
        assertEquals(1, all("Task").size());

        fixture.store(drug("fluoxetine", "fluoxetine 20 mg capsule", "entered-in-error"));
        assertEquals(0, recheck.run("p"));
        assertEquals("cancelled", all("DetectedIssue").getFirst().text("status"));
        assertEquals("cancelled", all("Task").getFirst().text("status"));

        fixture.store(drug("fluoxetine", "fluoxetine 20 mg capsule", "active"));
        assertEquals(1, recheck.run("p"));
        assertEquals("preliminary", all("DetectedIssue").getFirst().text("status"));
        assertEquals(2, all("Task").size());
    }

    @Test
    void aNewAllergySpeaksAgainstWhatIsTakenAlready() {
        fixture.store(drug("amoxicillin", "amoxicillin 500 mg capsule", "active"));
        assertEquals(0, recheck.run("p"));

        fixture.store("{'resourceType':'AllergyIntolerance','id':'a','type':'allergy','criticality':'high',"
                + "'clinicalStatus':{'coding':[{'code':'active'}]},'patient':{'reference':'Patient/p'},'code':{'coding':"
                + "[{'system':'http://snomed.info/sct','code':'373270004'}],'text':'Penicillins'},"
                + "'reaction':[{'manifestation':[{'coding':[{'system':'http://snomed.info/sct','code':'39579001'}],"
                + "'text':'Anaphylaxis'}],'severity':'severe'}]}");

        assertEquals(1, recheck.run("p"));
        assertTrue(Parts.text(all("DetectedIssue").getFirst(), "detail").contains("amoxicillin"));
    }

    @Test
    void whatAnotherOrganizationHoldsSpeaksAgainstItAndIsNotReferredTo() {
        copy("Practitioner", "elsewhere", 0, "{'resourceType':'Practitioner','id':'elsewhere'}");
        copy(
                "MedicationRequest",
                "theirs",
                Address.of("Patient", "p"),
                drug("theirs", "fluoxetine 20 mg capsule", "active")
                        .replace("2026-11-01", "2026-11-20")
                        .replace("Practitioner/ito", "Practitioner/elsewhere"));

        assertTrue(recheck.run("p") >= 1);
        assertEquals(0, recheck.run("p"));
        JsonObject issue = all("DetectedIssue").getFirst();
        assertEquals(
                List.of("MedicationRequest/phenelzine"),
                issue.objects("implicated").stream()
                        .map(each -> Parts.text(each, "reference"))
                        .toList());
        assertEquals(
                "Practitioner/ito",
                Parts.text(all("Task").getFirst().object("owner"), "reference"),
                "not of whoever prescribed elsewhere");
    }

    private void copy(String type, String id, long patient, String json) {
        JsonObject resource =
                JsonReader.readObject(json.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
        fixture.records
                .copies()
                .change((keeping, connection) -> keeping.take(
                        new Copy.Origin(1),
                        patient,
                        Set.of(),
                        List.of(new Copy(type, id, 1, clock.instant(), resource))));
    }

    @Test
    void whatIsSensitiveIsNeitherNamedInTheTaskNorInTheOrder() {
        fixture.store(
                drug("phenelzine", "phenelzine 15 mg tablet", "active")
                        .replace(
                                "'status'",
                                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PSY'}]},'status'"));
        fixture.store(drug("fluoxetine", "fluoxetine 20 mg capsule", "active"));

        assertTrue(recheck.run("p") >= 1);
        assertTrue(
                all("DetectedIssue").stream().noneMatch(each -> each.toString().contains("phenelzine")));
        assertTrue(
                all("Task").stream().noneMatch(each -> each.toString().contains("phenelzine")),
                all("Task").toString());
        Failed refused = org.junit.jupiter.api.Assertions.assertThrows(
                Failed.class,
                () -> write(JsonReader.readObject(drug("fluoxetine", "fluoxetine 40 mg capsule", "active")
                        .replace('\'', '"')
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        assertTrue(!refused.failure().toString().contains("phenelzine"), refused.toString());
        assertTrue(KEY.matcher(refused.failure().toString()).find());
    }

    @Test
    void whatWasAnsweredWhenItWasSignedIsNoTask() {
        JsonObject order = JsonReader.readObject(drug("fluoxetine", "fluoxetine 20 mg capsule", "active")
                .replace('\'', '"')
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String key = "";
        try {
            write(order);
        } catch (Failed e) {
            Matcher named = KEY.matcher(e.failure().toString());
            assertTrue(named.find(), e.toString());
            key = named.group(1);
        }
        write(Answers.with(order, Map.of(key, "Washed out"), true));

        assertEquals(0, recheck.run("p"));
        assertEquals(0, all("Task").size());
    }

    private void write(JsonObject order) {
        Objects.requireNonNull(fixture.records.write(
                PHYSICIAN,
                List.of(new Intent.Update(
                        new Target.ById("MedicationRequest", "fluoxetine"), () -> order, Precondition.NONE, null)),
                (at, written, patients) -> Access.of(at, PHYSICIAN, Action.UPDATE, 0, "orders", 200, patients)));
    }
}

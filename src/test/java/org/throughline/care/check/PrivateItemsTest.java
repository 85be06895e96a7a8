package org.throughline.care.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Purpose;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Failed;
import org.throughline.record.Bodies;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.RecordSettings;
import org.throughline.record.Target;
import org.throughline.safety.SafetyCheck;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.rule.Knowledge;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;

/** What a patient keeps private is used by the checks when they agreed, and leaves no trace when they did not. */
class PrivateItemsTest {
    private static final Drugs DRUGS = Drugs.shipped();
    private static final SafetyCheck SAFETY = new SafetyCheck(Knowledge.shipped(), DRUGS);
    private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");

    /** May see all but what is marked as sensitive. */
    private static final Caller OSEI = caller("account/3", "Kofi Osei", Set.of());

    private static final Caller ITO = caller("account/1", "Rei Ito", Set.of(Rights.ALL));

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SearchFixture fixture = new SearchFixture(
            new RecordSettings(false, true), of -> new OrderGate(checks(of), of.search, Bodies.shipped(), clock));
    private final Checks checks = checks(fixture);

    private static Caller caller(String id, String name, Set<String> clearances) {
        Rights rights =
                new Rights(Purpose.TREAT, Set.of(), Set.of(), clearances, Rights.EVERYTHING.grants(), Set.of(), true);
        return new Caller(id, name, new Capacity("Physician", ""), rights);
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

    /** A patient with an allergy that everybody sees. */
    private void patient(String id) {
        fixture.store(
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'1980-01-01'}",
                "{'resourceType':'Practitioner','id':'osei'}",
                "{'resourceType':'AllergyIntolerance','id':'latex-" + id + "'," + of("patient", id)
                        + ",'code':{'text':'latex'}}");
    }

    private void keeps(String id) {
        fixture.store(
                marked("{'resourceType':'MedicationRequest','id':'m-" + id + "','status':'active','intent':'order',"
                        + of("subject", id)
                        + ",'authoredOn':'2026-11-01','medicationCodeableConcept':{'text':'phenelzine 15 mg tablet'}}"),
                marked("{'resourceType':'AllergyIntolerance','id':'a-" + id + "'," + of("patient", id)
                        + ",'code':{'text':'an allergy without a code'}}"),
                marked("{'resourceType':'Condition','id':'c-" + id + "'," + of("subject", id)
                        + ",'code':{'text':'a problem without a code'}}"),
                marked("{'resourceType':'ServiceRequest','id':'s-" + id + "','status':'active','intent':'order',"
                        + "'category':[{'coding':[{'system':'http://snomed.info/sct','code':'108252007'}]}],"
                        + of("subject", id)
                        + ",'code':{'coding':[{'system':'http://loinc.org','code':'2160-0'}]}}"));
    }

    private static String of(String element, String patient) {
        return "'" + element + "':{'reference':'Patient/" + patient + "'}";
    }

    private static String marked(String resource) {
        return resource.replaceFirst(
                "'id'",
                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PSY'}]},'id'");
    }

    private void answers(String patient, boolean may) {
        fixture.store(JsonWriter.text(SafetyConsent.create(patient, may, NOW))
                .replaceFirst("\\{", "{\"id\":\"c-" + patient + "\","));
    }

    private static JsonObject fluoxetine(String patient) {
        return JsonReader.readObject(("{'resourceType':'MedicationRequest','id':'f-" + patient
                        + "','status':'active','intent':'order'," + of("subject", patient)
                        + ",'authoredOn':'2026-11-26','requester':{'reference':'Practitioner/osei'},"
                        + "'medicationCodeableConcept':{'text':'fluoxetine 20 mg capsule'},"
                        + "'dosageInstruction':[{'text':'1 daily'}]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject creatinine(String patient) {
        return JsonReader.readObject(("{'resourceType':'ServiceRequest','id':'l-" + patient
                        + "','status':'active','intent':'order',"
                        + "'category':[{'coding':[{'system':'http://snomed.info/sct','code':'108252007'}]}],"
                        + of("subject", patient)
                        + ",'requester':{'reference':'Practitioner/osei'},"
                        + "'code':{'coding':[{'system':'http://loinc.org','code':'2160-0'}]}}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));
    }

    /** All that somebody is told of two orders. */
    private String told(Caller caller, String patient) {
        return checks
                .look(caller, patient, List.of(fluoxetine(patient), creatinine(patient)), "Practitioner/osei")
                .orders()
                .stream()
                .flatMap(each -> each.answers().stream())
                .map(each -> each.kind() + " " + each.state() + " " + each.unchecked() + " "
                        + each.findings().stream()
                                .map(Finding::masked)
                                .map(found -> found.severity() + " " + found.what() + " " + found.whatToDo())
                                .toList())
                .collect(Collectors.joining("\n"))
                .replace(patient, "…");
    }

    private void sign(Caller caller, String patient) {
        fixture.records.write(
                caller,
                List.of(fluoxetine(patient), creatinine(patient)).stream()
                        .<Intent>map(order -> new Intent.Update(
                                new Target.ById(Parts.text(order, "resourceType"), Parts.text(order, "id")),
                                () -> order,
                                Precondition.NONE,
                                null))
                        .toList(),
                (at, written, patients) -> Access.of(at, caller, Action.UPDATE, 0, "orders", 200, patients));
    }

    private String stored(String patient) {
        return JsonWriter.text(Bodies.shipped()
                        .open(Objects.requireNonNull(fixture.records
                                .read(ITO, "MedicationRequest", "f-" + patient)
                                .body()))
                        .without("meta"))
                .replace(patient, "…");
    }

    @Test
    void whoMayNotSeeItIsToldHowDangerousAndWhatToDoAndNothingElse() {
        patient("asked");
        keeps("asked");
        answers("asked", true);

        String told = told(OSEI, "asked");
        assertTrue(told.contains("DANGER Something that the patient keeps private"), told);
        assertFalse(told.contains("phenelzine") || told.contains("without a code"), told);
        assertTrue(told(ITO, "asked").contains("phenelzine"));
        Failed refused = org.junit.jupiter.api.Assertions.assertThrows(Failed.class, () -> sign(OSEI, "asked"));
        assertFalse(
                refused.failure().toString().contains("phenelzine"),
                refused.failure().toString());
    }

    @Test
    void asLongAsNobodyHasAskedItIsUsed() {
        patient("new");
        keeps("new");

        assertTrue(told(OSEI, "new").contains("DANGER"));
    }

    @Test
    void afterANoNothingTellsWhetherThereIsAnything() {
        patient("keeps");
        keeps("keeps");
        answers("keeps", false);
        patient("none");
        answers("none", false);

        assertEquals(told(OSEI, "none"), told(OSEI, "keeps"));
        sign(OSEI, "none");
        sign(OSEI, "keeps");
        assertEquals(stored("none"), stored("keeps"));
        Recheck recheck = new Recheck(checks, fixture.records, R4.types(), clock);
        assertEquals(recheck.run("none"), recheck.run("keeps"));
    }

    @Test
    void whoMaySeeItAnywayIsToldOfItAfterANo() {
        patient("no");
        keeps("no");
        answers("no", false);

        assertTrue(told(ITO, "no").contains("phenelzine"));
    }
}

package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;

/** {@code Patient/$summary}. */
class PatientSummaryTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final TestAccounts ACCOUNTS = new TestAccounts(PRODUCT);
    private static final SummaryPatient PATIENT = new SummaryPatient(PRODUCT);
    private static final String NOTHING = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

    @BeforeAll
    static void aPatientWithSomethingInEverySection() {
        PATIENT.write("p");
    }

    private static Reply summary(String patient) {
        return assertStatus(200, PRODUCT.get("Patient/" + patient + "/$summary"));
    }

    private static List<JsonObject> resources(JsonObject bundle) {
        return bundle.objects("entry").stream()
                .map(entry -> Objects.requireNonNull(entry.object("resource")))
                .toList();
    }

    private static JsonObject composition(JsonObject bundle) {
        return resources(bundle).getFirst();
    }

    /** The section of a LOINC code. */
    private static Optional<JsonObject> section(JsonObject bundle, String code) {
        return composition(bundle).objects("section").stream()
                .filter(section -> Objects.requireNonNull(section.object("code")).objects("coding").stream()
                        .anyMatch(coding -> code.equals(coding.text("code"))))
                .findFirst();
    }

    private static String narrative(JsonObject section) {
        return String.valueOf(Objects.requireNonNull(section.object("text")).text("div"));
    }

    /** The entries of a section. */
    private static List<JsonObject> entries(JsonObject bundle, String code) {
        Map<String, JsonObject> byUrl = new HashMap<>();
        bundle.objects("entry")
                .forEach(entry -> byUrl.put(entry.text("fullUrl"), Objects.requireNonNull(entry.object("resource"))));
        return section(bundle, code).orElseThrow().objects("entry").stream()
                .map(entry -> Objects.requireNonNull(byUrl.get(entry.text("reference")), entry::toString))
                .toList();
    }

    @Test
    void itIsADocumentThatBeginsWithItsComposition() {
        JsonObject bundle = summary("p").json();
        assertEquals("document", bundle.text("type"));
        assertTrue(bundle.has("timestamp") && bundle.has("identifier"));
        JsonObject composition = composition(bundle);
        assertEquals("Composition", composition.text("resourceType"));
        String clinic = PRODUCT.base() + "/Organization/clinic";
        assertEquals(clinic, composition.objects("author").getFirst().text("reference"));
        assertEquals(
                clinic, Objects.requireNonNull(composition.object("custodian")).text("reference"));
        assertEquals(
                SummaryPatient.SECTIONS,
                composition.objects("section").stream()
                        .map(section -> Objects.requireNonNull(section.object("code"))
                                .objects("coding")
                                .getFirst()
                                .text("code"))
                        .collect(Collectors.toSet()));
        composition
                .objects("section")
                .forEach(section -> assertFalse(section.objects("entry").isEmpty()));
    }

    @Test
    void everyReferenceIsToAnEntryAndEveryEntryIsThereOnce() {
        JsonObject bundle = summary("p").json();
        List<String> urls = bundle.objects("entry").stream()
                .map(entry -> String.valueOf(entry.text("fullUrl")))
                .toList();
        assertEquals(urls.size(), new HashSet<>(urls).size());
        List<String> references = new ArrayList<>();
        references(bundle, references);
        assertTrue(references.size() > 20, references::toString);
        references.forEach(reference -> assertTrue(urls.contains(reference), reference));
        assertTrue(summary("p").text().contains("Dr. Elsewhere"), "the name of who is not in it");
        assertFalse(summary("p").text().contains("Encounter/"), "a visit is not in it");
    }

    private static void references(Json value, List<String> found) {
        switch (value) {
            case JsonObject object -> {
                if (object.get("reference") instanceof JsonString text) {
                    found.add(text.value());
                }
                for (int i = 0; i < object.size(); i++) {
                    references(object.valueAt(i), found);
                }
            }
            case JsonArray array -> array.forEach(each -> references(each, found));
            default -> {}
        }
    }

    @Test
    void narrativesSayWhatEntriesSay() {
        JsonObject bundle = summary("p").json();
        for (Map.Entry<String, List<String>> said : SummaryPatient.SAID.entrySet()) {
            String narrative = narrative(section(bundle, said.getKey()).orElseThrow());
            said.getValue().forEach(words -> assertTrue(narrative.contains(words), words + " in " + narrative));
        }
    }

    @Test
    void whatComesFromTheRecordIsTextInANarrative() {
        String narrative = narrative(section(summary("p").json(), "11450-4").orElseThrow());
        assertTrue(narrative.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; asthma"), narrative);
        assertFalse(narrative.contains("<script"), narrative);
    }

    @Test
    void ofATestOnlyTheNewestIsInIt() {
        JsonObject bundle = summary("p").json();
        List<String> ids = entries(bundle, "30954-2").stream()
                .map(each -> String.valueOf(each.text("id")))
                .toList();
        assertTrue(ids.contains("hb-new-p") && !ids.contains("hb-old-p"), ids::toString);
        assertFalse(bundle.toString().contains("hb-old-p"));
    }

    @Test
    void whoseRecordWasMergedHasTheSummaryOfTheOneThatGoesOn() {
        put("Patient", "goes-on", "'name':[{'family':'On'}]");
        put("Condition", "of-goes-on", "'code':{'text':'Known since'},'subject':{'reference':'Patient/goes-on'}");
        put(
                "Patient",
                "before",
                "'active':false,'name':[{'family':'Before'}],"
                        + "'link':[{'other':{'reference':'Patient/goes-on'},'type':'replaced-by'}]");
        assertTrue(summary("before").text().contains("Known since"));
    }

    @Test
    void itIsOfOnePatient() {
        put("Patient", "other", "'name':[{'family':'Other'}]");
        put("Condition", "of-other", "'code':{'text':'Secret of other'},'subject':{'reference':'Patient/other'}");
        assertFalse(summary("p").text().contains("Secret of other"));
        assertTrue(summary("other").text().contains("Secret of other"));
    }

    private static void put(String type, String id, String members) {
        assertStatus(
                201,
                PRODUCT.send(
                        "PUT", type + "/" + id, "{'resourceType':'" + type + "','id':'" + id + "'," + members + "}"));
    }

    @Test
    void notAskedNoneKnownKnownAndHiddenAllergiesStayApart() {
        put("Patient", "unasked", "'name':[{'family':'A'}],'birthDate':'1970-01-01'");
        JsonObject unasked = summary("unasked").json();
        assertTrue(only(unasked).contains("no-allergy-info") && only(unasked).contains("not-asked"), only(unasked));
        assertTrue(narrative(section(unasked, "48765-2").orElseThrow()).contains("nobody is recorded to have asked"));

        put("Patient", "none", "'name':[{'family':'A'}],'birthDate':'1970-01-01'");
        put("AllergyIntolerance", "none", SummaryPatient.allergy("none", "716186003", "No known allergy"));
        JsonObject none = summary("none").json();
        assertTrue(only(none).contains("716186003") && !only(none).contains(NOTHING), only(none));
        assertTrue(narrative(section(none, "48765-2").orElseThrow()).contains("No known allergy"));

        put("AllergyIntolerance", "nuts", SummaryPatient.allergy("none", "91934008", "Allergy to nut"));
        String known = only(summary("none").json());
        assertTrue(known.contains("Allergy to nut") && !known.contains("716186003"), known);

        Reply hidden = as("system/Patient.rs system/Condition.rs", "none");
        String masked = only(hidden.json());
        assertTrue(masked.contains("no-allergy-info") && masked.contains("masked"), masked);
        assertFalse(hidden.text().contains("nut"), hidden::text);
        assertTrue(narrative(section(hidden.json(), "48765-2").orElseThrow()).contains("may not see it"));
    }

    /** The one entry of the allergies. */
    private static String only(JsonObject bundle) {
        List<JsonObject> entries = entries(bundle, "48765-2");
        assertEquals(1, entries.size());
        return JsonWriter.text(entries.getFirst());
    }

    private static Reply as(String scopes, String patient) {
        return assertStatus(
                200,
                PRODUCT.anonymous("GET", "Patient/" + patient + "/$summary")
                        .header("Authorization", "Bearer " + PRODUCT.token(scopes))
                        .send());
    }

    @Test
    void whatIsEmptyIsLeftOutButWhatEverySummaryHas() {
        put("Patient", "empty", "'name':[{'family':'A'}],'birthDate':'1970-01-01'");
        JsonObject bundle = summary("empty").json();
        assertEquals(3, composition(bundle).objects("section").size());
        for (String code : List.of("11450-4", "48765-2", "10160-0")) {
            assertEquals(1, entries(bundle, code).size());
            assertTrue(narrative(section(bundle, code).orElseThrow()).contains("No information about"));
        }
    }

    @Test
    void whatIsHiddenIsNeitherAnEntryNorInANarrativeNorReferredTo() {
        put("Patient", "kept", "'name':[{'family':'A'}],'birthDate':'1970-01-01'");
        String subject = ",'subject':{'reference':'Patient/kept'}";
        put(
                "Condition",
                "secret",
                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PRS'}]},"
                        + "'clinicalStatus':" + SummaryPatient.clinical("condition-clinical")
                        + ",'code':{'text':'Hidden illness'}" + subject);
        put(
                "Condition",
                "open",
                "'clinicalStatus':" + SummaryPatient.clinical("condition-clinical") + ",'code':{'text':'Seen illness'}"
                        + subject);
        put(
                "MedicationRequest",
                "for-secret",
                "'status':'active','intent':'order','medicationCodeableConcept':{'text':'A drug'},"
                        + "'reasonReference':[{'reference':'Condition/secret','display':'Hidden illness'}]" + subject);
        Reply whole = summary("kept");
        assertTrue(whole.text().contains("Hidden illness") && whole.text().contains("\"confidentiality\":\"R\""));
        put("Practitioner", "doc", "'name':[{'family':'Doc'}]");
        put(
                "CareTeam",
                "team",
                "'status':'active','participant':[{'member':{'reference':'Practitioner/doc'}}]" + subject);
        ACCOUNTS.staff("doc", "Doc", "doc", "physician");
        Reply cut = assertStatus(
                200,
                PRODUCT.anonymous("GET", "Patient/kept/$summary")
                        .header("Authorization", "Bearer " + PRODUCT.token("user/*.rs", "doc", null))
                        .send());
        assertTrue(cut.text().contains("Seen illness") && cut.text().contains("A drug"), cut::text);
        assertTrue(cut.text().contains("\"confidentiality\":\"N\""), cut::text);
        assertFalse(cut.text().contains("Hidden"), cut::text);
        assertFalse(cut.text().contains("/secret"), cut::text);
        ACCOUNTS.staff("stranger", "Stranger", "stranger", "physician");
        Reply closed = assertStatus(
                200,
                PRODUCT.anonymous("GET", "Patient/kept/$summary")
                        .header("Authorization", "Bearer " + PRODUCT.token("user/*.rs", "stranger", null))
                        .send());
        assertFalse(closed.text().contains("illness") || closed.text().contains("A drug"), closed::text);
        assertEquals(4, closed.text().split("\"masked\"", -1).length, "whoever treats somebody else");
    }

    @Test
    void itIsFoundByAnIdentifierOfOnePatient() {
        String byGet = assertStatus(200, PRODUCT.get("Patient/$summary?identifier=urn:mrn%7C1-p"))
                .text();
        assertTrue(byGet.contains("Patient/p\""), byGet);
        Reply byPost = PRODUCT.send(
                "POST",
                "Patient/$summary",
                "{'resourceType':'Parameters','parameter':[{'name':'identifier','valueIdentifier':{'system':'urn:mrn','value':'1-p'}}]}");
        assertTrue(assertStatus(200, byPost).text().contains("Patient/p\""));
        put("Patient", "twin-1", "'identifier':[{'system':'urn:mrn','value':'two'}]");
        put("Patient", "twin-2", "'identifier':[{'system':'urn:mrn','value':'two'}]");
        assertRefused(422, PRODUCT.get("Patient/$summary?identifier=two"));
        assertRefused(404, PRODUCT.get("Patient/$summary?identifier=three"));
        assertRefused(400, PRODUCT.get("Patient/$summary"));
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        assertRefused(404, PRODUCT.get("Patient/nobody/$summary"));
        assertRefused(422, PRODUCT.get("Patient/p/$summary?profile=http://example.org/other"));
        assertRefused(422, PRODUCT.get("Patient/p/$summary?graph=http://example.org/graph"));
        assertStatus(
                200,
                PRODUCT.get("Patient/p/$summary?profile=http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips"));
        String told = PRODUCT.get("metadata").text();
        assertTrue(told.contains("http://hl7.org/fhir/uv/ips/OperationDefinition/summary"));
    }

    @Test
    void itLeavesOneEntryInTheTrail() {
        put("Patient", "trailed", "'name':[{'family':'A'}]");
        summary("trailed");
        Reply trail = PRODUCT.get("AuditEvent?patient=trailed&_count=100");
        long entries = trail.json().objects("entry").stream()
                .filter(entry -> JsonWriter.text(entry).contains("\"operation\""))
                .count();
        assertEquals(1, entries, trail::text);
    }

    @Test
    void hapiReadsIt() {
        Bundle bundle = FhirContext.forR4Cached()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(Bundle.class, summary("p").text());
        Composition composition = (Composition) bundle.getEntryFirstRep().getResource();
        Set<String> types = bundle.getEntry().stream()
                .map(entry -> entry.getResource().fhirType())
                .collect(Collectors.toSet());
        assertTrue(types.containsAll(Set.of("Patient", "Organization", "Medication", "DeviceUseStatement")));
        composition
                .getSection()
                .forEach(section -> section.getEntry()
                        .forEach(entry -> assertFalse(entry.getResource().isEmpty(), entry::getReference)));
        assertFalse(composition.getSectionFirstRep().getText().getDiv().isEmpty());
        Bundle asXml = FhirContext.forR4Cached()
                .newXmlParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(
                        Bundle.class,
                        PRODUCT.get("Patient/p/$summary?_format=xml").text());
        assertEquals(bundle.getEntry().size(), asXml.getEntry().size());
    }
}

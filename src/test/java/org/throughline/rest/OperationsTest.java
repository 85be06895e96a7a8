package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;
import static org.throughline.rest.Answers.ids;

import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;

/** The operations but {@code $everything}. */
class OperationsTest {
    private static final TestProduct product = TestProduct.start();
    private static final String GENDERS = "http://hl7.org/fhir/administrative-gender";
    private static final String GENDER_SET = "http://hl7.org/fhir/ValueSet/administrative-gender";

    @BeforeAll
    static void aTerminologyOfOurOwn() {
        put("CodeSystem", "colours", """
                ,'url':'urn:colours','status':'active','content':'complete','name':'Colours','concept':[
                 {'code':'red','display':'Red','concept':[{'code':'crimson','display':'Crimson'}]},{'code':'blue'}]""");
        put("ValueSet", "reds", """
                ,'url':'urn:reds','status':'active','compose':{'include':[
                 {'system':'urn:colours','filter':[{'property':'concept','op':'is-a','value':'red'}]}]}""");
        put("ValueSet", "unknown", """
                ,'url':'urn:unknown','status':'active','compose':{'include':[{'system':'urn:not-here'}]}""");
        put("ConceptMap", "map", """
                ,'url':'urn:map','status':'active','group':[{'source':'urn:colours','target':'urn:paints','element':[
                 {'code':'red','target':[{'code':'R1','equivalence':'equivalent'}]}]}]""");
    }

    private static void put(String type, String id, String more) {
        assertStatus(
                201,
                product.send("PUT", type + "/" + id, "{'resourceType':'" + type + "','id':'" + id + "'" + more + "}"));
    }

    private static String value(Reply parameters, String name) {
        assertStatus(200, parameters);
        for (JsonObject parameter : parameters.json().objects("parameter")) {
            if (name.equals(parameter.text("name"))) {
                Json value = parameter.valueAt(1);
                return value instanceof JsonObject ? value.toString() : String.valueOf(parameter.valueAt(1));
            }
        }
        return "";
    }

    @Test
    void anIndexIsMadeAnewInTheBackground() throws InterruptedException {
        product.send("PUT", "Basic/indexed", "{'resourceType':'Basic','id':'indexed','code':{'text':'x'}}");
        Reply asked =
                assertStatus(200, product.request("POST", "Basic/$reindex").send());
        assertTrue(asked.text().contains("\"Basic\""), asked::text);
        String done = "{\"name\":\"percent\",\"valueDecimal\":100.0},{\"name\":\"done\",\"valueBoolean\":true}";
        Reply status = product.get("$reindex");
        for (int i = 0; i < 100 && !status.text().contains(done); i++) {
            Thread.sleep(100);
            status = product.get("$reindex");
        }
        assertTrue(status.text().contains(done), status::text);
        assertEquals(List.of("indexed"), Answers.ids(product.get("Basic?_id=indexed")));
        assertRefused(
                403,
                product.anonymous("POST", "$reindex")
                        .header("Authorization", "Bearer " + product.token("system/Basic.cruds"))
                        .send());
    }

    @Test
    void validateSaysWhatIsWrongWithoutStoring() {
        Reply broken = assertStatus(
                200, product.send("POST", "Patient/$validate", "{'resourceType':'Patient','gender':'blue'}"));
        assertEquals("OperationOutcome", broken.json().text("resourceType"));
        assertTrue(broken.text().contains("\"Patient.gender\""), broken::text);
        Reply invariant = product.send(
                "POST",
                "Patient/$validate",
                "{'resourceType':'Parameters','parameter':[{'name':'resource','resource':{'resourceType':'Patient','name':[{'family':'Passing'}],'contact':[{'gender':'male'}]}}]}");
        assertTrue(invariant.text().contains("pat-1"), invariant::text);
        assertEquals(List.of(), ids(product.get("Patient?family=passing")));
    }

    @Test
    void validateHoldsAResourceToAProfile() {
        String weight =
                "{'resourceType':'Observation','status':'final','code':{'coding':[{'system':'http://loinc.org','code':'29463-7'}]}}";
        Reply lacking = assertStatus(
                200,
                product.send(
                        "POST",
                        "Observation/$validate?profile=http://hl7.org/fhir/StructureDefinition/bodyweight",
                        weight));
        assertTrue(lacking.text().contains("\"severity\":\"error\""), lacking::text);
        Reply unknown = product.send("POST", "Observation/$validate?profile=urn:nowhere", weight);
        assertTrue(unknown.text().contains("not loaded"), unknown::text);
    }

    @Test
    void labelsAreAddedAndTakenAway() {
        put("Basic", "labelled", ",'code':{'text':'x'}");
        String meta =
                "{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{'tag':[{'system':'urn:t','code':'a'}]}}]}";
        assertRefused(405, product.get("Basic/labelled/$meta-add"));
        assertTrue(product.send("POST", "Basic/labelled/$meta-add", meta).text().contains("\"urn:t\""));
        assertTrue(product.get("Basic/labelled/$meta").text().contains("\"urn:t\""));
        assertEquals(List.of("labelled"), ids(product.get("Basic?_tag=urn:t%7Ca")));
        for (String place : List.of("$meta", "Basic/$meta")) {
            assertTrue(product.get(place).text().contains("\"urn:t\""), place);
        }
        assertFalse(product.get("Patient/$meta").text().contains("\"urn:t\""));
        assertFalse(
                product.send("POST", "Basic/labelled/$meta-delete", meta).text().contains("\"urn:t\""));
        assertFalse(product.get("$meta").text().contains("\"urn:t\""), "no longer in use");
    }

    @Test
    void labelsInUseAreThoseThatTheCallerMaySee() {
        product.send(
                "PUT",
                "Library/shelf",
                "{'resourceType':'Library','id':'shelf','status':'active','type':{'text':'x'},"
                        + "'meta':{'profile':['urn:shelf|1'],'security':[{'system':'urn:s','code':'R'}]}}");
        String seen = labels("$meta", "system/*.rs").text();
        assertTrue(seen.contains("urn:shelf|1") && seen.contains("\"urn:s\""), seen);
        assertFalse(labels("$meta", "system/Patient.rs").text().contains("urn:s"));
        assertRefused(403, labels("Library/$meta", "system/Patient.rs"));
    }

    private static Reply labels(String target, String scopes) {
        return product.anonymous("GET", target)
                .header("Authorization", "Bearer " + product.token(scopes))
                .send();
    }

    @Test
    void valueSetsAreExpandedAndAsked() {
        JsonObject genders = product.get("ValueSet/$expand?url=" + GENDER_SET).json();
        assertEquals(
                "4",
                String.valueOf(
                        Objects.requireNonNull(genders.object("expansion")).get("total")));
        assertTrue(product.get("ValueSet/reds/$expand").text().contains("\"crimson\""));
        assertFalse(product.get("ValueSet/$expand?url=urn:reds").text().contains("\"blue\""));
        assertTrue(assertRefused(422, product.get("ValueSet/$expand?url=urn:unknown"))
                .text()
                .contains("urn:not-here"));
        assertRefused(404, product.get("ValueSet/$expand?url=urn:nowhere"));
        assertRefused(400, product.get("ValueSet/$expand"));
        String ask = "ValueSet/$validate-code?url=" + GENDER_SET + "&system=" + GENDERS + "&code=";
        assertEquals("true", value(product.get(ask + "male"), "result").toLowerCase(java.util.Locale.ROOT));
        assertEquals("false", value(product.get(ask + "blue"), "result").toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void codesAreLookedUpComparedAndTranslated() {
        assertEquals("Male", value(product.get("CodeSystem/$lookup?code=male&system=" + GENDERS), "display"));
        assertRefused(404, product.get("CodeSystem/$lookup?code=blue&system=" + GENDERS));
        assertRefused(404, product.get("CodeSystem/$lookup?code=1&system=urn:not-here"));
        String subsumes = "CodeSystem/$subsumes?system=urn:colours&codeA=%s&codeB=%s";
        assertEquals("subsumes", value(product.get(subsumes.formatted("red", "crimson")), "outcome"));
        assertEquals("subsumed-by", value(product.get(subsumes.formatted("crimson", "red")), "outcome"));
        assertEquals("not-subsumed", value(product.get(subsumes.formatted("blue", "red")), "outcome"));
        Reply known = product.get("CodeSystem/$validate-code?url=urn:colours&code=blue");
        assertTrue(known.text().contains("\"valueBoolean\":true"), known::text);
        Reply translated = product.get("ConceptMap/$translate?url=urn:map&system=urn:colours&code=red");
        assertTrue(translated.text().contains("\"R1\""), translated::text);
        Reply none = product.get("ConceptMap/map/$translate?system=urn:colours&code=blue");
        assertTrue(none.text().contains("\"valueBoolean\":false"), none::text);
    }

    @Test
    void lastnGivesTheNewestOfEachKind() {
        put("Patient", "l", "");
        for (String[] each : new String[][] {{"a1", "a", "2024"}, {"a2", "a", "2025"}, {"b1", "b", "2023"}}) {
            put(
                    "Observation",
                    each[0],
                    ",'status':'final','code':{'coding':[{'system':'urn:k','code':'%s'}]},'subject':{'reference':'Patient/l'},'effectiveDateTime':'%s'"
                            .formatted(each[1], each[2]));
        }
        assertEquals(List.of("a2", "b1"), ids(product.get("Observation/$lastn?patient=l")));
        assertEquals(List.of("a2", "a1", "b1"), ids(product.get("Observation/$lastn?patient=l&max=2")));
    }

    @Test
    void anAdministratorIsShownHowASearchIsAnswered() {
        assertTrue(product.get("Observation/$explain?code=x").text().contains("Execution Time"));
        assertRefused(
                403,
                product.anonymous("GET", "Observation/$explain?code=x")
                        .header("Authorization", "Bearer " + product.token("system/Observation.rs"))
                        .send());
    }

    @Test
    void theTrailIsReadAndSearchedOnly() {
        product.get("Patient/somebody");
        Reply found = product.get("AuditEvent?_count=2");
        assertEquals(2, ids(found).size());
        assertEquals(2, ids(product.get(Answers.link(found, "next"))).size());
        String id = ids(found).getFirst();
        JsonObject entry = assertStatus(200, product.get("AuditEvent/" + id)).json();
        assertEquals("AuditEvent", entry.text("resourceType"));
        assertTrue(
                product.send("POST", "AuditEvent/$validate", entry.toString()).status() < 500);
        assertRefused(404, product.get("AuditEvent/nothing"));
        assertRefused(400, product.get("AuditEvent?date=soon"));
        assertEquals(List.of(), ids(product.get("AuditEvent?date=lt2020")));
        assertRefused(405, product.send("POST", "AuditEvent", entry.toString()));
        assertRefused(405, product.send("PUT", "AuditEvent/" + id, entry.toString()));
        assertRefused(405, product.request("DELETE", "AuditEvent/" + id).send());
        assertRefused(
                405,
                product.send(
                        "POST",
                        "",
                        "{'resourceType':'Bundle','type':'transaction','entry':[{'request':{'method':'DELETE','url':'AuditEvent/1'}}]}"));
        assertRefused(
                403,
                product.anonymous("GET", "AuditEvent")
                        .header("Authorization", "Bearer " + product.token("system/Patient.rs"))
                        .send());
    }

    @Test
    void thePatientOfAnAccessFindsIt() {
        put("Patient", "watched", "");
        product.get("Patient/watched");
        Reply found = product.get("AuditEvent?patient=Patient/watched");
        assertEquals(2, ids(found).size());
        assertTrue(found.text().contains("\"reference\":\"Patient/watched\""), found::text);
        put("Patient", "beside", "");
        product.get("Patient?_id=watched,beside");
        String both = Base64.getEncoder().encodeToString("Patient?_id=watched,beside".getBytes(UTF_8));
        assertTrue(product.get("AuditEvent?patient=watched").text().contains(both));
        assertTrue(product.get("AuditEvent?patient=Patient/beside").text().contains(both));
    }

    private static void assertUnderstood(String search) {
        assertStatus(
                200,
                product.request("GET", search + "&_count=1")
                        .header("Prefer", "handling=strict")
                        .send());
    }

    @Test
    void theCapabilityStatementNamesWhatIsOffered() {
        JsonObject rest = product.anonymous("GET", "metadata")
                .send()
                .json()
                .objects("rest")
                .getFirst();
        for (JsonObject resource : rest.objects("resource")) {
            String type = String.valueOf(resource.text("type"));
            for (JsonObject operation : resource.objects("operation")) {
                Reply reply = product.get(type + "/$" + operation.text("name"));
                Reply ofOne = product.get(type + "/nobody/$" + operation.text("name"));
                assertFalse(
                        reply.text().contains("There is no operation")
                                && ofOne.text().contains("There is no operation"),
                        type + " " + operation);
            }
            for (Json include : resource.list("searchInclude")) {
                assertUnderstood(type + "?_include=" + include);
            }
            if (type.equals("Group")) {
                resource.list("searchRevInclude").forEach(reverse -> assertUnderstood("Group?_revinclude=" + reverse));
            }
        }
    }
}

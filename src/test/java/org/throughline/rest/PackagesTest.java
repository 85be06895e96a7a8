package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;
import static org.throughline.rest.Answers.ids;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.packages.TestPackage;
import org.throughline.kernel.Failed;

/** What a loaded package changes for those who use the API. */
class PackagesTest {
    private static final String COLOURS = "{'resourceType':'CodeSystem','url':'urn:colours','version':'1',"
            + "'status':'active','content':'complete','name':'Colours','concept':[{'code':'red','display':'Red',"
            + "'concept':[{'code':'crimson','display':'Crimson'}]},{'code':'blue'}]}";
    private static final String REDS = "{'resourceType':'ValueSet','url':'urn:reds','status':'active','compose':{"
            + "'include':[{'system':'urn:colours','filter':[{'property':'concept','op':'is-a','value':'red'}]}]}}";
    private static final String PARTLY = "{'resourceType':'ValueSet','url':'urn:partly','status':'active','compose':{"
            + "'include':[{'system':'urn:colours'},{'system':'urn:elsewhere'}]}}";
    private static final String PAINTS = "{'resourceType':'ConceptMap','url':'urn:paints','status':'active',"
            + "'sourceUri':'urn:reds','group':[{'source':'urn:colours','target':'urn:paint','element':[{'code':'red',"
            + "'target':[{'code':'R1','equivalence':'equivalent'}]}]}]}";

    private final TestProduct product = TestProduct.start();

    private static TestPackage guide(String version) {
        return TestPackage.of("org.example.guide", version)
                .with("package/CodeSystem-colours.json", COLOURS)
                .with("package/ValueSet-reds.json", REDS)
                .with("package/ValueSet-partly.json", PARTLY)
                .with("package/ConceptMap-paints.json", PAINTS);
    }

    private static String patient(String id, String colour) {
        return "{'resourceType':'Patient','id':'" + id + "','extension':[{'url':'urn:ext','valueCode':'" + colour
                + "'}]}";
    }

    private static TestPackage withParameter(TestPackage guide, String expression) {
        return guide.with(
                "package/SearchParameter-colour.json",
                "{'resourceType':'SearchParameter','url':'urn:colour','name':'colour','status':'draft','description':'x',"
                        + "'code':'colour','base':['Patient'],'type':'token','expression':'" + expression + "'}");
    }

    @Test
    void itsTerminologyIsUsed() {
        assertRefused(404, product.get("ValueSet/$expand?url=urn:reds"));
        product.load(guide("1.0.0").file());
        assertTrue(product.get("ValueSet/$expand?url=urn:reds").text().contains("\"crimson\""));
        assertTrue(product.get("ValueSet/$validate-code?url=urn:reds&system=urn:colours&code=crimson")
                .text()
                .contains("\"valueBoolean\":true"));
        assertTrue(product.get("CodeSystem/$lookup?system=urn:colours&code=red")
                .text()
                .contains("\"Red\""));
        assertTrue(product.get("CodeSystem/$validate-code?url=urn:colours&code=green")
                .text()
                .contains("\"valueBoolean\":false"));
        assertTrue(product.get("CodeSystem/$subsumes?system=urn:colours&codeA=red&codeB=crimson")
                .text()
                .contains("\"subsumes\""));
        assertTrue(product.get("ConceptMap/$translate?url=urn:paints&system=urn:colours&code=red")
                .text()
                .contains("\"R1\""));
        assertTrue(product.get("ConceptMap/$translate?source=urn:reds&system=urn:colours&code=red")
                .text()
                .contains("\"R1\""));
        assertStatus(201, product.send("PUT", "Observation/o", """
                {'resourceType':'Observation','id':'o','status':'final',
                 'code':{'coding':[{'system':'urn:colours','code':'crimson'}]}}"""));
        assertEquals(List.of("o"), ids(product.get("Observation?code:in=urn:reds")));
        assertEquals(List.of("o"), ids(product.get("Observation?code:below=urn:colours%7Cred")));
    }

    @Test
    void whatIsNotLoadedIsSaidToBeNotLoaded() {
        product.load(guide("1.0.0").file());
        String expansion = assertRefused(422, product.get("ValueSet/$expand?url=urn:partly"))
                .text();
        assertTrue(expansion.contains("not loaded here: urn:elsewhere"), expansion);
        String code = product.get("ValueSet/$validate-code?url=urn:partly&system=urn:elsewhere&code=x")
                .text();
        assertTrue(code.contains("not loaded here: urn:elsewhere"), code);
    }

    @Test
    void itsSearchParametersComeIntoForceForWhatIsThereAndWhatComes() {
        assertStatus(201, product.send("PUT", "Patient/before", patient("before", "red")));
        product.load(withParameter(guide("1.0.0"), "Patient.extension.value.ofType(code)")
                .file());
        assertStatus(201, product.send("PUT", "Patient/after", patient("after", "red")));
        assertEquals(
                List.of("after", "before"),
                ids(product.get("Patient?colour=red")).stream().sorted().toList());
        assertTrue(product.get("metadata").text().contains("\"definition\":\"urn:colour\""));
        String status = product.get("$reindex").text();
        assertTrue(status.contains("\"urn:colour\"") && status.contains("\"valueBoolean\":true"), status);
    }

    @Test
    void ofTwoVersionsTheOneLoadedLastCountsUntilItIsTakenAway() {
        assertStatus(201, product.send("PUT", "Patient/p", patient("p", "red")));
        product.load(withParameter(guide("1.0.0"), "Patient.extension.value.ofType(code)")
                .file());
        product.load(withParameter(guide("2.0.0"), "Patient.gender").file());
        assertEquals(List.of(), ids(product.get("Patient?colour=red")));
        assertTrue(product.unload("org.example.guide#2.0.0"));
        assertEquals(List.of("p"), ids(product.get("Patient?colour=red")));
        assertTrue(product.unload("org.example.guide#1.0.0"));
        assertFalse(product.unload("org.example.guide#1.0.0"));
        assertRefused(404, product.get("ValueSet/$expand?url=urn:reds"));
        assertRefused(
                400,
                product.request("GET", "Patient?colour=red")
                        .header("Prefer", "handling=strict")
                        .send());
    }

    @Test
    void loadingAgainChangesNothingAndAnotherFileOfTheSameVersionIsRefused() {
        Path file = guide("1.0.0").file();
        assertTrue(product.load(file));
        assertFalse(product.load(file));
        Path other = TestPackage.of("org.example.guide", "1.0.0").file();
        assertTrue(assertThrows(Failed.class, () -> product.load(other))
                .failure()
                .message()
                .contains("loaded already"));
        assertEquals(
                List.of("load"),
                product.get("AuditEvent?_count=50").json().objects("entry").stream()
                        .map(entry -> String.valueOf(entry.object("resource")))
                        .filter(entry -> entry.contains("\"display\":\"load\""))
                        .map(entry -> "load")
                        .toList());
    }

    @Test
    void theCapabilityStatementNamesWhatIsFulfilledAndNothingElse() {
        String wants = "{'resourceType':'CapabilityStatement','url':'urn:%s','kind':'requirements','rest':[{"
                + "'mode':'server','resource':[{'extension':[{'url':"
                + "'http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation','valueCode':'SHALL'}],"
                + "'type':'Patient','operation':[{'extension':[{'url':"
                + "'http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation','valueCode':'SHALL'}],"
                + "'name':'%s'}]}]}]}";
        product.load(TestPackage.of("org.example.server", "1.0.0")
                .with("package/CapabilityStatement-a.json", wants.formatted("fulfilled", "everything"))
                .with("package/CapabilityStatement-b.json", wants.formatted("too-much", "levitate"))
                .with(
                        "package/StructureDefinition-p.json",
                        "{'resourceType':'StructureDefinition','url':'urn:profile','kind':'resource',"
                                + "'derivation':'constraint','type':'Patient'}")
                .with(
                        "package/ImplementationGuide-g.json",
                        "{'resourceType':'ImplementationGuide','url':'urn:guide','version':'1.0.0'}")
                .file());
        JsonObject statement = product.get("metadata").json();
        assertEquals(
                "[\"urn:fulfilled\",\"http://hl7.org/fhir/uv/subscriptions-backport/CapabilityStatement/backport-subscription-server-r4\"]",
                text(statement, "instantiates"));
        assertEquals("[\"urn:guide|1.0.0\"]", text(statement, "implementationGuide"));
        JsonObject rest = statement.objects("rest").getFirst();
        JsonObject patient = rest.objects("resource").stream()
                .filter(each -> "Patient".equals(each.text("type")))
                .findFirst()
                .orElseThrow();
        assertEquals("[\"urn:profile\"]", text(patient, "supportedProfile"));
        assertTrue(text(rest, "security").contains("SMART-on-FHIR"));
    }

    private static String text(JsonObject object, String name) {
        Json value = object.get(name);
        return value == null
                ? ""
                : new String(
                        org.throughline.fhir.json.JsonWriter.bytes(value), java.nio.charset.StandardCharsets.UTF_8);
    }
}

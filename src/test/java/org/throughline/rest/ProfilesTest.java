package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.packages.TestPackage;

/** What becomes of a resource that breaks a profile which it claims. */
class ProfilesTest {
    /** Every patient has a birth date and a gender of the value set. */
    private static final String PROFILE = "{'resourceType':'StructureDefinition','url':'urn:profile','name':'P',"
            + "'status':'active','fhirVersion':'4.0.1','kind':'resource','abstract':false,'type':'Patient',"
            + "'baseDefinition':'http://hl7.org/fhir/StructureDefinition/Patient','derivation':'constraint',"
            + "'differential':{'element':[{'id':'Patient','path':'Patient'},"
            + "{'id':'Patient.birthDate','path':'Patient.birthDate','min':1},"
            + "{'id':'Patient.maritalStatus','path':'Patient.maritalStatus',"
            + "'binding':{'strength':'required','valueSet':'urn:statuses'}}]}}";

    private static final String STATUSES = "{'resourceType':'ValueSet','url':'urn:statuses','status':'active',"
            + "'compose':{'include':[{'system':'urn:listed','concept':[{'code':'a'}]},{'system':'urn:not-loaded'}]}}";

    private static Path guide() {
        return TestPackage.of("org.example.profile", "1.0.0")
                .with("package/StructureDefinition-p.json", PROFILE)
                .with("package/ValueSet-s.json", STATUSES)
                .file();
    }

    private static String patient(String id, String profile, String more) {
        return "{'resourceType':'Patient','id':'" + id + "','meta':{'profile':['" + profile + "']}" + more + "}";
    }

    private static String married(String system, String code) {
        return ",'birthDate':'1970-01-01','maritalStatus':{'coding':[{'system':'" + system + "','code':'" + code
                + "'}]}";
    }

    @Test
    void whenOffItIsStoredAndNothingIsSaid() {
        TestProduct product = TestProduct.start();
        product.load(guide());
        Reply stored = assertStatus(201, product.send("PUT", "Patient/p", patient("p", "urn:profile", "")));
        assertEquals("", stored.header("X-Profile-Warnings"));
    }

    @Test
    void whenWarnedOfItIsStoredAndTheClientIsTold() {
        TestProduct product = TestProduct.start("--profiles=warn");
        product.load(guide());
        Reply stored = assertStatus(201, product.send("PUT", "Patient/p", patient("p", "urn:profile", "")));
        assertFalse(stored.header("X-Profile-Warnings").isEmpty());
        Reply told = assertStatus(
                200,
                product.request("PUT", "Patient/p")
                        .header("Prefer", "return=OperationOutcome")
                        .json(patient("p", "urn:profile", ""))
                        .send());
        assertTrue(told.text().contains("\"warning\"") && told.text().contains("Patient.birthDate"), told::text);
        Reply bundle = product.send(
                "POST",
                "",
                "{'resourceType':'Bundle','type':'transaction','entry':[{'resource':"
                        + patient("q", "urn:profile", "")
                        + ",'request':{'method':'PUT','url':'Patient/q'}}]}");
        assertTrue(bundle.text().contains("\"outcome\"") && bundle.text().contains("Patient.birthDate"), bundle::text);
        Reply sound = product.send("PUT", "Patient/r", patient("r", "urn:profile", ",'birthDate':'1970-01-01'"));
        assertFalse(sound.text().contains("birthDate: minimum"), sound::text);
    }

    @Test
    void whenEnforcedItIsRefusedAndTheElementIsNamed() {
        TestProduct product = TestProduct.start("--profiles=enforce");
        product.load(guide());
        Reply refused = assertRefused(422, product.send("PUT", "Patient/p", patient("p", "urn:profile", "")));
        assertTrue(refused.text().contains("Patient.birthDate"), refused::text);
        assertRefused(404, product.get("Patient/p"));
        assertStatus(201, product.send("PUT", "Patient/p", patient("p", "urn:profile", married("urn:listed", "a"))));
        assertStatus(201, product.send("PUT", "Patient/n", "{'resourceType':'Patient','id':'n'}"));
        assertRefused(422, product.send("PUT", "Patient/n", "{'resourceType':'Patient','id':'n','gender':'x'}"));
    }

    @Test
    void whatIsNotLoadedIsNoFault() {
        TestProduct product = TestProduct.start("--profiles=enforce");
        product.load(guide());
        assertStatus(201, product.send("PUT", "Patient/p", patient("p", "urn:nowhere", "")));
        String married = patient("q", "urn:profile", married("urn:not-loaded", "b"));
        assertStatus(201, product.send("PUT", "Patient/q", married));
        String said = product.send("POST", "Patient/$validate", married).text();
        assertTrue(said.contains("not loaded here: urn:not-loaded"), said);
        assertFalse(said.contains("\"error\""), said);
        String unknown = product.send("POST", "Patient/$validate", patient("p", "urn:nowhere", ""))
                .text();
        assertTrue(unknown.contains("not loaded") && !unknown.contains("\"error\""), unknown);
        String held = product.send("POST", "Patient/$validate?profile=urn:profile", "{'resourceType':'Patient'}")
                .text();
        assertTrue(held.contains("\"error\"") && held.contains("Patient.birthDate"), held);
    }
}

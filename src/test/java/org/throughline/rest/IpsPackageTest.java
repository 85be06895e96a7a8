package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.throughline.rest.Answers.assertStatus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Summaries held against the profiles of IPS 1.1.0 with its package loaded. */
class IpsPackageTest {
    private static final Path PACKAGE = Path.of("../shared/data/fhir/ips_110.tgz");
    private static final String PROFILE = "http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips";

    /**
     * In this version any observation with a subject and a time keeps to the profile of results too, so that those of
     * pregnancy and smoking fit two slices of the Bundle whatever they say; the slices cannot be told apart.
     */
    private static final String TWO_SLICES =
            "Element matches more than one slice - observation-(pregnancy-status|tobacco-use), observation-results";

    private static final TestProduct product = TestProduct.start();

    @BeforeAll
    static void thePackage() {
        Assumptions.assumeTrue(Files.exists(PACKAGE), "IPS's package is not here");
        product.load(PACKAGE);
        new SummaryPatient(product).write("p");
    }

    @Test
    void aSummaryWithEverySectionKeepsToTheProfiles() {
        assertEquals(List.of(), faults("p"));
    }

    @Test
    void aSummaryOfSomebodyOfWhomNothingIsKnownKeepsToThem() {
        assertStatus(
                201,
                product.send(
                        "PUT",
                        "Patient/nothing",
                        "{'resourceType':'Patient','id':'nothing','name':[{'family':'A'}],'birthDate':'1970-01-01'}"));
        assertEquals(List.of(), faults("nothing"));
    }

    private static List<String> faults(String patient) {
        String summary = assertStatus(200, product.get("Patient/" + patient + "/$summary"))
                .text();
        Reply told = product.request("POST", "Bundle/$validate?profile=" + PROFILE)
                .body("application/fhir+json", summary.getBytes(UTF_8))
                .send();
        return told.json().objects("issue").stream()
                .filter(issue -> List.of("error", "fatal").contains(String.valueOf(issue.text("severity"))))
                .map(issue -> issue.list("expression") + " " + issue.text("diagnostics"))
                .filter(fault ->
                        !Pattern.compile(TWO_SLICES + "$").matcher(fault).find())
                .toList();
    }
}

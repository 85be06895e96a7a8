package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertStatus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonObject;
import org.throughline.rest.UsCoreRequirements.Group;
import org.tukaani.xz.XZInputStream;

/**
 * The searches that US Core 6.1.0 requires (SHALL and SHOULD), over some of the sample patients: each is accepted when
 * asked strictly, and finds the resource whose values it asks for.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/CapabilityStatement-us-core-server.html">what a server must do</a>
 */
class UsCoreTest {
    private static final Path LIST = Path.of("../shared/conformance/us-core/us-core-6.1.0-requirements.yml");
    private static final int SAMPLE_LINES = 8;

    /** These US Core defines itself; they come with its package, and are not part of R4. */
    private static final Set<String> OF_THE_PACKAGE =
            Set.of("CareTeam.role", "Condition.asserted-date", "Encounter.discharge-disposition", "Goal.description");

    private static final TestProduct product = TestProduct.start();

    private final UsCoreSearches searches = new UsCoreSearches(product);

    @BeforeAll
    static void somePatients() throws IOException {
        Assumptions.assumeTrue(Files.exists(LIST), "US Core's list of requirements is not here");
        try (var in = Objects.requireNonNull(
                        UsCoreTest.class.getResourceAsStream("/org/throughline/demo/sample.ndjson.xz"));
                var lines = new BufferedReader(new InputStreamReader(new XZInputStream(in), StandardCharsets.UTF_8))) {
            for (int i = 0; i < SAMPLE_LINES; i++) {
                byte[] bundle = lines.readLine().getBytes(StandardCharsets.UTF_8);
                assertStatus(
                        200,
                        product.request("POST", "")
                                .body("application/fhir+json", bundle)
                                .send());
            }
        }
    }

    @Test
    void everySearchIsAcceptedAndFindsWhatItAsksFor() throws IOException {
        int found = 0;
        for (Group group : UsCoreRequirements.read(LIST)) {
            for (List<String> names : group.searches()) {
                if (names.stream().noneMatch(name -> OF_THE_PACKAGE.contains(group.type() + "." + name))) {
                    found += searches.check(group, names);
                }
            }
        }
        assertEquals(Set.of(), searches.faults());
        assertTrue(found > 100, "resources were looked for by only " + found + " searches");
    }

    @Test
    void everyIncludeIsAcceptedAndProvenanceComesAlong() throws IOException {
        for (Group group : UsCoreRequirements.read(LIST)) {
            Stream.concat(
                            group.includes().stream().map(include -> "_include=" + include),
                            group.revincludes().stream().map(include -> "_revinclude=" + include))
                    .forEach(include -> searches.strictly(group.type() + "?_count=5&" + include));
            if (!group.revincludes().isEmpty() && !searches.stored(group.type()).isEmpty()) {
                String id =
                        String.valueOf(searches.stored(group.type()).getFirst().text("id"));
                Reply reply = searches.strictly(group.type() + "?_id=" + id + "&_revinclude=Provenance:target");
                if (!reply.text().contains("\"resourceType\":\"Provenance\"")) {
                    searches.faults().add("no Provenance with " + group.type());
                }
            }
        }
        assertEquals(Set.of(), searches.faults());
    }

    @Test
    void theRolesOfAPractitionerAreFoundByNameAndIdentifier() {
        put("Practitioner/role-holder", "'name':[{'family':'Okafor'}],'identifier':[{'system':'urn:n','value':'1'}]");
        put("PractitionerRole/role", "'practitioner':{'reference':'Practitioner/role-holder'}");
        JsonObject role = product.get("PractitionerRole/role").json();
        searches.expect("PractitionerRole", "practitioner=Practitioner/role-holder", role);
        searches.expect("PractitionerRole", "practitioner.name=okafor", role);
        searches.expect("PractitionerRole", "practitioner.identifier=" + UsCoreSearches.encoded("urn:n|1"), role);
        assertEquals(Set.of(), searches.faults());
    }

    private static void put(String target, String members) {
        String[] parts = target.split("/", 2);
        String json = "{'resourceType':'%s','id':'%s',%s}".formatted(parts[0], parts[1], members);
        assertStatus(201, product.send("PUT", target, json));
    }
}

package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertStatus;
import static org.throughline.rest.Answers.ids;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonObject;
import org.throughline.rest.UsCoreRequirements.Group;
import org.throughline.rest.UsCoreRequirements.Parameter;
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
    private static final Map<String, List<JsonObject>> stored = new HashMap<>();

    private final Set<String> faults = new TreeSet<>();

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
                    found += check(group, names);
                }
            }
        }
        assertEquals(Set.of(), faults);
        assertTrue(found > 100, "resources were looked for by only " + found + " searches");
    }

    @Test
    void everyIncludeIsAcceptedAndProvenanceComesAlong() throws IOException {
        for (Group group : UsCoreRequirements.read(LIST)) {
            Stream.concat(
                            group.includes().stream().map(include -> "_include=" + include),
                            group.revincludes().stream().map(include -> "_revinclude=" + include))
                    .forEach(include -> strictly(group.type() + "?_count=5&" + include));
            if (!group.revincludes().isEmpty() && !stored(group.type()).isEmpty()) {
                String id = String.valueOf(stored(group.type()).getFirst().text("id"));
                Reply reply = strictly(group.type() + "?_id=" + id + "&_revinclude=Provenance:target");
                if (!reply.text().contains("\"resourceType\":\"Provenance\"")) {
                    faults.add("no Provenance with " + group.type());
                }
            }
        }
        assertEquals(Set.of(), faults);
    }

    @Test
    void theRolesOfAPractitionerAreFoundByNameAndIdentifier() {
        put("Practitioner/role-holder", "'name':[{'family':'Okafor'}],'identifier':[{'system':'urn:n','value':'1'}]");
        put("PractitionerRole/role", "'practitioner':{'reference':'Practitioner/role-holder'}");
        JsonObject role = product.get("PractitionerRole/role").json();
        expect("PractitionerRole", "practitioner=Practitioner/role-holder", role);
        expect("PractitionerRole", "practitioner.name=okafor", role);
        expect("PractitionerRole", "practitioner.identifier=" + encoded("urn:n|1"), role);
        assertEquals(Set.of(), faults);
    }

    private static void put(String target, String members) {
        String[] parts = target.split("/", 2);
        String json = "{'resourceType':'%s','id':'%s',%s}".formatted(parts[0], parts[1], members);
        assertStatus(201, product.send("PUT", target, json));
    }

    /** How many searches looked for a stored resource. */
    private int check(Group group, List<String> names) {
        String anything =
                String.join("&", names.stream().map(UsCoreTest::anything).toList());
        strictly(group.type() + "?" + anything);
        List<Parameter> parameters = names.stream()
                .map(group.parameters()::get)
                .map(Objects::requireNonNull)
                .toList();
        List<JsonObject> candidates = stored(group.type()).stream()
                .filter(each -> parameters.stream()
                        .noneMatch(parameter -> UsCoreValues.of(each, parameter).isEmpty()))
                .toList();
        // Of the profile itself when there are any.
        return candidates.stream()
                .filter(each -> each.toString().contains(group.profile()))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .map(resource -> search(group.type(), names, parameters, resource))
                .orElse(0);
    }

    private int search(String type, List<String> names, List<Parameter> parameters, JsonObject resource) {
        List<String> queries = List.of("");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            List<String> longer = new ArrayList<>();
            for (String query : queries) {
                UsCoreValues.of(resource, parameters.get(i))
                        .forEach(value -> longer.add(query + "&" + name + "=" + encoded(value)));
            }
            queries = longer;
        }
        queries.forEach(query -> expect(type, query.substring(1), resource));
        return queries.size();
    }

    private void expect(String type, String query, JsonObject resource) {
        Reply reply = strictly(type + "?_count=1000&" + query);
        if (reply.status() == 200 && !ids(reply).contains(String.valueOf(resource.text("id")))) {
            faults.add("not found by " + type + "?" + query);
        }
    }

    private Reply strictly(String search) {
        Reply reply = product.request("GET", search)
                .header("Prefer", "handling=strict")
                .send();
        if (reply.status() != 200) {
            faults.add(reply.status() + " for " + search);
        }
        return reply;
    }

    private static List<JsonObject> stored(String type) {
        return stored.computeIfAbsent(
                type,
                each -> product.get(each + "?_count=1000").json().objects("entry").stream()
                        .map(entry -> Objects.requireNonNull(entry.object("resource")))
                        .toList());
    }

    private static String anything(String name) {
        return name + (name.contains("date") || name.matches("period|auth.*") ? "=gt2020-01-01" : "=x");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

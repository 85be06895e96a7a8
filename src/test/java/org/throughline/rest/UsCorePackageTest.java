package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertStatus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.rest.UsCoreRequirements.Group;
import org.throughline.rest.UsCoreRequirements.Parameter;

/** US Core 6.1.0 with its package loaded, over the examples that the package brings. */
class UsCorePackageTest {
    private static final Path LIST = Path.of("../shared/conformance/us-core/us-core-6.1.0-requirements.yml");
    private static final Path PACKAGE = Path.of("../shared/data/fhir/us_core_610.tgz");

    private static final TestProduct product = TestProduct.start("--references-must-resolve=false");
    private static final List<JsonObject> examples = new ArrayList<>();

    private final UsCoreSearches searches = new UsCoreSearches(product);

    @BeforeAll
    static void thePackageAndItsExamples() throws IOException {
        Assumptions.assumeTrue(Files.exists(LIST), "US Core's list of requirements is not here");
        Assumptions.assumeTrue(Files.exists(PACKAGE), "US Core's package is not here");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(PACKAGE))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().matches("package/example/[A-Z].*\\.json")) {
                    store(JsonReader.readObject(tar.readAllBytes()));
                }
            }
        }
        product.load(PACKAGE);
    }

    private static void store(JsonObject example) {
        Reply stored = product.request("PUT", example.text("resourceType") + "/" + example.text("id"))
                .body("application/fhir+json", JsonWriter.bytes(example))
                .send();
        assertStatus(201, stored);
        examples.add(example);
    }

    @Test
    void everySearchIsAcceptedAndFindsWhatItAsksForThoseOfThePackageToo() throws IOException {
        int found = 0;
        for (Group group : UsCoreRequirements.read(LIST)) {
            for (List<String> names : group.searches()) {
                found += searches.check(group, names);
            }
        }
        assertEquals(Set.of(), searches.faults());
        assertTrue(found > 100, "resources were looked for by only " + found + " searches");
    }

    @Test
    void itsOwnParametersFind() {
        assertTrue(ids("Patient?race=2106-3").contains("example"));
        assertTrue(ids("Patient?ethnicity=2135-2").contains("example"));
        assertEquals(List.of(), ids("Patient?race=2106-4"));
    }

    private static List<String> ids(String search) {
        return Answers.ids(product.request("GET", search)
                .header("Prefer", "handling=strict")
                .send());
    }

    @Test
    void whatIsKeptComesBackAsItWas() {
        Set<String> changed = new TreeSet<>();
        for (JsonObject example : examples) {
            String address = example.text("resourceType") + "/" + example.text("id");
            if (!withoutMeta(example).equals(withoutMeta(product.get(address).json()))) {
                changed.add(address);
            }
        }
        assertEquals(Set.of(), changed);
    }

    private static String withoutMeta(JsonObject resource) {
        JsonObject.Builder rest = JsonObject.builder();
        for (int i = 0; i < resource.size(); i++) {
            if (!resource.nameAt(i).equals("meta")) {
                rest.add(resource.nameAt(i), resource.valueAt(i));
            }
        }
        return new String(JsonWriter.bytes(rest.build()), UTF_8);
    }

    /** An element that no example has must at least be one that R4 knows. */
    @Test
    void everyMustSupportElementIsKeptReturnedAndFoundByWhereThereIsAParameter() throws IOException {
        int returned = 0;
        int found = 0;
        for (Group group : UsCoreRequirements.read(LIST)) {
            for (String path : group.mustSupports()) {
                List<JsonObject> having = searches.stored(group.type()).stream()
                        .filter(each -> UsCoreValues.has(each, path))
                        .toList();
                if (having.isEmpty()) {
                    assertTrue(isElement(group.type(), path), group.type() + "." + path);
                } else {
                    returned++;
                    found += searchBy(group, path, having.getFirst());
                }
            }
        }
        assertEquals(Set.of(), searches.faults());
        assertTrue(returned > 350, "only " + returned + " elements were looked at");
        assertTrue(found > 100, "only " + found + " searches looked for one");
    }

    private int searchBy(Group group, String path, JsonObject resource) {
        int searched = 0;
        for (String name : group.parameters().keySet()) {
            Parameter parameter = group.parameters().get(name);
            if (parameter != null
                    && parameter.paths().contains(path)
                    && !UsCoreValues.of(resource, parameter).isEmpty()) {
                searched += searches.search(group.type(), List.of(name), List.of(parameter), resource);
            }
        }
        return searched;
    }

    private static boolean isElement(String type, String path) {
        TypeDefinition at = R4.types().require(type);
        for (String step : path.split("\\.", -1)) {
            String name = step.replaceFirst(":.*", "").replace("[x]", "");
            List<Member> members = members(at, name);
            if (members.isEmpty()) {
                return false;
            }
            at = members.getFirst().type();
        }
        return true;
    }

    /** By an element's name, or by that of one type of a choice: {@code valueQuantity}. */
    private static List<Member> members(TypeDefinition type, String name) {
        List<Member> plain = type.members(name);
        for (int i = name.length() - 1; plain.isEmpty() && i > 0; i--) {
            if (Character.isUpperCase(name.charAt(i))) {
                String suffix = name.substring(i);
                plain = type.members(name.substring(0, i)).stream()
                        .filter(member -> member.type().name().equalsIgnoreCase(suffix))
                        .toList();
            }
        }
        return plain;
    }
}

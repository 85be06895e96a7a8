package org.throughline.fhir.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.kernel.Failed;

class PackageReaderTest {
    private static FhirPackage read(Path file) {
        return PackageReader.read(file, count -> {});
    }

    private static void assertRefused(String reason, Path file) {
        Failed refused = assertThrows(Failed.class, () -> read(file));
        String message = refused.failure().message();
        assertTrue(message.contains(reason), message);
        assertTrue(message.contains(String.valueOf(file.getFileName())), message);
    }

    @Test
    void theDefinitionsOfAPackageAreReadAndNothingElse() {
        FhirPackage read = read(TestPackage.of("org.example.one", "1.0.0")
                .with("package/ValueSet-a.json", "{'resourceType':'ValueSet','url':'urn:a','version':'3'}")
                .with("package/example/ValueSet-b.json", "{'resourceType':'ValueSet','url':'urn:b'}")
                .with("package/Patient-c.json", "{'resourceType':'Patient','id':'c'}")
                .with("package/.index.json", "{'index-version':1}")
                .with("package/other/readme.txt", "not JSON")
                .with(
                        "package/StructureDefinition-d.json",
                        "{'resourceType':'StructureDefinition','url':'urn:d','kind':'resource','derivation':'constraint','type':'Patient'}")
                .file());
        assertEquals("org.example.one#1.0.0", read.manifest().label());
        assertEquals(List.of("hl7.fhir.r4.core#4.0.1"), read.manifest().needs());
        assertEquals(
                List.of("ValueSet urn:a 3 ", "StructureDefinition urn:d  Patient"),
                read.definitions().stream()
                        .map(each -> each.type() + " " + each.url() + " " + each.version() + " " + each.constrains())
                        .toList());
        assertEquals(
                "{\"resourceType\":\"ValueSet\",\"url\":\"urn:a\",\"version\":\"3\"}",
                new String(Packing.open(read.definitions().getFirst().packed()), UTF_8));
    }

    @Test
    void whatIsNoPackageIsRefusedByName() throws IOException {
        Path text = Files.createTempFile(Path.of("target").toAbsolutePath(), "text", ".tgz");
        Files.writeString(text, "no archive");
        assertRefused("cannot be loaded", text);
        assertRefused(
                "package.json", TestPackage.empty().with("package/x.json", "{}").file());
        assertRefused("There is no file", Path.of("target/nowhere.tgz"));
        Path whole = TestPackage.of("a", "1")
                .with("package/ValueSet-a.json", "{'resourceType':'ValueSet','url':'urn:a'}")
                .file();
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.createTempFile(Path.of("target").toAbsolutePath(), "cut", ".tgz");
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused("cannot be loaded", cut);
    }

    @Test
    void aBrokenDefinitionIsNamed() {
        assertRefused(
                "package/ValueSet-a.json: The JSON is broken",
                TestPackage.of("a", "1")
                        .with("package/ValueSet-a.json", "{'resourceType':")
                        .file());
    }

    @Test
    void anotherVersionOfFhirIsRefused() {
        assertRefused(
                "not for FHIR R4",
                TestPackage.empty()
                        .with("package/package.json", "{'name':'a','version':'1','fhirVersions':['5.0.0']}")
                        .file());
        assertRefused(
                "does not name a package",
                TestPackage.empty()
                        .with("package/package.json", "{'name':'../a','version':'1','fhirVersions':['4.0.1']}")
                        .file());
    }

    @Test
    void aFileThatUnpacksWithoutEndIsRefusedInTime() {
        byte[] large = new byte[PackageReader.LARGEST_ENTRY + 1];
        assertRefused(
                "larger than 32 MB",
                TestPackage.of("a", "1").with("package/ValueSet-a.json", large).file());
        TestPackage bomb = TestPackage.of("a", "1");
        for (int i = 0; i < 40; i++) {
            bomb.with("package/example/" + i, large);
        }
        assertRefused("unpacks to more than 1024 MB", bomb.file());
    }
}

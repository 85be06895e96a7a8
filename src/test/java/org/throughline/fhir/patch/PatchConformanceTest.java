package org.throughline.fhir.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Failed;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The public test cases of both kinds of patch, read from the shared folder when it is there. */
class PatchConformanceTest {
    private static final Path CASES = Path.of("../shared/conformance/fhir-patch-r4");

    private final FhirContext hapi = FhirContext.forR4();

    @TestFactory
    Stream<DynamicTest> jsonPatch() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "the shared conformance cases are not here");
        Json cases = JsonReader.read(Files.readAllBytes(CASES.resolve("json-patch-tests.json")));
        return ((JsonArray) cases)
                .values().stream()
                        .map(JsonObject.class::cast)
                        .map(each -> DynamicTest.dynamicTest(String.valueOf(each.text("comment")), () -> json(each)));
    }

    private static void json(JsonObject each) {
        Json document = Objects.requireNonNull(each.get("doc"));
        Json patch = Objects.requireNonNull(each.get("patch"));
        Json expected = each.get("expected");
        if (expected == null) {
            assertThrows(Failed.class, () -> JsonPatch.apply(document, patch));
        } else {
            JsonArray same = JsonArray.of(JsonObject.builder()
                    .add("op", "test")
                    .add("path", "")
                    .add("value", expected)
                    .build());
            JsonPatch.apply(JsonPatch.apply(document, patch), same);
        }
    }

    @TestFactory
    Stream<DynamicTest> fhirPathPatch() throws Exception {
        assumeTrue(Files.isDirectory(CASES), "the shared conformance cases are not here");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        NodeList cases = factory.newDocumentBuilder()
                .parse(CASES.resolve("fhir-patch-tests.xml").toFile())
                .getElementsByTagName("case");
        return IntStream.range(0, cases.getLength())
                .mapToObj(i -> (Element) cases.item(i))
                .map(each -> DynamicTest.dynamicTest(each.getAttribute("name"), () -> fhirPath(each)));
    }

    private void fhirPath(Element each) throws TransformerException {
        JsonObject input = Objects.requireNonNull(resource(each, "input"));
        JsonObject patch = Objects.requireNonNull(resource(each, "diff"));
        JsonObject expected = resource(each, "output");
        if (expected == null) {
            assertThrows(Failed.class, () -> FhirPathPatch.apply(input, patch));
        } else {
            String result = JsonWriter.text(FhirPathPatch.apply(input, patch));
            String ordered = hapi.newJsonParser()
                    .encodeResourceToString(hapi.newJsonParser().parseResource(result));
            assertEquals(JsonWriter.text(expected), ordered);
        }
    }

    private @Nullable JsonObject resource(Element each, String name) throws TransformerException {
        NodeList holders = each.getElementsByTagName(name);
        if (holders.getLength() == 0) {
            return null;
        }
        Node child = holders.item(0).getFirstChild();
        while (!(child instanceof Element)) {
            child = child.getNextSibling();
        }
        StringWriter xml = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(child), new StreamResult(xml));
        String json =
                hapi.newJsonParser().encodeResourceToString(hapi.newXmlParser().parseResource(xml.toString()));
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }
}

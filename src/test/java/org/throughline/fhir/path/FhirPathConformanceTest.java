package org.throughline.fhir.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The public test cases of FHIRPath for R4, read from the shared folder when it is there. */
class FhirPathConformanceTest {
    private static final Path CASES = Path.of("../shared/conformance/fhirpath-r4");
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2024-05-06T07:08:09.123+02:00");

    /** Cases that we answer otherwise, by name, with the reason. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "LowBoundaryDecimal15",
            "-0.0 does not bound -0.00345; cut to one digit that is -0.1, as 12.587 cut to two is 12.58",
            "HighBoundaryDecimal15",
            "0.0 does not bound 0.00345; cut to one digit that is 0.1, as 12.587 cut to two is 12.59",
            "HighBoundaryDecimal16",
            "as HighBoundaryDecimal15");

    private final FhirContext hapi = FhirContext.forR4();
    private final Map<String, JsonObject> inputs = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> cases() throws Exception {
        assumeTrue(Files.isDirectory(CASES), "the shared conformance cases are not here");
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(CASES.resolve("tests-fhir-r4.xml").toFile());
        return elements(document.getElementsByTagName("test"))
                .filter(test -> !OTHERWISE.containsKey(test.getAttribute("name")))
                .map(test -> DynamicTest.dynamicTest(test.getAttribute("name"), () -> check(test)));
    }

    private static Stream<Element> elements(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(i -> (Element) list.item(i));
    }

    private void check(Element test) throws IOException {
        Element expression =
                elements(test.getElementsByTagName("expression")).findFirst().orElseThrow();
        String text = expression.getTextContent();
        JsonObject input = input(test.getAttribute("inputfile"));
        if (expression.hasAttribute("invalid")) {
            assertEquals(List.of("refused"), refusal(text, input), text);
            return;
        }
        List<Node> result = evaluate(text, input);
        if (test.getAttribute("predicate").equals("true")) {
            result = Singleton.of(!result.isEmpty());
        }
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        List<Element> outputs = elements(test.getElementsByTagName("output")).toList();
        outputs.forEach(output -> expected.add(typed(output.getAttribute("type"), output.getTextContent())));
        for (int i = 0; i < result.size(); i++) {
            Node node = result.get(i);
            boolean typed = i < outputs.size() && outputs.get(i).hasAttribute("type");
            actual.add(typed(typed ? node.type() : "", text(node)));
        }
        assertEquals(expected, actual, text);
    }

    private static List<String> refusal(String text, JsonObject input) {
        try {
            FhirPath.compile(text).check(Objects.requireNonNull(input.text("resourceType")));
            return evaluate(text, input).stream().map(Object::toString).toList();
        } catch (Failed e) {
            return List.of("refused");
        }
    }

    private static List<Node> evaluate(String text, JsonObject input) {
        return FhirPath.compile(text)
                .evaluate(org.throughline.fhir.path.Element.root(input), Map.of(), NOW, reference -> null);
    }

    private static String typed(String type, String text) {
        return type.isEmpty() ? text : type + " " + text;
    }

    private static String text(Node node) {
        Value value = node.value();
        return switch (value) {
            case null -> node.toString();
            case Value.When when when when.temporal().kind() == Temporal.Kind.TIME -> "@T" + when;
            case Value.When when -> "@" + when;
            default -> value.toString();
        };
    }

    private JsonObject input(String file) throws IOException {
        String name = file.isEmpty() ? "patient-example.xml" : file;
        JsonObject known = inputs.get(name);
        if (known != null) {
            return known;
        }
        String content = Files.readString(CASES.resolve("input").resolve(name));
        String json = name.endsWith(".xml")
                ? hapi.newJsonParser()
                        .encodeResourceToString(hapi.newXmlParser().parseResource(content))
                : content;
        JsonObject input = JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
        inputs.put(name, input);
        return input;
    }
}

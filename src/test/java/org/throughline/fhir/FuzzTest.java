package org.throughline.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNull;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.path.FhirPath;
import org.throughline.fhir.summary.Subset;
import org.throughline.fhir.validate.StructureValidator;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Whatever comes in, the answer is a result or a failure of the caller's, never an error of ours. */
class FuzzTest {
    private static final JsonObject RESOURCE = (JsonObject) JsonReader.read("""
            {"resourceType":"Patient","id":"p","active":true,"birthDate":"1974-12-25",
             "_birthDate":{"extension":[{"url":"u","valueDateTime":"1974-12-25T14:35:45-05:00"}]},
             "name":[{"use":"official","family":"A","given":["b",null],"_given":[null,{"id":"x"}]}],
             "contained":[{"resourceType":"Organization","id":"o","name":"x"}],
             "managingOrganization":{"reference":"#o"},"multipleBirthInteger":2,
             "extension":[{"url":"u","valueQuantity":{"value":1.50,"code":"mg"}}]}""".getBytes(StandardCharsets.UTF_8));
    private static final String PIECES = "()[]{}.,+-*/&|<>=~'`@%$!\\ \n0123456789TZ:abcdePatient#\"";
    private static final List<String> WORDS = List.of(
            "where(",
            "name",
            "'x'",
            "1",
            "2.5",
            "@2024-02-30",
            "@T25",
            "%resource",
            "$this",
            "is",
            "as",
            "Patient",
            "and",
            "resolve()",
            "children()",
            "repeat(",
            "toQuantity()",
            "'9999999999'",
            "power(",
            "round(",
            "substring(",
            "1 'mg'",
            "5 years",
            "birthDate",
            "+",
            "-",
            "*",
            "/",
            "|",
            "=",
            "~",
            "<",
            "ofType(Quantity)",
            "lowBoundary(",
            "split('')",
            "replaceMatches('(', '$9')",
            "toString()",
            "decode('hex')",
            "sort()",
            ")",
            ".",
            ",");

    private final Random random = new Random(20_241_122);

    @Test
    void anExpressionIsEvaluatedOrRefused() {
        List<String> seeds = R4.definitions().searchParameters().stream()
                .map(SearchParameterDefinition::expression)
                .filter(expression -> expression != null && expression.length() < 200)
                .toList();
        for (int i = 0; i < 20_000; i++) {
            evaluate(i % 2 == 0 ? mutated(seeds.get(random.nextInt(seeds.size()))) : made());
        }
    }

    private void evaluate(String expression) {
        try {
            FhirPath path = FhirPath.compile(expression);
            path.evaluate(RESOURCE);
            path.check("Patient");
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Internal) {
                throw new AssertionError(expression, e);
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(expression, e);
        }
    }

    private String mutated(String seed) {
        StringBuilder text = new StringBuilder(seed);
        for (int i = random.nextInt(4); i >= 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                default -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            }
        }
        return text.toString();
    }

    private String made() {
        StringBuilder text = new StringBuilder("Patient");
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(random.nextBoolean() ? "." : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.append(random.nextBoolean() ? ")" : "").toString();
    }

    @Test
    void aResourceIsCheckedOrRefused() {
        for (int i = 0; i < 20_000; i++) {
            if (mutated(RESOURCE) instanceof JsonObject resource) {
                StructureValidator.validate(resource);
                FhirPath.compile("descendants().value | Patient.name.given | managingOrganization.resolve()")
                        .evaluate(resource);
                Subset.summary(resource);
                Subset.elements(resource, List.of("name"));
            }
        }
    }

    private Json mutated(Json json) {
        if (random.nextInt(12) == 0) {
            return leaf();
        }
        return switch (json) {
            case JsonObject object -> {
                JsonObject.Builder changed = JsonObject.builder();
                for (int i = 0; i < object.size(); i++) {
                    boolean renamed = random.nextInt(30) == 0;
                    changed.add(renamed ? "_" + object.nameAt(i) : object.nameAt(i), mutated(object.valueAt(i)));
                }
                yield changed.build();
            }
            case JsonArray array -> {
                List<Json> changed = new ArrayList<>();
                array.values().forEach(item -> changed.add(mutated(item)));
                yield new JsonArray(changed);
            }
            default -> json;
        };
    }

    private Json leaf() {
        return switch (random.nextInt(8)) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonBoolean.TRUE;
            case 2 -> new JsonNumber("-1e308");
            case 3 -> new JsonString("");
            case 4 -> new JsonString("9999-99-99T99:99:99+99:99");
            case 5 -> JsonObject.EMPTY;
            case 6 -> new JsonArray(List.of());
            default -> JsonArray.of(JsonNull.NULL, RESOURCE);
        };
    }
}

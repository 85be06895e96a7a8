package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.definitions.R4;

/** Requests put together at random from what is right and what is not: there may be no fault of ours. */
class AnyInputTest {
    private static final TestProduct product = TestProduct.start();
    private static final int REQUESTS = 400;

    private static final List<String> MODIFIERS = List.of(
            "",
            "",
            "",
            ":missing",
            ":exact",
            ":contains",
            ":text",
            ":not",
            ":in",
            ":not-in",
            ":above",
            ":below",
            ":of-type",
            ":identifier",
            ":Patient",
            ".name",
            ":Patient.identifier",
            ".nonsense",
            ":iterate",
            "::",
            ".");
    private static final List<String> VALUES = List.of(
            "1",
            "a",
            "true",
            "a|b",
            "|",
            "||",
            "a|b|c",
            "2020",
            "ge2020-01",
            "ap2020-01-01T00:00:00Z",
            "sa",
            "5.4|http://unitsofmeasure.org|mg",
            "lt1e3||mg",
            "1e999999999",
            "-0",
            "Patient/1",
            "Patient/1/_history/2",
            "http://x.y/Patient/1",
            "urn:uuid:x",
            "Patient?x=1",
            "$",
            "a$b",
            "a$b$c",
            "\\",
            "\\,",
            ",",
            "a,b",
            "'",
            "' OR '1'='1",
            "%",
            "_",
            "\u0000",
            "\uD83D\uDE00",
            "\u202E",
            "x".repeat(3000),
            "1,".repeat(500) + "1",
            "(",
            "name eq \"x\"",
            "http://hl7.org/fhir/ValueSet/administrative-gender",
            "-83.69|42.25|11|km",
            "NaN",
            "null",
            "_id",
            "-date",
            "Observation:subject",
            "*",
            "*:*",
            "Patient:link:Patient",
            "count",
            "accurate");
    private static final List<String> SPECIAL = List.of(
            "_id",
            "_lastUpdated",
            "_tag",
            "_profile",
            "_security",
            "_source",
            "_count",
            "_sort",
            "_include",
            "_revinclude",
            "_include:iterate",
            "_summary",
            "_elements",
            "_total",
            "_type",
            "_has:Observation:subject:code",
            "_has:x",
            "_has:Observation:subject:_has:Provenance:target:agent",
            "_filter",
            "_text",
            "_content",
            "_list",
            "_query",
            "_page",
            "_since",
            "_at",
            "_format",
            "_pretty",
            "_contained",
            "_before",
            "code",
            "subject",
            "near",
            "");
    private static final List<String> PLACES = List.of(
            "Patient/1",
            "Patient/1/*",
            "Patient/1/Observation",
            "_history",
            "Patient/_history",
            "Patient/1/_history",
            "",
            "AuditEvent",
            "Patient/1/$everything",
            "Observation/$lastn",
            "ValueSet/$expand",
            "CodeSystem/$lookup",
            "Observation/$explain",
            "ConceptMap/$translate",
            "CodeSystem/$subsumes",
            "Patient/1/$meta");

    private final Random random = new Random(20260102);

    @Test
    void noQueryIsAFaultOfOurs() {
        for (int i = 0; i < REQUESTS; i++) {
            StringBuilder target = new StringBuilder(place());
            for (int parameters = 1 + random.nextInt(3); parameters > 0; parameters--) {
                target.append(target.indexOf("?") < 0 ? '?' : '&')
                        .append(encode(name()))
                        .append('=')
                        .append(encode(of(VALUES)));
            }
            assertNoFault(product.get(target.toString()), target.toString());
        }
    }

    @Test
    void noBodyIsAFaultOfOurs() {
        String right = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":\"urn:uuid:1\","
                + "\"resource\":{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                + "\"valueQuantity\":{\"value\":1.50,\"unit\":\"mg\"},\"effectiveDateTime\":\"2020-01-01\"},"
                + "\"request\":{\"method\":\"POST\",\"url\":\"Observation\",\"ifNoneExist\":\"identifier=a|1\"}},"
                + "{\"request\":{\"method\":\"GET\",\"url\":\"Patient?_count=1\"}}]}";
        for (int i = 0; i < REQUESTS; i++) {
            String body = broken(right);
            String batch = random.nextBoolean() ? body : body.replace("transaction", "batch");
            assertNoFault(
                    product.request("POST", "")
                            .body("application/fhir+json", batch.getBytes(UTF_8))
                            .send(),
                    batch);
        }
    }

    /** One or two places of a text cut out, doubled or replaced. */
    private String broken(String text) {
        String broken = text;
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            int from = random.nextInt(broken.length());
            int to = Math.min(broken.length(), from + 1 + random.nextInt(12));
            String piece = broken.substring(from, to);
            String instead = switch (random.nextInt(4)) {
                case 0 -> "";
                case 1 -> piece + piece;
                case 2 -> of(List.of("null", "1e400", "[]", "{}", "\"", "\\u0000", "\\ud800", "-", "urn:uuid:1", "?"));
                default -> of(VALUES);
            };
            broken = broken.substring(0, from) + instead + broken.substring(to);
        }
        return broken;
    }

    private static void assertNoFault(Reply reply, String what) {
        assertTrue(reply.status() < 500, () -> what + " -> " + reply);
        if (reply.status() >= 400) {
            Answers.assertRefused(reply.status(), reply);
        }
    }

    private String place() {
        return random.nextInt(3) == 0 ? of(PLACES) : of(R4.types().resourceTypes());
    }

    private String name() {
        if (random.nextInt(3) == 0) {
            return of(SPECIAL) + of(MODIFIERS);
        }
        return of(R4.definitions().searchParameters().stream()
                        .map(parameter -> parameter.code())
                        .distinct()
                        .toList())
                + of(MODIFIERS);
    }

    private <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

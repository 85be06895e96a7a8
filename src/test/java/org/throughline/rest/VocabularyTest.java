package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertStatus;
import static org.throughline.rest.Answers.ids;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonObject;

/** What a loaded code system gives to operations and to search. */
class VocabularyTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String SYSTEM = "http://hl7.org/fhir/sid/icd-10-cm";

    @BeforeAll
    static void load(@TempDir Path folder) throws IOException {
        String line = "%05d %-7s %s %-60s %s%n";
        Path file = folder.resolve("icd10cm-order-2027.txt");
        Files.writeString(
                file,
                line.formatted(1, "A00", "0", "Made", "Made up fever")
                        + line.formatted(2, "A001", "1", "Made 1", "Made up fever of the knee")
                        + line.formatted(3, "A0011", "1", "Made 11", "Made up fever of the left knee")
                        + line.formatted(4, "B01", "1", "Other", "Another knee"));
        PRODUCT.loadVocabulary(file);
        for (String code : List.of("A00.11", "B01")) {
            PRODUCT.send("PUT", "Patient/p", "{'resourceType':'Patient','id':'p'}");
            assertStatus(
                    201,
                    PRODUCT.send(
                            "PUT",
                            "Condition/c-" + code,
                            "{'resourceType':'Condition','id':'c-" + code
                                    + "','subject':{'reference':'Patient/p'},'code':{'coding':[{'system':'" + SYSTEM
                                    + "','code':'" + code + "'}]}}"));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> expanded(String set, String more) {
        Reply reply = PRODUCT.get("ValueSet/$expand?url=" + encoded(set) + more);
        assertStatus(200, reply);
        JsonObject expansion = Objects.requireNonNull(reply.json().object("expansion"));
        return expansion.objects("contains").stream()
                .map(each -> Objects.requireNonNull(each.text("code")))
                .toList();
    }

    @Test
    void aSystemIsExpandedByWhatIsTypedAndByTheHierarchy() {
        assertEquals(List.of("B01", "A00.1", "A00.11"), expanded(SYSTEM + "?fhir_vs", "&filter=knee"));
        assertEquals(List.of("A00.1", "A00.11"), expanded(SYSTEM + "?fhir_vs=isa/A00", "&filter=kne"));
        assertEquals(List.of("A00"), expanded(SYSTEM + "?fhir_vs", "&filter=fever&count=1"));
        assertEquals(List.of("A00.1"), expanded(SYSTEM + "?fhir_vs", "&filter=fever&count=1&offset=1"));
        assertEquals(4, expanded(SYSTEM + "?fhir_vs", "").size());
    }

    @Test
    void aSetThatIsWrittenOverItIsExpandedToo() {
        PRODUCT.send(
                "PUT",
                "ValueSet/fevers",
                "{'resourceType':'ValueSet','id':'fevers','url':'urn:fevers','status':'active','compose':{'include':[{'system':'"
                        + SYSTEM + "','filter':[{'property':'concept','op':'is-a','value':'A00.1'}]},{'system':'"
                        + SYSTEM
                        + "','concept':[{'code':'B01'}]}]}}");

        assertEquals(List.of("A00.1", "A00.11", "B01"), expanded("urn:fevers", ""));
        Reply in = PRODUCT.get("ValueSet/$validate-code?url=urn:fevers&code=A00.11&system=" + SYSTEM);
        assertTrue(in.text().contains("\"valueBoolean\":true"), in.text());
        assertTrue(PRODUCT.get("ValueSet/$validate-code?url=urn:fevers&code=A00&system=" + SYSTEM)
                .text()
                .contains("\"valueBoolean\":false"));
    }

    @Test
    void twoCodesStandToEachOtherAsTheHierarchySays() {
        String base = "CodeSystem/$subsumes?system=" + SYSTEM;
        assertTrue(PRODUCT.get(base + "&codeA=A00&codeB=A00.11").text().contains("\"subsumes\""));
        assertTrue(PRODUCT.get(base + "&codeA=A00.11&codeB=A00").text().contains("\"subsumed-by\""));
        assertTrue(PRODUCT.get(base + "&codeA=A00&codeB=B01").text().contains("\"not-subsumed\""));
        assertStatus(404, PRODUCT.get(base + "&codeA=A00&codeB=nothing"));
        String lookup =
                PRODUCT.get("CodeSystem/$lookup?code=A00.1&system=" + SYSTEM).text();
        assertTrue(lookup.contains("Made up fever of the knee") && lookup.contains("A00.11"), lookup);
    }

    @Test
    void aSearchFindsWhatIsBelowAndAbove() {
        assertEquals(List.of("c-A00.11"), ids(PRODUCT.get("Condition?code:below=" + encoded(SYSTEM + "|A00"))));
        assertEquals(List.of("c-A00.11"), ids(PRODUCT.get("Condition?code:above=" + encoded(SYSTEM + "|A00.11"))));
        assertEquals(
                List.of("c-A00.11"), ids(PRODUCT.get("Condition?code:in=" + encoded(SYSTEM + "?fhir_vs=isa/A00"))));
    }
}

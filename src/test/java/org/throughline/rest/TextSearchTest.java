package org.throughline.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;
import static org.throughline.rest.Answers.ids;
import static org.throughline.rest.Answers.link;

import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** {@code _text} and {@code _content}: notes and documents are found by their words. */
class TextSearchTest {
    private static final TestProduct product = TestProduct.start();

    @BeforeAll
    static void notes() {
        assertStatus(201, product.send("PUT", "Patient/p", "{'resourceType':'Patient','id':'p'}"));
        assertStatus(201, product.send("PUT", "Patient/q", "{'resourceType':'Patient','id':'q'}"));
        note("cough", "p", "<p>Seen for a <b>Cough</b></p>", "Dry cough for two weeks; no fever. René was told.");
        note("fever", "p", "<p>Fever</p>", "High fever & chills.");
        note("ankle", "q", "<p>Ankle</p>", "Sprained ankle, swelling.");
    }

    private static void note(String id, String patient, String narrative, String content) {
        String data = Base64.getEncoder().encodeToString(content.getBytes(UTF_8));
        Reply stored = product.send("PUT", "DocumentReference/" + id, """
                {'resourceType':'DocumentReference','id':'%s','status':'current','subject':{'reference':'Patient/%s'},
                 'text':{'status':'generated','div':'<div xmlns=\\"http://www.w3.org/1999/xhtml\\">%s</div>'},
                 'content':[{'attachment':{'contentType':'text/plain','data':'%s','title':'Visit'}}]}""".formatted(id, patient, narrative, data));
        assertTrue(stored.status() < 300, stored::toString);
    }

    private static List<String> found(String query) {
        return List.copyOf(new TreeSet<>(ids(product.get("DocumentReference?" + query))));
    }

    @Test
    void contentIsFoundInWhatIsAttachedInAnyOrderAndCase() {
        assertEquals(List.of("cough"), found("_content=WEEKS%20dry"));
        assertEquals(List.of("cough"), found("_content=rene"));
        assertEquals(List.of("cough", "fever"), found("_content=fever"));
        assertEquals(List.of(), found("_content=fever%20ankle"));
        assertEquals(List.of("ankle", "cough"), found("_content=ankle,cough"));
        assertEquals(List.of("ankle"), found("_content=swell*"));
        assertEquals(List.of("ankle", "cough", "fever"), found("_content=visit"));
    }

    @Test
    void textIsFoundInTheNarrativeOnlyAndNotInItsMarkup() {
        assertEquals(List.of("cough"), found("_text=cough"));
        assertEquals(List.of("fever"), found("_text=fever"));
        assertEquals(List.of(), found("_text=weeks"));
        assertEquals(List.of(), found("_text=xhtml"));
    }

    @Test
    void itGoesTogetherWithOtherConditionsChainsAndPaging() {
        assertEquals(List.of("fever"), found("patient=p&_content=fever&_content=chills"));
        assertEquals(List.of("cough", "fever"), found("subject=Patient/p&_content=fever&_sort=-_lastUpdated"));
        assertEquals(List.of("q"), ids(product.get("Patient?_has:DocumentReference:subject:_content=ankle")));
        assertEquals(List.of(), found("patient=q&_content=fever"));
        TreeSet<String> all = new TreeSet<>();
        for (String next = "DocumentReference?_content=visit&_count=1"; !next.isEmpty(); ) {
            Reply page = product.get(next);
            all.addAll(ids(page));
            next = link(page, "next");
        }
        assertEquals(List.of("ankle", "cough", "fever"), List.copyOf(all));
        assertTrue(product.get("DocumentReference?_content=fever&_summary=count")
                .text()
                .contains("\"total\":2"));
    }

    @Test
    void aNoteThatChangesIsFoundByItsNewWords() {
        note("changes", "q", "<p>x</p>", "before");
        note("changes", "q", "<p>x</p>", "after");
        assertEquals(List.of(), found("_content=before"));
        assertEquals(List.of("changes"), found("_content=after"));
        assertStatus(204, product.request("DELETE", "DocumentReference/changes").send());
        assertEquals(List.of(), found("_content=after"));
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertRefused(400, product.get("DocumentReference?_content=%26%7C!"));
        assertRefused(400, product.get("DocumentReference?_content:exact=fever"));
        assertStatus(200, product.get("DocumentReference?_content=%27%29%20%7C%20%28fever:*"));
        assertRefused(
                400,
                product.request("GET", "Patient?_content=x")
                        .header("Prefer", "handling=strict")
                        .send());
    }

    @Test
    void theListOfTypesIsTheInstallations() {
        assertTrue(parameters("DocumentReference", product).contains("\"_content\""));
        assertFalse(parameters("Observation", product).contains("\"_content\""));
        TestProduct other = TestProduct.start("--texts=Observation");
        assertTrue(parameters("Observation", other).contains("\"_content\""));
        assertFalse(parameters("DocumentReference", other).contains("\"_content\""));
        TestProduct none = TestProduct.start("--texts=none");
        assertFalse(none.get("metadata").text().contains("\"_content\""));
    }

    private static String parameters(String type, TestProduct of) {
        return of.get("metadata").json().objects("rest").getFirst().objects("resource").stream()
                .filter(each -> type.equals(each.text("type")))
                .map(each -> String.valueOf(each.get("searchParam")))
                .findFirst()
                .orElseThrow();
    }
}

package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.assertStatus;
import static org.throughline.rest.Answers.ids;
import static org.throughline.rest.Answers.link;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Search as clients meet it: addresses, forms, pages, and what is refused. */
class SearchingTest {
    private static final TestProduct product = TestProduct.start();

    @BeforeAll
    static void aPatientWithObservations() {
        product.send(
                "PUT",
                "Patient/p",
                "{'resourceType':'Patient','id':'p','gender':'female','name':[{'family':'Ito','given':['Mai']}],"
                        + "'birthDate':'1990-01-02','photo':[{'data':'AAAA'}]}");
        for (int i = 0; i < 5; i++) {
            product.send(
                    "PUT",
                    "Observation/o" + i,
                    "{'resourceType':'Observation','id':'o%d','status':'final','code':{'coding':[{'system':'http://loinc.org','code':'4548-4'}]},'subject':{'reference':'Patient/p'}}"
                            .formatted(i));
        }
    }

    @Test
    void aLinkServesOnlyWhereAndAsItWasGiven() {
        for (int i = 0; i < 3; i++) {
            product.send("POST", "Basic", "{'resourceType':'Basic','code':{'text':'linked'}}");
        }
        String next = Answers.link(product.get("Basic?_count=1"), "next");
        assertStatus(200, product.get(next + "&_format=json"));
        assertRefused(400, product.get(next.replace("/Basic?", "/Patient?")));
        assertRefused(400, product.get(next + "&code=x"));
    }

    @Test
    void aCompartmentHasOnlyWhatBelongsToIt() {
        assertRefused(404, product.get("Patient/1/Nonsense"));
        assertRefused(404, product.get("Patient/1/Medication"));
        assertRefused(404, product.get("Patient/1/Nonsense/_search"));
        assertRefused(400, product.get("Patient?_has=1"));
        assertStatus(200, product.get("Patient?_filter=not%20(gender%20eq%20male)"));
    }

    @Test
    void theSameSearchByGetByFormAndInACompartment() {
        List<String> all = ids(product.get("Observation?code=http://loinc.org%7C4548-4&subject=Patient/p"));
        assertEquals(5, all.size());
        Reply form = product.request("POST", "Observation/_search")
                .form("code=4548-4&subject=Patient%2Fp")
                .send();
        assertEquals(all, ids(form));
        assertEquals(all, ids(product.get("Patient/p/Observation?code=4548-4")));
        assertEquals(
                all,
                ids(product.request("POST", "Patient/p/Observation/_search")
                        .form("code=4548-4")
                        .send()));
        assertEquals(6, ids(product.get("Patient/p/*")).size());
        assertEquals(6, ids(product.get("?_type=Patient,Observation")).size());
        assertEquals(
                6, ids(product.get("Observation?_include=Observation:subject")).size());
    }

    @Test
    void pagesAreFollowedByTheirLinksToTheEnd() {
        List<String> found = new ArrayList<>();
        for (String next = "Observation?subject=Patient/p&_count=2&_total=accurate"; !next.isEmpty(); ) {
            Reply page = product.get(next);
            assertEquals("5", String.valueOf(page.json().get("total")));
            found.addAll(ids(page));
            next = link(page, "next");
            assertTrue(next.isEmpty() || next.startsWith(product.base() + "/Observation?"), next);
        }
        assertEquals(5, found.stream().distinct().count());
        assertEquals(5, found.size());
    }

    @Test
    void aForgedLinkIsRefused() {
        String next = link(product.get("Observation?_count=2"), "next");
        int at = next.length() - 10;
        char changed = next.charAt(at) == 'A' ? 'B' : 'A';
        assertRefused(400, product.get(next.substring(0, at) + changed + next.substring(at + 1)));
        assertRefused(400, product.get("Observation?_page=x"));
        String token = next.substring(next.indexOf("_page="));
        String other = link(product.get("_history?_count=1"), "next");
        assertRefused(400, product.get("_history?" + token));
        assertRefused(400, product.get("Patient/p/$everything?" + token));
        assertRefused(400, product.get("Observation?" + other.substring(other.indexOf("_page="))));
    }

    @Test
    void anUnknownParameterIsLeftOutAndReportedOrRefused() {
        Reply lenient = assertStatus(200, product.get("Patient?nonsense=1&gender=female"));
        assertEquals(
                "gender=female",
                link(lenient, "self").substring(link(lenient, "self").indexOf('?') + 1));
        assertTrue(lenient.text().contains("\"mode\":\"outcome\""));
        assertRefused(
                400,
                product.request("GET", "Patient?nonsense=1")
                        .header("Prefer", "handling=strict")
                        .send());
    }

    @Test
    void whatCannotBeUnderstoodIsRefused() {
        for (String query : List.of(
                "Patient?birthdate=soon",
                "Patient?gender:loud=female",
                "Patient?_count=-1",
                "Patient?_count=many",
                "Patient?general-practitioner.nonsense=1",
                "Patient?_has:Observation:nonsense:code=1",
                "Observation?value-quantity=gt1e99999999",
                "Observation?value-quantity=heavy",
                "Patient?_summary=maybe",
                "Patient?name=%00")) {
            assertRefused(400, product.get(query));
        }
        assertRefused(404, product.get("Nonsense?x=1"));
        assertRefused(415, product.request("POST", "Patient/_search").json("{}").send());
    }

    @Test
    void injectionFindsNothingAndBreaksNothing() {
        for (String value : List.of("'%20OR%20'1'='1", "%27;DROP%20TABLE%20resource;--", "%5C", "%25", "$1", "?")) {
            for (String name : List.of("name", "identifier", "_id", "gender", "name:contains", "name:exact")) {
                Reply reply = product.get("Patient?" + name + "=" + value);
                assertTrue(reply.status() < 500, reply::toString);
            }
            Reply sorted = product.get("Patient?_sort=" + value);
            assertTrue(sorted.status() < 500, sorted::toString);
        }
        assertEquals(List.of("p"), ids(product.get("Patient?name=ito")));
    }

    @Test
    void aSummaryAndElementsCutResourcesDown() {
        Reply summary = product.get("Patient?_summary=true");
        assertFalse(summary.text().contains("photo"));
        assertTrue(summary.text().contains("SUBSETTED"));
        Reply elements = product.get("Patient/p?_elements=gender");
        assertTrue(elements.text().contains("female"));
        assertFalse(elements.text().contains("Ito"));
        Reply count = product.get("Observation?_summary=count");
        assertEquals("5", String.valueOf(count.json().get("total")));
        assertFalse(count.json().has("entry"));
        assertTrue(product.get("Patient/p?_pretty=true").text().contains("\n"));
    }
}

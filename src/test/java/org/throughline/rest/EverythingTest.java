package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.rest.Answers.assertRefused;
import static org.throughline.rest.Answers.ids;
import static org.throughline.rest.Answers.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** {@code Patient/$everything}. */
class EverythingTest {
    private static final TestProduct product = TestProduct.start();

    @BeforeAll
    static void twoPatientsOfOneDoctor() {
        put("Practitioner", "d", "");
        put("Patient", "p", ",'generalPractitioner':[{'reference':'Practitioner/d'}]");
        put("Patient", "q", ",'link':[{'other':{'reference':'Patient/p'},'type':'seealso'}]");
        for (int year = 2021; year <= 2025; year++) {
            put(
                    "Observation",
                    "o" + year,
                    ",'status':'final','code':{'text':'x'},'subject':{'reference':'Patient/p'},'effectiveDateTime':'%d-05'"
                            .formatted(year));
        }
        put("Observation", "of-q", ",'status':'final','code':{'text':'x'},'subject':{'reference':'Patient/q'}");
        put("Organization", "lab", "");
        put(
                "DiagnosticReport",
                "r",
                ",'status':'final','code':{'text':'x'},'subject':{'reference':'Patient/p'},"
                        + "'performer':[{'reference':'Organization/lab'},{'reference':'Practitioner/d'}]");
    }

    private static void put(String type, String id, String more) {
        Reply reply =
                product.send("PUT", type + "/" + id, "{'resourceType':'" + type + "','id':'" + id + "'" + more + "}");
        assertEquals(201, reply.status(), reply::toString);
    }

    @Test
    void thePatientComesFirstThenTheRecordThenWhatItRefersTo() {
        List<String> found = ids(product.get("Patient/p/$everything?_count=1000"));
        assertEquals("p", found.getFirst());
        assertEquals(Set.of("d", "lab"), Set.copyOf(found.subList(found.size() - 2, found.size())));
        assertEquals(Set.of("p", "q", "o2021", "o2022", "o2023", "o2024", "o2025", "r", "d", "lab"), Set.copyOf(found));
        assertEquals(10, found.size());
    }

    @Test
    void pagesOfAnySizeGiveEachResourceOnce() {
        List<String> all = ids(product.get("Patient/p/$everything"));
        for (int count = 1; count <= 10; count++) {
            List<String> found = new ArrayList<>();
            for (String next = "Patient/p/$everything?_count=" + count; !next.isEmpty(); ) {
                Reply page = product.get(next);
                assertTrue(ids(page).size() <= count);
                found.addAll(ids(page));
                next = link(page, "next");
            }
            assertEquals(all, found, "pages of " + count);
        }
    }

    @Test
    void typesAndTimesNarrowIt() {
        assertEquals(Set.of("r"), found("_type=DiagnosticReport"));
        assertEquals(Set.of("p", "q", "r", "d", "lab", "o2022", "o2023"), found("start=2022-01-01&end=2023"));
        assertEquals(Set.of("p", "q", "r", "d", "lab", "o2025"), found("start=2025"));
        assertEquals(Set.of(), found("_since=2999-01-01T00:00:00Z"));
        assertEquals(Set.of("p", "q", "d"), found("_type=Patient,Practitioner"));
    }

    private static Set<String> found(String query) {
        return new TreeSet<>(ids(product.get("Patient/p/$everything?" + query)));
    }

    @Test
    void onlyWhatTheCallerMaySeeIsGiven() {
        Reply reply = product.anonymous("GET", "Patient/p/$everything")
                .header("Authorization", "Bearer " + product.token("system/Patient.rs system/Practitioner.rs"))
                .send();
        assertEquals(Set.of("p", "q", "d"), Set.copyOf(ids(reply)));
    }

    @Test
    void whatIsNewIsToldUpToTheOldestWriteUnderWay() throws SQLException {
        try (Connection writer = product.database().dataSource().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("LOCK TABLE resource IN ROW EXCLUSIVE MODE");
            product.send("PUT", "Patient/new", "{'resourceType':'Patient','id':'new'}");
            assertEquals(List.of(), ids(product.get("Patient/new/$everything?_since=2020")));
            assertEquals(List.of("new"), ids(product.get("Patient/new/$everything")));
            writer.rollback();
        }
        assertEquals(List.of("new"), ids(product.get("Patient/new/$everything?_since=2020")));
    }

    @Test
    void itCanBeCalledWithParametersAndInABatch() {
        Reply posted = product.send(
                "POST",
                "Patient/p/$everything",
                "{'resourceType':'Parameters','parameter':[{'name':'_type','valueCode':'DiagnosticReport'}]}");
        assertEquals(List.of("r"), ids(posted));
        Reply batch = product.send(
                "POST",
                "",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'GET','url':'Patient/p/$everything'}}]}");
        assertTrue(batch.text().contains("\"o2021\""), batch::text);
        assertTrue(product.get("Patient/p/$everything?_format=xml").text().contains("<id value=\"o2021\"/>"));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertRefused(404, product.get("Patient/nobody/$everything"));
        assertRefused(400, product.get("Patient/p/$everything?_count=0"));
        assertRefused(400, product.get("Patient/p/$everything?_type=Nonsense"));
        assertRefused(400, product.get("Patient/p/$everything?start=soon"));
        assertRefused(
                400,
                product.get("Patient/p/$everything?_page="
                        + link(product.get("Observation?_count=1"), "next").replaceAll(".*_page=", "")));
        assertRefused(404, product.get("Observation/o2021/$everything"));
    }
}

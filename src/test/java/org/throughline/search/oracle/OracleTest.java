package org.throughline.search.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.search.SearchFixture;

class OracleTest {

    @Test
    void randomSearchesFindWhatLookingAtEveryResourceFinds() throws IOException {
        compare(900, 250, 20260101);
    }

    @Test
    @Tag("long")
    void manyRandomSearchesFindWhatLookingAtEveryResourceFinds() throws IOException {
        compare(6000, 5000, 7);
    }

    private static void compare(int size, int searches, long seed) throws IOException {
        List<JsonObject> resources = Sample.resources(size);
        assertTrue(resources.size() > size / 4, "The sample is smaller than it was");
        SearchFixture fixture = new SearchFixture();
        fixture.store(resources);
        Oracle oracle = new Oracle(resources);
        RandomSearches random = new RandomSearches(oracle, seed);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < searches; i++) {
            String type = random.type();
            List<Clause> clauses = random.clauses(type);
            Set<String> expected = oracle.search(type, clauses);
            String query = clauses.stream().map(Clause::text).collect(Collectors.joining("&"));
            String url = type + "?" + query.replace("%", "%25");
            List<String> found = fixture.all(url + "&_count=" + (i % 3 == 0 ? 7 : 1000));
            if (!expected.equals(new TreeSet<>(found)) || found.size() != expected.size()) {
                differences.add(url + ": " + found.size() + " for " + expected.size());
            }
        }
        assertEquals(List.of(), differences);
    }
}

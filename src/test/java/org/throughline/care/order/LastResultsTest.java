package org.throughline.care.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Outside;
import org.throughline.access.Purpose;
import org.throughline.access.Rights;
import org.throughline.care.order.LastResults.Last;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Address;
import org.throughline.record.Copy;
import org.throughline.record.RecordSettings;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.lab.Labs;

/** The last result of a test is found whoever holds it, as far as it may be seen, and however much came after it. */
class LastResultsTest {
    private static final String MARK =
            "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PSY'}]},";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    private final SearchFixture fixture = new SearchFixture(new RecordSettings(false, true));
    private final LastResults results = new LastResults(fixture.records, fixture.searches());

    /** Whoever sees all but what is marked as sensitive; whoever sees all. */
    private final Caller clinician = caller(Set.of());

    private final Caller cleared = caller(Set.of(Rights.ALL));

    private static Caller caller(Set<String> clearances) {
        Rights rights = new Rights(
                Purpose.TREAT,
                Set.of(),
                Set.of(),
                clearances,
                Rights.EVERYTHING.grants(),
                Set.of(),
                true,
                Outside.IF_ASKED,
                Set.of());
        return new Caller("account/1", "Rei Ito", new Capacity("Physician", ""), rights);
    }

    @BeforeEach
    void aPatient() {
        fixture.store("{'resourceType':'Patient','id':'p'}");
    }

    private static String result(String id, String mark, String loinc, LocalDate day, String value) {
        return "{'resourceType':'Observation','id':'" + id + "'," + mark + "'status':'final','code':{'coding':"
                + "[{'system':'http://loinc.org','code':'" + loinc + "'}],'text':'Potassium'},"
                + "'subject':{'reference':'Patient/p'},'effectiveDateTime':'" + day + "','valueQuantity':{'value':"
                + value + ",'unit':'mmol/L'}}";
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private void theirs(String id, LocalDate day, String value) {
        JsonObject copy = json(result(id, "", "6298-4", day, value))
                .with("meta", JsonObject.of("tag", new JsonArray(List.of(Copy.tag(1, "Heart Center")))));
        fixture.records
                .copies()
                .change((keeping, connection) -> keeping.take(
                        new Copy.Origin(1),
                        Address.of("Patient", "p"),
                        Set.of(),
                        List.of(new Copy("Observation", id, 1, Instant.parse("2026-11-25T08:00:00Z"), copy))));
    }

    private List<Last> potassium(Caller caller) {
        Labs labs = Labs.shipped();
        return results.of(
                caller, "p", labs.sought(labs.named("Potassium").orElseThrow()).codes());
    }

    @Test
    void theNewestStandsFirstWithWhoHoldsIt() {
        fixture.store(result("own", "", "2823-3", TODAY.minusDays(9), "5.1"));
        theirs("theirs", TODAY.minusDays(3), "4.4");

        List<Last> found = potassium(clinician);

        assertEquals(
                List.of("4.4 mmol/L Heart Center", "5.1 mmol/L "),
                found.stream()
                        .map(each -> each.line().detail() + " " + each.holder())
                        .toList());
    }

    @Test
    void whatIsKeptFromWhoeverOrdersIsNotTold() {
        fixture.store(
                result("old", "", "2823-3", TODAY.minusDays(9), "5.1"),
                result("kept", MARK, "2823-3", TODAY.minusDays(1), "6.0"));

        assertEquals("5.1 mmol/L", potassium(clinician).getFirst().line().detail());
        assertEquals("6.0 mmol/L", potassium(cleared).getFirst().line().detail());
    }

    @Test
    void whatIsMeasuredEveryHourDoesNotHideWhatIsRare() {
        List<String> all = new ArrayList<>(List.of(result("rare", "", "2276-4", TODAY.minusDays(90), "80")));
        for (int i = 0; i < 700; i++) {
            all.add(result("k" + i, "", "2823-3", TODAY.minusDays(i / 24), "4." + i % 10));
        }
        for (int i = 0; i < all.size(); i += 100) {
            fixture.store(all.subList(i, Math.min(i + 100, all.size())).toArray(String[]::new));
        }
        Labs labs = Labs.shipped();
        Set<String> codes = new HashSet<>();
        for (String name : List.of("Potassium", "Ferritin", "Comprehensive metabolic panel", "Lipid panel", "TSH")) {
            codes.addAll(labs.sought(labs.named(name).orElseThrow()).codes());
        }

        List<Last> found = results.of(clinician, "p", codes);

        assertEquals(
                Set.of(Set.of("2823-3"), Set.of("2276-4")),
                Set.copyOf(found.stream().map(Last::codes).toList()));
        assertTrue(middle(codes) < 1_000, "it is there while one chooses");
    }

    /** How long it takes, in milliseconds: the middle of several. */
    private long middle(Set<String> codes) {
        long[] took = new long[21];
        for (int i = 0; i < took.length; i++) {
            long begun = System.nanoTime();
            results.of(clinician, "p", codes);
            took[i] = (System.nanoTime() - begun) / 1_000_000;
        }
        Arrays.sort(took);
        System.out.println("LAST ms middle " + took[10] + ", slowest " + took[20] + ", codes " + codes.size());
        return took[10];
    }
}

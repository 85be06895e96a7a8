package org.throughline.care.order;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Address;
import org.throughline.record.Copy;
import org.throughline.record.RecordSettings;
import org.throughline.search.SearchFixture;

/** Whether the same test was ordered or done after all, here or elsewhere. */
class OrderedAgainTest {
    private static final Instant BEGIN = Instant.parse("2026-11-26T15:00:00Z");
    private static final Instant END = BEGIN.plusSeconds(1_000_000);

    private final SearchFixture fixture = new SearchFixture(new RecordSettings(false, true));
    private final OrderedAgain again =
            new OrderedAgain(fixture.records, fixture.searches(), new Caller("checks", "Checks", Rights.EVERYTHING));

    @BeforeEach
    void aPatient() {
        fixture.store("{'resourceType':'Patient','id':'p'}");
    }

    private static String order(String id, String status, Instant authored) {
        return "{'resourceType':'ServiceRequest','id':'" + id + "','status':'" + status
                + "','intent':'order','subject':{'reference':'Patient/p'},'authoredOn':'" + authored
                + "','code':{'coding':[{'system':'http://loinc.org','code':'3016-3'}]}}";
    }

    private boolean again() {
        return again.between("p", Set.of("3016-3", "4548-4"), BEGIN, END);
    }

    @Test
    void anOrderOfTheSameWithinTheTimeIsOneUnlessItWasTakenBack() {
        fixture.store(order("before", "active", BEGIN.minusSeconds(60)));
        fixture.store(order("revoked", "revoked", BEGIN.plusSeconds(60)));
        fixture.store(order("after", "active", END.plusSeconds(60)));
        assertFalse(again());
        fixture.store(order("within", "completed", BEGIN.plusSeconds(60)));
        assertTrue(again());
    }

    @Test
    void aResultOfAnotherOrganizationIsOneToo() {
        String text = "{'resourceType':'Observation','id':'x1-00','status':'final','meta':{'tag':["
                + Copy.tag(1, "Heart Center").toString().replace('"', '\'')
                + "]},'subject':{'reference':'Patient/p'},'effectiveDateTime':'2026-11-28T08:00:00Z',"
                + "'code':{'coding':[{'system':'http://loinc.org','code':'4548-4'}]},'valueString':'7'}";
        Copy copy = new Copy(
                "Observation",
                "x1-00",
                1,
                BEGIN,
                JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        fixture.records
                .copies()
                .change((keeping, connection) ->
                        keeping.take(new Copy.Origin(1), Address.of("Patient", "p"), Set.of(), List.of(copy)));
        assertTrue(again());
    }
}

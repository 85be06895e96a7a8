package org.throughline.care.taking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.drug.Drugs;

/** What a pharmacy dispensed is held against what was prescribed. */
class FillReaderTest {
    private static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-26T15:00:00Z"), ZoneOffset.UTC);
    private final SearchFixture fixture = new SearchFixture();
    private final TakingReader reader = new TakingReader(fixture.records, fixture.searches(), Drugs.shipped(), clock);

    private static String drug(String id, String name) {
        return "{'resourceType':'MedicationRequest','id':'" + id + "','status':'active','intent':'order',"
                + "'subject':{'reference':'Patient/p'},'authoredOn':'2026-09-01',"
                + "'medicationCodeableConcept':{'text':'" + name + "'},"
                + "'dosageInstruction':[{'text':'Take 1 tablet by mouth once a day'}]}";
    }

    private static String dispense(String id, String of, String day, String more) {
        return "{'resourceType':'MedicationDispense','id':'" + id + "','status':'completed',"
                + "'subject':{'reference':'Patient/p'},'whenHandedOver':'" + day + "',"
                + "'authorizingPrescription':[{'reference':'MedicationRequest/" + of + "'}],"
                + "'medicationCodeableConcept':{'text':'x'}" + more + "}";
    }

    private Map<String, Fill> fills() {
        return reader.fills(CALLER, "p", reader.list(CALLER, "p"));
    }

    @Test
    void nothingIsSaidWhileNoPharmacyTellsUs() {
        fixture.store("{'resourceType':'Patient','id':'p'}", drug("a", "lisinopril 10 mg tablet"));
        assertEquals(Map.of(), fills());
    }

    @Test
    void theLastFillLastsAsLongAsItIsTakenAsPrescribed() {
        fixture.store(
                "{'resourceType':'Patient','id':'p'}",
                drug("a", "lisinopril 10 mg tablet"),
                drug("b", "atorvastatin 40 mg tablet"),
                drug("c", "metformin 500 mg tablet"),
                dispense("1", "a", "2026-09-02", ",'daysSupply':{'value':30}"),
                dispense("2", "a", "2026-10-02", ",'daysSupply':{'value':30}"),
                dispense("3", "b", "2026-11-20", ",'quantity':{'value':30,'unit':'tablet'}"));
        Map<String, Fill> fills = fills();
        LocalDate today = LocalDate.now(clock);
        Fill late = Objects.requireNonNull(fills.get("MedicationRequest/a"));
        assertEquals(LocalDate.parse("2026-10-31"), late.until());
        assertTrue(late.late(today));
        assertEquals("Last filled 2026-10-02, lasts to 2026-10-31: late", late.words(today, date -> date));
        assertEquals(
                "Last filled 2026-11-20, lasts to 2026-12-19",
                Objects.requireNonNull(fills.get("MedicationRequest/b")).words(today, date -> date));
        assertEquals(Fill.NEVER, fills.get("MedicationRequest/c"));
    }
}

package org.throughline.care.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.safety.patient.Taken;
import org.throughline.terminology.drug.Drugs;

/** What patients say of prescriptions is no second drug, and "not taken" makes nothing harmless. */
class WordsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
    private static final TreatmentReader READER = new TreatmentReader(Drugs.shipped());
    private static final String ONE = "'dosageInstruction':[{'text':'Take 1 tablet (500 mg) by mouth once a day',"
            + "'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d'}},"
            + "'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}}]}]";

    private static JsonObject request(String status, String more) {
        return json("{'resourceType':'MedicationRequest','id':'r','status':'" + status
                + "','intent':'order','authoredOn':'2026-11-01','meta':{'versionId':'2',"
                + "'lastUpdated':'2026-11-20T10:00:00Z'},'medicationCodeableConcept':{'text':'metformin 500 mg tablet'}"
                + more + "}");
    }

    private static JsonObject said(String status, String name, String on, String more) {
        return json("{'resourceType':'MedicationStatement','id':'s','status':'" + status + "','dateAsserted':'" + on
                + "','derivedFrom':[{'reference':'MedicationRequest/r'}],'meta':{'versionId':'1',"
                + "'lastUpdated':'2026-11-25T10:00:00Z'},'medicationCodeableConcept':{'text':'" + name + "'}" + more
                + "}");
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static List<Taken> taken(JsonObject... resources) {
        return Words.join(READER, List.of(resources), Map.of(), each -> false, TODAY);
    }

    @Test
    void whatIsTakenAsPrescribedIsOneDrug() {
        List<Taken> taken =
                taken(request("active", "," + ONE), said("active", "metformin 500 mg tablet", "2026-11-25", ""));
        assertEquals(1, taken.size());
        assertFalse(taken.getFirst().doubted());
    }

    @Test
    void ofTwoDosagesTheHigherCounts() {
        String two = ONE.replace("'value':1", "'value':2").replace("dosageInstruction", "dosage");
        List<Taken> more =
                taken(request("active", "," + ONE), said("active", "metformin 500 mg tablet", "2026-11-25", "," + two));
        assertEquals("2", dose(more));
        String half = two.replace("'value':2", "'value':0.5");
        List<Taken> less = taken(
                request("active", "," + ONE), said("active", "metformin 500 mg tablet", "2026-11-25", "," + half));
        assertEquals("1", dose(less));
        List<Taken> words = taken(
                request("active", "," + ONE),
                said("active", "metformin 500 mg tablet", "2026-11-25", ",'dosage':[{'text':'now and then'}]"));
        assertFalse(Objects.requireNonNull(words.getFirst().treatment().sig()).structured());
    }

    private static String dose(List<Taken> taken) {
        assertEquals(1, taken.size());
        return Objects.requireNonNull(taken.getFirst().treatment().sig())
                .steps()
                .getFirst()
                .dose()
                .low()
                .toPlainString();
    }

    @Test
    void whatIsNotTakenCountsWhileItsPrescriptionStandsAndIsDoubted() {
        for (String status : List.of("not-taken", "unknown")) {
            List<Taken> taken = taken(request("active", ""), said(status, "metformin 500 mg tablet", "2026-11-25", ""));
            assertEquals(1, taken.size());
            assertTrue(taken.getFirst().doubted(), status);
            assertFalse(taken.getFirst().over(TODAY), status);
        }
    }

    @Test
    void whatIsStillTakenAfterItsPrescriptionEndedIsADrug() {
        String ended = ",'dispenseRequest':{'validityPeriod':{'end':'2026-11-20'}}";
        assertEquals(
                1,
                current(taken(request("stopped", ended), said("active", "metformin 500 mg tablet", "2026-11-25", ""))));
        assertEquals(
                0,
                current(taken(request("stopped", ended), said("active", "metformin 500 mg tablet", "2026-11-10", ""))));
    }

    private static long current(List<Taken> taken) {
        return taken.stream().filter(each -> !each.over(TODAY)).count();
    }

    @Test
    void aStatementOfAnotherDrugIsAnotherDrug() {
        assertEquals(
                2,
                taken(request("active", ""), said("active", "warfarin 5 mg tablet", "2026-11-25", ""))
                        .size());
    }
}

package org.throughline.care.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.record.RecordSettings;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.imaging.Imaging;

/** An order of imaging carries what whoever does and reads it must know. */
class ImagingHistoryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T09:00:00Z"), ZoneOffset.UTC);
    private static final SearchFixture RECORD = new SearchFixture(new RecordSettings(false, true));
    private static final ImagingHistory HISTORY =
            new ImagingHistory(RECORD.records, RECORD.searches(), Imaging.shipped(), CLOCK);
    private static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);

    @BeforeAll
    static void charts() {
        for (String id : new String[] {"ada", "bo"}) {
            RECORD.store("{'resourceType':'Patient','id':'" + id + "','birthDate':'1990-05-06','gender':'female'}");
        }
        RECORD.store(
                "{'resourceType':'AllergyIntolerance','id':'dye','patient':{'reference':'Patient/ada'},'code':{'text':'Iodinated contrast'},'clinicalStatus':{'coding':[{'code':'active'}]},'reaction':[{'manifestation':[{'text':'Hives'}]}]}");
        RECORD.store(
                "{'resourceType':'Observation','id':'old','status':'final','subject':{'reference':'Patient/ada'},'effectiveDateTime':'2025-01-02','code':{'coding':[{'system':'http://loinc.org','code':'98979-8'}],'text':'eGFR'},'valueQuantity':{'value':88,'unit':'mL/min'}}");
        RECORD.store(
                "{'resourceType':'Observation','id':'new','status':'final','subject':{'reference':'Patient/ada'},'effectiveDateTime':'2026-11-20','code':{'coding':[{'system':'http://loinc.org','code':'98979-8'}],'text':'eGFR'},'valueQuantity':{'value':24,'unit':'mL/min'}}");
        RECORD.store(
                "{'resourceType':'Device','id':'pacer','patient':{'reference':'Patient/ada'},'deviceName':[{'name':'Cardiac pacemaker','type':'user-friendly-name'}]}");
        report("ct1", "2024-03-01", "29252-4", "CT of chest without contrast", "Nodule of 4 mm.");
        report("ct2", "2026-02-01", "24628-0", "CT of chest with contrast", "Nodule of 5 mm.");
        report("xr", "2025-07-01", "24647-0", "X-ray of chest, two views", "Clear.");
        report("knee", "2026-10-01", "36636-9", "X-ray of left knee", "No fracture.");
        RECORD.store(
                "{'resourceType':'DiagnosticReport','id':'out','status':'final','category':[{'coding':[{'code':'RAD'}]}],'subject':{'reference':'Patient/ada'},'effectiveDateTime':'2026-05-01','code':{'text':'Chest CT w/o'},'conclusion':'Stable.'}");
    }

    private static void report(String id, String date, String loinc, String name, String conclusion) {
        RECORD.store(
                "{'resourceType':'DiagnosticReport','id':'%s','status':'final','category':[{'coding':[{'system':'http://loinc.org','code':'LP29684-5'}]}],'subject':{'reference':'Patient/ada'},'effectiveDateTime':'%s','code':{'coding':[{'system':'http://loinc.org','code':'%s'}],'text':'%s'},'conclusion':'%s'}"
                        .formatted(id, date, loinc, name, conclusion));
    }

    private static ImagingHistory.Context context(String patient, String study) {
        return HISTORY.known(CALLER, patient).of(new Concept(study, List.of()), "");
    }

    @Test
    void earlierReportsOfThePartAreFoundWhateverTheyAreCalledAndTheNewestComesFirst() {
        ImagingHistory.Context chest = context("ada", "CT of chest with contrast");
        assertEquals(
                List.of("out", "ct2", "xr", "ct1"),
                chest.priors().stream().map(Prior::id).toList());
        assertEquals(1, chest.others());
        assertEquals("Stable.", chest.priors().getFirst().text());
        assertTrue(context("bo", "CT of chest with contrast").priors().isEmpty());
    }

    @Test
    void contrastRaysAndMagnetsEachAskForWhatMattersForThem() {
        List<Fact> contrast = context("ada", "CT of chest with contrast").facts();
        assertTrue(contrast.contains(
                new Fact("Allergy: Iodinated contrast (Hives)", "", "AllergyIntolerance/dye", true, "")));
        assertTrue(contrast.contains(new Fact("eGFR 24 mL/min", "2026-11-20", "Observation/new", true, "")));
        assertTrue(words(contrast).contains("Pregnancy was not asked about"));
        assertFalse(words(contrast).contains("pacemaker"));
        List<Fact> magnet = context("ada", "MRI of brain without contrast").facts();
        assertTrue(words(magnet).contains("Implant: Cardiac pacemaker"));
        assertFalse(words(magnet).contains("eGFR"));
        assertEquals(List.of(), context("ada", "Ultrasound of thyroid").facts());
    }

    @Test
    void whatIsNotKnownIsSaidToBeSo() {
        String words = words(context("bo", "CT of chest with contrast").facts());
        assertTrue(words.contains("Allergies are not recorded"), words);
        assertTrue(words.contains("No creatinine or eGFR is recorded"), words);
        assertTrue(words(context("bo", "MRI of brain without contrast").facts()).contains("No implant or pacemaker"));
    }

    @Test
    void anOrderOfImagingCarriesItAndAnotherDoesNot() {
        JsonObject order = JsonReader.readObject(
                "{'resourceType':'ServiceRequest','status':'active','intent':'order','category':[{'coding':[{'system':'http://snomed.info/sct','code':'363679005'}]}],'subject':{'reference':'Patient/ada'},'code':{'text':'CT of chest with contrast'}}"
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8));
        String told = HISTORY.told(CALLER, "ada", List.of(order)).getFirst().toString();
        assertTrue(told.contains("DiagnosticReport/ct2"), told);
        assertTrue(told.contains("Earlier: CT of chest with contrast, 2026-02-01"), told);
        assertTrue(told.contains("Observation/new"), told);
        JsonObject other = order.without("category");
        assertEquals(List.of(other), HISTORY.told(CALLER, "ada", List.of(other)));
    }

    private static String words(List<Fact> facts) {
        return String.join("; ", facts.stream().map(Fact::words).toList());
    }
}

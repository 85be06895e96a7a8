package org.throughline.care.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.terminology.Coding;

/** What a form holds, as a resource and back. */
class EntryTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final Concept GOUT = new Concept("Gout", List.of(new Coding(Coding.SNOMED, "90560007", "Gout")));

    private static JsonObject parsed(String json) {
        return JsonReader.readObject(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemEntry problem(String status, String onset, String ended) {
        return new ProblemEntry(GOUT, status, "confirmed", onset, ended, "left toe");
    }

    @Test
    void aProblemIsReadAsItWasWritten() {
        ProblemEntry entry = problem("resolved", "2019-02", "2020");
        assertEquals(entry, ProblemEntry.of(entry.create("p", new Author("Practitioner/1", "Dr. A"), NOW)));
    }

    @Test
    void aProblemThatIsActiveAgainHasNoEndInWhateverFormItWasTold() {
        JsonObject condition =
                parsed("{'resourceType':'Condition','abatementAge':{'value':50},'onsetString':'as a child',"
                        + "'code':{'text':'Gout'}}");
        JsonObject changed = problem("recurrence", "", "").change(condition);
        assertFalse(changed.has("abatementAge"));
        assertTrue(changed.has("onsetString"), "it was not touched");
    }

    @Test
    void whatIsWrongWithAProblemIsNamedByItsField() {
        assertEquals(
                Set.of(), problem("active", "2019", "").faults("2026-11-26").keySet());
        assertEquals(
                Set.of("ended"),
                problem("active", "2019", "2020").faults("2026-11-26").keySet());
        assertEquals(
                Set.of("ended"),
                problem("resolved", "2020-05-01", "2019").faults("2026-11-26").keySet());
        assertEquals(
                Set.of(),
                problem("resolved", "2020-05-01", "2020").faults("2026-11-26").keySet(),
                "the year may be the same");
        assertEquals(
                Set.of("onset"),
                problem("active", "2027", "").faults("2026-11-26").keySet());
        assertEquals(
                Set.of("problem", "status", "certainty"),
                new ProblemEntry(Concept.NONE, "x", "", "", "", "")
                        .faults("2026-11-26")
                        .keySet());
    }

    @Test
    void anAllergyIsReadAsItWasWrittenAndOtherReactionsStay() {
        AllergyEntry entry = new AllergyEntry(
                new Concept("Latex", List.of()),
                "allergy",
                "environment",
                "high",
                new Concept("Hives", List.of()),
                "moderate",
                "active",
                "confirmed",
                "2010",
                "gloves");
        assertEquals(entry, AllergyEntry.of(entry.create("p", null, NOW)));
        JsonObject two = parsed("{'resourceType':'AllergyIntolerance','code':{'text':'Latex'},'reaction':["
                + "{'manifestation':[{'text':'Rash'}],'description':'kept'},{'manifestation':[{'text':'Wheeze'}]}]}");
        JsonObject changed = entry.change(two);
        assertEquals(2, changed.objects("reaction").size());
        assertTrue(changed.toString().contains("kept") && changed.toString().contains("Wheeze"));
        assertEquals(entry, AllergyEntry.of(changed));
    }

    @Test
    void whatWasEnteredInErrorSaysWhoTookItBackAndWhy() {
        JsonObject taken = Retraction.of(
                problem("active", "", "").create("p", null, NOW),
                "another patient's",
                new Author("Practitioner/1", "Dr. A"),
                NOW);
        assertFalse(taken.has("clinicalStatus"), "rule con-5");
        assertTrue(taken.toString().contains("entered-in-error"));
        assertEquals(2, taken.objects("note").size(), "the note that was there stays");
        assertTrue(taken.objects("note").getLast().toString().contains("another patient's"));
    }
}

package org.throughline.care.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughline.care.entry.TeamEntry.Member;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.terminology.Coding;

/** Care teams: what is typed comes back, and what the form does not know stays. */
class TeamEntryTest {
    private static final Concept CARDIOLOGIST =
            new Concept("Cardiologist", List.of(new Coding(Coding.SNOMED, "17561000", "")));
    private static final Member DOCTOR = new Member("Practitioner/1", "Dr. Ito", CARDIOLOGIST, "");
    private static final Member DAUGHTER =
            new Member("RelatedPerson/2", "Mia (daughter)", new Concept("Caregiver", List.of()), "2027-01-01");
    private static final Member OUTSIDE = new Member("", "Dr. Okafor", new Concept("Dentist", List.of()), "");

    private static TeamEntry of(Member... members) {
        return new TeamEntry("Heart", "active", "2024-05-06", "", "Meets in May", List.of(members));
    }

    @Test
    void whatIsTypedComesBack() {
        TeamEntry team = of(DOCTOR, DAUGHTER, OUTSIDE);
        JsonObject stored = team.create("p");
        assertEquals(team, TeamEntry.of(stored));
        assertTrue(stored.toString().contains("Patient/p"), stored.toString());
    }

    @Test
    void whatTheFormDoesNotKnowStays() {
        JsonObject stored = (JsonObject) JsonReader.read("""
                {"resourceType":"CareTeam","status":"active","reasonCode":[{"text":"Heart failure"}],
                 "participant":[{"role":[{"text":"Cardiologist"},{"text":"Lead"}],"member":{"reference":"Practitioner/1","display":"Dr. Ito"},
                   "onBehalfOf":{"reference":"Organization/9"},"period":{"start":"2020-01-01"}},
                  {"onBehalfOf":{"reference":"Organization/8"}}]}""".getBytes(UTF_8));
        TeamEntry read = TeamEntry.of(stored);
        assertEquals(stored, read.change(stored));
        JsonObject ended = new TeamEntry(
                        "",
                        "active",
                        "",
                        "",
                        "",
                        List.of(new Member(
                                "Practitioner/1",
                                "Dr. Ito",
                                read.members().getFirst().role(),
                                "2026-01-01")))
                .change(stored);
        String text = ended.toString();
        for (String kept :
                List.of("Lead", "Organization/9", "Organization/8", "2020-01-01", "2026-01-01", "Heart failure")) {
            assertTrue(text.contains(kept), kept + " in " + text);
        }
    }

    @Test
    void somebodyWhoIsTakenOutIsNotInItAnyMore() {
        assertEquals(
                List.of(OUTSIDE),
                TeamEntry.of(of(OUTSIDE).change(of(DOCTOR, OUTSIDE).create("p")))
                        .members());
    }

    @Test
    void oneSaysWhoIsInItAndWhatTheyDo() {
        assertEquals(Map.of("who-0", "Say who is in the team."), of().faults(TeamEntry.NEW));
        Member idle = new Member("", "Dr. Okafor", Concept.NONE, "");
        assertEquals(
                Map.of("role-1", "Say what they do for the patient."),
                of(DOCTOR, idle).faults(TeamEntry.NEW));
        assertEquals(Map.of(), of(DOCTOR, idle).faults(of(idle)));
        assertEquals(
                Map.of("end", "It ends before it begins."),
                new TeamEntry("", "active", "2024-05-06", "2024-05-05", "", List.of(DOCTOR)).faults(TeamEntry.NEW));
    }
}

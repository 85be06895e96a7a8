package org.throughline.care.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What becomes of plans, goals and teams by changes that were made on an earlier version of them. */
class MergingTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-28T21:30:00-08:00");
    private static final By ITO = new By("Practitioner/ito", "Rei Ito", "", "", NOW);
    private static final By RUIZ = new By(
            "https://heart.example/fhir/Practitioner/9", "Ana Ruiz", "1234567893", "Heart Center", NOW.plusMinutes(1));

    private static final JsonObject PLAN = json("""
            {"resourceType":"CarePlan","id":"p","status":"active","intent":"plan","description":"Live well",
             "activity":[
              {"id":"a1","detail":{"status":"not-started","description":"Walk daily","kind":"ServiceRequest"},"outcomeReference":[{"display":"x"}]},
              {"detail":{"status":"in-progress","description":"Weigh daily"}},
              {"detail":{"status":"in-progress","description":"Weigh daily"}},
              {"reference":{"reference":"ServiceRequest/1","display":"Echo"}}]}""");

    private static JsonObject json(String text) {
        return (JsonObject) JsonReader.read(text.getBytes(UTF_8));
    }

    private static String key(int place) {
        return Activity.of(PLAN).get(place).key();
    }

    private static String refused(Executable change) {
        Failed failed = assertThrows(Failed.class, change);
        assertTrue(
                failed.failure() instanceof Failure.Conflict, failed.failure().toString());
        return failed.failure().message();
    }

    private static Change.Step step(int place, String was, String status, String text) {
        return new Change.Step(key(place), was, status, text);
    }

    @Test
    void changesToDifferentActivitiesBothHoldAndNothingElseIsTouched() {
        JsonObject one = Merging.step(PLAN, step(0, "not-started", "in-progress", "Two miles"), ITO);
        JsonObject both = Merging.step(one, step(2, "in-progress", "completed", ""), RUIZ);
        List<Activity> activities = Activity.of(both);
        assertEquals("in-progress", activities.getFirst().status());
        assertEquals(
                new Noted("Under way: Two miles", "Rei Ito", "2026-11-29T05:30:00Z"),
                activities.getFirst().progress().getLast());
        assertEquals("in-progress", activities.get(1).status(), "of two that say the same, the other one stays");
        assertEquals("completed", activities.get(2).status());
        assertEquals(
                "Ana Ruiz, Heart Center", activities.get(2).progress().getLast().author());
        assertEquals(
                List.of("x", "ServiceRequest"),
                List.of(
                        both.objects("activity")
                                .getFirst()
                                .objects("outcomeReference")
                                .getFirst()
                                .text("display"),
                        Parts.text(both.objects("activity").getFirst().object("detail"), "kind")));
        assertEquals("Live well", both.text("description"));
    }

    @Test
    void twoStatusesOfOneActivityContradictEachOtherAndWhoWasFirstIsSaid() {
        JsonObject one = Merging.step(PLAN, step(0, "not-started", "completed", ""), ITO);
        assertEquals(
                "It is “Done” meanwhile (Rei Ito).",
                refused(() -> Merging.step(one, step(0, "not-started", "cancelled", ""), RUIZ)));
        JsonObject same = Merging.step(one, step(0, "not-started", "completed", "She says so too"), RUIZ);
        assertEquals(2, Activity.of(same).getFirst().progress().size(), "both say the same, and both are kept");
        JsonObject told = Merging.step(one, step(0, "not-started", "not-started", "Her knee hurts"), RUIZ);
        assertEquals("completed", Activity.of(told).getFirst().status(), "how it goes contradicts nothing");
        assertEquals(
                "Her knee hurts",
                Activity.of(told).getFirst().progress().getLast().text());
    }

    @Test
    void whatIsNotThereAnyMoreOrIsOverIsNotChanged() {
        assertTrue(refused(() -> Merging.step(PLAN, new Change.Step("igone", "", "completed", ""), ITO))
                .contains("taken out"));
        assertTrue(refused(() -> Merging.step(PLAN, step(3, "", "completed", ""), ITO))
                .contains("follows the order"));
        JsonObject told = Merging.step(PLAN, step(3, "", "", "Done on Monday"), ITO);
        assertEquals(
                "Done on Monday", Activity.of(told).get(3).progress().getFirst().text());
        JsonObject over = PLAN.with("status", new JsonString("completed"));
        assertTrue(refused(() -> Merging.review(over, new Change.Review("Well"), ITO))
                .contains("Completed"));
    }

    @Test
    void anActivityIsKnownByWhatItSaysAlsoInACopyThatRefersToOthers() {
        JsonObject here = json("""
                {"activity":[{"detail":{"status":"in-progress","description":"Walk","performer":[{"reference":"Practitioner/1"}]}}]}""");
        JsonObject copy = json("""
                {"activity":[{"detail":{"status":"completed","description":"Walk","performer":[{"reference":"https://a/fhir/Practitioner/1"}]}}]}""");
        assertEquals(
                Activity.of(here).getFirst().key(), Activity.of(copy).getFirst().key());
    }

    @Test
    void activitiesGoalsAndReviewsAreAddedWithWhoDidIt() {
        JsonObject added = Merging.add(
                PLAN,
                new Change.Add("Salt below 5 g", new Change.Performer("Patient", "The patient"), "2027-01-31"),
                json("{\"reference\":\"Patient/ada\",\"display\":\"The patient\"}"),
                "new",
                RUIZ);
        Activity last = Activity.of(added).getLast();
        assertEquals("inew", last.key());
        assertEquals(
                List.of("The patient", "2027-01-31", "not-started"), List.of(last.who(), last.by(), last.status()));
        assertEquals("Ana Ruiz, Heart Center", last.progress().getFirst().author());

        JsonObject aimed = Merging.aimed(PLAN, "Goal/g", "No swelling");
        assertEquals(Set.of("g"), SharedPlan.of(aimed).goals());
        JsonObject goal = Merging.goal("g", "ada", List.of(), new Change.Aim("No swelling", ""), RUIZ);
        assertEquals("2026-11-28", goal.text("startDate"), "the day of the practice, not of UTC");
        assertTrue(goal.toString().contains("Ana Ruiz, Heart Center"), goal.toString());

        SharedPlan reviewed = SharedPlan.of(Merging.review(PLAN, new Change.Review("Goes on"), ITO));
        assertEquals("Goes on", reviewed.reviews().getFirst().text());
        assertEquals(List.of(), reviewed.notes());
    }

    @Test
    void theGoalOfAPlanThatIsMarkedIsMarkedToo() {
        JsonObject label = json("{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"PSY\"}");
        JsonObject goal = Merging.goal("g", "ada", List.of(label), new Change.Aim("Sleeps through", ""), RUIZ);
        assertEquals(
                label,
                goal.object("meta") == null
                        ? null
                        : goal.object("meta").objects("security").getFirst());
    }

    @Test
    void howAGoalStandsIsSaidAndTwoWhoContradictEachOtherAreTold() {
        JsonObject goal = Merging.goal("g", "ada", List.of(), new Change.Aim("No swelling", ""), ITO);
        JsonObject better = Merging.standing(goal, new Change.Standing("none", "improving", "Ankles thin"), RUIZ);
        SharedGoal read = SharedGoal.of(better);
        assertEquals("improving", read.stands());
        assertEquals("Improving: Ankles thin", read.notes().getLast().text());
        assertEquals("2026-11-28", better.text("statusDate"));
        assertEquals(
                "It is “Improving” meanwhile (Ana Ruiz, Heart Center).",
                refused(() -> Merging.standing(better, new Change.Standing("none", "worsening", ""), ITO)));
    }

    @Test
    void whoJoinsFromElsewhereIsInTheTeamAndNobodyWhomTheRecordRefersTo() {
        JsonObject team = json("{\"resourceType\":\"CareTeam\",\"id\":\"t\",\"status\":\"active\"}");
        JsonObject role = new Concept("Cardiologist", List.of()).json();
        JsonObject joined = Merging.joined(team, new Change.Join("Cardiologist"), role, RUIZ);
        assertTrue(!joined.toString().contains("Organization/"), joined.toString());
        assertTrue(refused(() -> Merging.joined(joined, new Change.Join("x"), role, RUIZ))
                .contains("already"));
        JsonObject left = Merging.left(joined, RUIZ);
        assertEquals(
                "2026-11-28", Parts.text(left.objects("participant").getFirst().object("period"), "end"));
        assertTrue(refused(() -> Merging.left(left, RUIZ)).contains("not in this team"));
        assertEquals(
                2,
                Merging.joined(left, new Change.Join("x"), role, RUIZ)
                        .objects("participant")
                        .size());
    }

    @Test
    void aPlanGrowsNotWithoutEnd() {
        JsonObject plan = PLAN;
        for (int i = 0; i < Merging.MOST; i++) {
            plan = Merging.review(plan, new Change.Review("Well " + i), ITO);
        }
        JsonObject full = plan;
        assertTrue(refused(() -> Merging.review(full, new Change.Review("Once more"), ITO))
                .contains("new plan"));
    }

    @Test
    void aChangeComesOutOfItsPartsAsItWas() {
        for (Change change : List.of(
                new Change.Add("Walk", new Change.Performer("Patient", "The patient"), "2027-01-01"),
                new Change.Add("Walk", Change.Performer.NOBODY, ""),
                new Change.Step("i1", "not-started", "completed", "Well"),
                new Change.Aim("No swelling", "2027"),
                new Change.Standing("none", "achieved", ""),
                new Change.Review("Goes on"),
                new Change.Join("Dentist"),
                new Change.Leave())) {
            assertEquals(change, Change.Changes.of(change.parts()).orElseThrow());
            assertEquals(Map.of(), change.faults());
        }
        assertTrue(Change.Changes.of(Map.of("kind", "unheard")).isEmpty());
        assertEquals(
                1, new Change.Step("i1", "not-started", "unheard", "").faults().size());
        assertEquals(
                1, new Change.Step("i1", "completed", "completed", " ").faults().size());
        assertEquals(
                1,
                new Change.Aim("x".repeat(Change.LONGEST_NAME + 1), "").faults().size());
        assertEquals(
                1,
                new Change.Add("Walk", Change.Performer.NOBODY, "soon").faults().size());
    }

    @Test
    void aPersonInTheTeamsOfTwoOrganizationsIsListedOnce() {
        List<Teammate> folded = Teammate.folded(List.of(
                mate("Ana Ruiz", "Cardiologist", "", "npi|1"),
                mate("Rei Ito", "Family physician", "2027-01-01", "https://a/Practitioner/ito"),
                mate("A. Ruiz", "Case manager", "2027-01-01", "https://b/Practitioner/9", "npi|1")));
        assertEquals(
                List.of("Ana Ruiz", "Rei Ito"),
                folded.stream().map(Teammate::name).toList());
        Teammate ruiz = folded.getFirst();
        assertEquals(List.of("Cardiologist", "Case manager"), ruiz.roles());
        assertEquals("", ruiz.until(), "one of her places has no end");
        assertEquals(2, ruiz.places().size());
    }

    private static Teammate mate(String name, String role, String until, String... keys) {
        return new Teammate(
                name,
                List.of(role),
                "",
                "",
                "",
                until,
                Set.of(keys),
                List.of(new Teammate.Place("t" + name, Holder.US, until)));
    }
}

package org.throughline.care.entry.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughline.care.chart.Shelf;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** The sheets: what is typed comes back, and what the form does not know stays. */
class SheetsTest {
    private static final Author AUTHOR = new Author("Practitioner/1", "Dr. Ito");
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    static List<Sheet> sheets() {
        return Sheets.all();
    }

    private static Values filled(Sheet sheet) {
        Values values = sheet.blank();
        for (Field field : sheet.fields()) {
            String text = switch (field.kind()) {
                case CHOICE -> field.choices().getLast().code();
                case PAST, DAY -> "2024-05-06";
                case NUMBER -> "52";
                case TEXT, NOTE -> "Some words";
                // One of the questions is answered by a number.
                case WORDS -> "32";
            };
            Map<String, String> texts = new HashMap<>(values.texts());
            texts.put(
                    field.name(),
                    field.name().equals("udi") ? "(01)00844588003288(17)141120(10)7654321D(21)10987654D321" : text);
            values = new Values(texts, values.concepts());
        }
        return values;
    }

    private static JsonObject stored(Sheet sheet) {
        return sheet.change(sheet.begun("p", AUTHOR, NOW), filled(sheet));
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void whatIsTypedComesBack(Sheet sheet) {
        Values read = sheet.read(stored(sheet));
        for (Field field : sheet.fields()) {
            assertEquals(filled(sheet).text(field.name()), read.text(field.name()), sheet.key() + " " + field.name());
        }
        assertEquals(Map.of(), sheet.faults(read, "2026-11-26"));
        assertEquals(sheet.type(), stored(sheet).text("resourceType"));
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void savingWithoutAChangeChangesNothing(Sheet sheet) {
        JsonObject stored = stored(sheet);
        assertEquals(stored.toString(), sheet.change(stored, sheet.read(stored)).toString());
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void anEmptyFormSaysWhatIsMissing(Sheet sheet) {
        assertFalse(sheet.faults(Values.of(), "2026-11-26").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void aGroupOfTheChartShowsIt(Sheet sheet) {
        assertTrue(Shelf.ofGroup(sheet.key()).isPresent(), sheet.key());
    }

    @Test
    void whatTheFormDoesNotKnowStays() {
        JsonObject mother = JsonReader.readObject("""
                {"resourceType":"FamilyMemberHistory","status":"partial","patient":{"reference":"Patient/p"},"name":"Eva",
                 "relationship":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH"}],"text":"mum"},
                 "deceasedDate":"2001","condition":[{"code":{"text":"Gout"},"onsetString":"young"},{"code":{"text":"Asthma"}}]}""".getBytes(UTF_8));
        Sheet family = new FamilySheet();
        assertEquals("yes", family.read(mother).text("died"));
        JsonObject changed =
                family.change(mother, Values.of("who", "MTH", "illness", "Gout", "died", "yes", "note", "seen"));
        assertTrue(
                changed.toString().contains("\"Asthma\"") && changed.toString().contains("\"mum\""),
                changed.toString());
        assertTrue(changed.toString().contains("\"deceasedDate\":\"2001\"")
                && changed.toString().contains("young"));
    }

    @Test
    void thePlanKeepsItsActivitiesAndTheGoalWhatWasSaidOfIt() {
        JsonObject plan = JsonReader.readObject("""
                {"resourceType":"CarePlan","status":"active","intent":"plan","title":"Heart","description":"Live well",
                 "goal":[{"reference":"Goal/1"}],"note":[{"authorString":"Ito","text":"Reviewed"}],
                 "activity":[{"id":"a","progress":[{"time":"2026-11-26T10:00:00Z","text":"Well"}],
                  "detail":{"status":"in-progress","description":"Walk"}}]}""".getBytes(UTF_8));
        Sheet sheet = new PlanSheet();
        JsonObject changed = sheet.change(plan, Values.of("title", "Heart failure", "what", "", "status", "on-hold"));
        for (String kept : List.of("activity", "goal", "note")) {
            assertEquals(plan.get(kept), changed.get(kept));
        }
        assertEquals(Map.of(), sheet.faults(Values.of("title", "Heart", "status", "active"), "2026-11-26"));

        JsonObject goal = JsonReader.readObject("""
                {"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"No swelling"},
                 "achievementStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/goal-achievement",
                  "code":"improving","display":"Improving"}],"text":"Better"},
                 "note":[{"authorString":"Ito","time":"2026-11-26T10:00:00Z","text":"Ankles thin"}]}""".getBytes(UTF_8));
        Sheet goals = new GoalSheet();
        assertEquals("", goals.read(goal).text("note"), "what somebody has said is not the form's");
        JsonObject noted = goals.change(
                goal, Values.of("what", "No swelling", "status", "active", "achieved", "improving", "note", "Of both"));
        assertEquals(2, noted.objects("note").size());
        assertTrue(noted.toString().contains("Ankles thin") && noted.toString().contains("Better"), noted.toString());
        JsonObject emptied = goals.change(
                noted, Values.of("what", "No swelling", "status", "active", "achieved", "improving", "note", ""));
        assertEquals(goal.get("note"), emptied.get("note"));
    }

    @Test
    void aLabelOfADeviceIsReadByItsParts() {
        Udi label = Udi.read("(01)00844588003288(17)141120(10)7654321D(21)10987654D321")
                .orElseThrow();
        assertEquals(new Udi("00844588003288", "7654321D", "10987654D321", "", "2014-11-20"), label);
        assertEquals(
                "2025-02-28",
                Udi.read("(01)00844588003288(17)250200").orElseThrow().expires());
        for (String wrong : List.of(
                "(01)00844588003289",
                "(17)141120",
                "(01)00844588003288(17)141320",
                "00844588003288",
                "(01)00844588003288 x")) {
            assertEquals(Optional.empty(), Udi.read(wrong), wrong);
        }
    }

    @Test
    void anAnswerInWeeksIsANumberWithItsUnit() {
        Values values = Values.of("what", "Gestational age at birth", "answer", "32", "when", "2024");
        JsonObject stored = CircumstanceSheet.SOCIAL.change(CircumstanceSheet.SOCIAL.begun("p", AUTHOR, NOW), values);
        assertTrue(stored.toString().contains("\"valueQuantity\":{\"value\":32,\"unit\":\"wk\""), stored.toString());
        assertEquals("32", CircumstanceSheet.SOCIAL.read(stored).text("answer"));
        Values words = Values.of("what", "Gestational age at birth", "answer", "early", "when", "2024");
        assertTrue(CircumstanceSheet.SOCIAL.faults(words, "2026-11-26").containsKey("answer"));
    }

    @Test
    void aPastDayCannotBeInTheFuture() {
        assertEquals(
                "This day is in the future.",
                new ProcedureSheet()
                        .faults(Values.of("what", "Appendectomy", "when", "2027"), "2026-11-26")
                        .get("when"));
    }
}

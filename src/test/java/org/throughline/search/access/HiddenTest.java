package org.throughline.search.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.RecordSettings;
import org.throughline.record.Target;
import org.throughline.search.SearchFixture;

/** What is hidden is answered as what is not there, word for word. */
class HiddenTest {
    private static final SearchFixture FIXTURE = new SearchFixture(RecordSettings.DEFAULT);
    private static final Caller CLINICIAN = clinician();

    private static Caller clinician() {
        return new Caller(
                "account/1",
                "Dr. Lee",
                new Rights(
                        Purpose.TREAT,
                        Set.of(Judge.address("Practitioner/lee")),
                        Set.of(),
                        Set.of("ETH"),
                        List.of(Grant.of(Set.of(Grant.ANY), EnumSet.allOf(Interaction.class), Reach.TREATED)),
                        Set.of(),
                        true));
    }

    @BeforeAll
    static void onePatientOfTheCliniciansAndOneThatIsNot() {
        FIXTURE.store(
                "{'resourceType':'Practitioner','id':'lee'}",
                "{'resourceType':'Patient','id':'own','generalPractitioner':[{'reference':'Practitioner/lee'}]}",
                "{'resourceType':'Patient','id':'foreign'}",
                "{'resourceType':'Encounter','id':'hidden','status':'finished','class':{'code':'AMB'},"
                        + "'subject':{'reference':'Patient/foreign'}}");
    }

    private static Failure refused(Intent intent) {
        return assertThrows(Failed.class, () -> write(CLINICIAN, intent)).failure();
    }

    private static void write(Caller caller, Intent intent) {
        FIXTURE.records.write(
                caller,
                List.of(intent),
                (at, outcomes, patients) -> Access.of(at, caller, Action.UPDATE, 0, "", 200, patients));
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Intent.Update update(String resource, Precondition precondition) {
        JsonObject json = json(resource);
        Target target = new Target.ById(String.valueOf(json.text("resourceType")), String.valueOf(json.text("id")));
        return new Intent.Update(target, () -> json, precondition, null);
    }

    private static String message(Failure failure, String id) {
        return failure.message().replace(id, "ID");
    }

    @Test
    void readingIt() {
        Failure hidden = assertThrows(Failed.class, () -> FIXTURE.records.read(CLINICIAN, "Encounter", "hidden"))
                .failure();
        Failure nothing = assertThrows(Failed.class, () -> FIXTURE.records.read(CLINICIAN, "Encounter", "nothing"))
                .failure();
        assertEquals(message(nothing, "nothing"), message(hidden, "hidden"));
        assertInstanceOf(Failure.NotFound.class, hidden);
    }

    @Test
    void referringToIt() {
        String observation = "{'resourceType':'Observation','status':'final','code':{'text':'x'},"
                + "'subject':{'reference':'Patient/own'},'encounter':{'reference':'Encounter/%s'}}";
        Failure hidden =
                refused(new Intent.Create("Observation", () -> json(observation.formatted("hidden")), null, null));
        Failure nothing =
                refused(new Intent.Create("Observation", () -> json(observation.formatted("nothing")), null, null));
        assertEquals(message(nothing, "nothing"), message(hidden, "hidden"));
        assertInstanceOf(Failure.Invalid.class, hidden);
    }

    @Test
    void writingOverIt() {
        String encounter = "{'resourceType':'Encounter','id':'%s','status':'finished','class':{'code':'AMB'},"
                + "'subject':{'reference':'Patient/own'}}";
        assertInstanceOf(Failure.Conflict.class, refused(update(encounter.formatted("hidden"), Precondition.NONE)));
        Precondition version = new Precondition.Version(1);
        assertEquals(
                message(refused(update(encounter.formatted("nothing"), version)), "nothing"),
                message(refused(update(encounter.formatted("hidden"), version)), "hidden"));
        assertEquals(
                "Patient/foreign",
                Judge.patient(FIXTURE.records
                        .bodies()
                        .open(Objects.requireNonNull(FIXTURE.records
                                .read(new Caller("all", "All", Rights.EVERYTHING), "Encounter", "hidden")
                                .body()))));
    }

    @Test
    void deletingIt() {
        write(CLINICIAN, new Intent.Delete(new Target.ById("Encounter", "hidden"), Precondition.NONE));
        assertEquals(
                1,
                FIXTURE.records
                        .read(new Caller("all", "All", Rights.EVERYTHING), "Encounter", "hidden")
                        .version());
    }

    @Test
    void labelsAndSourceStay() {
        FIXTURE.store("{'resourceType':'Observation','id':'marked','status':'final','code':{'text':'x'},"
                + "'subject':{'reference':'Patient/own'},'meta':{'source':'urn:lab','security':[{'system':"
                + "'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]}}");
        String plain = "{'resourceType':'Observation','id':'marked','status':'amended','code':{'text':'x'},"
                + "'subject':{'reference':'Patient/own'}%s}";
        write(CLINICIAN, update(plain.formatted(""), Precondition.NONE));
        JsonObject now = FIXTURE.records
                .bodies()
                .open(Objects.requireNonNull(
                        FIXTURE.records.read(CLINICIAN, "Observation", "marked").body()));
        assertEquals(Set.of("ETH"), Judge.labels(now));
        assertEquals("urn:lab", Objects.requireNonNull(now.object("meta")).text("source"));
        assertInstanceOf(
                Failure.Forbidden.class,
                refused(update(plain.formatted(",'meta':{'source':'urn:other'}"), Precondition.NONE)));
        assertInstanceOf(
                Failure.Forbidden.class,
                refused(update(plain.formatted(",'meta':{'security':[{'code':'R'}]}"), Precondition.NONE)));
    }

    @Test
    void sensitiveCodesAreMarked() {
        FIXTURE.store("{'resourceType':'Condition','id':'use','subject':{'reference':'Patient/own'},'code':{'coding':["
                + "{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'F11.20'}]}}");
        assertEquals(
                List.of("use"),
                FIXTURE.page(CLINICIAN, "Condition?_security=ETH").matches().stream()
                        .map(each -> each.id())
                        .toList());
        FIXTURE.store("{'resourceType':'Condition','id':'mood','subject':{'reference':'Patient/own'},'code':{'coding':["
                + "{'system':'http://snomed.info/sct','code':'35489007'}]}}");
        assertThrows(Failed.class, () -> FIXTURE.records.read(CLINICIAN, "Condition", "mood"));
    }
}

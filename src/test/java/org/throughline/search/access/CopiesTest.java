package org.throughline.search.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Outside;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Copies;
import org.throughline.record.Copy;
import org.throughline.record.HistoryQuery;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.RecordSettings;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchFixture;

/** What others hold about our patients is kept beside our own, found only when it is asked for, and withdrawn whole. */
class CopiesTest {
    private static final Copy.Origin HOSPITAL = new Copy.Origin(1);
    private static final Copy.Origin LAB = new Copy.Origin(2);
    private static final Set<Long> US = Set.of(Address.of("Organization", "us"));
    private static final String THERE = "&_source:below=https://hospital.example/fhir";

    private final SearchFixture fixture = new SearchFixture(RecordSettings.DEFAULT);
    private final Copies copies = fixture.records.copies();
    private final Caller clinician = caller(Purpose.TREAT, Outside.IF_ASKED, Reach.TREATED, "Practitioner/lee");

    private static Caller caller(Purpose purpose, Outside outside, Reach reach, String actor) {
        return new Caller(
                "account/1",
                "Dr. Lee",
                new Rights(
                        purpose,
                        Set.of(Judge.address(actor)),
                        Set.of(),
                        Set.of(),
                        List.of(Grant.of(Set.of(Grant.ANY), EnumSet.allOf(Interaction.class), reach)),
                        Set.of(),
                        true,
                        outside,
                        Set.of()));
    }

    @BeforeEach
    void aPatientOfOursWithOneResult() {
        fixture.store(
                "{'resourceType':'Practitioner','id':'lee'}",
                "{'resourceType':'Practitioner','id':'other'}",
                "{'resourceType':'Patient','id':'ana','generalPractitioner':[{'reference':'Practitioner/lee'}]}",
                "{'resourceType':'Observation','id':'own','status':'final','code':{'coding':[{'system':'http://loinc.org','code':'4548-4'}]},"
                        + "'subject':{'reference':'Patient/ana'}}");
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Copy observation(String id, int version, String more) {
        return new Copy(
                "Observation",
                id,
                version,
                Instant.parse("2026-01-02T03:04:05Z"),
                json(
                        ("{'resourceType':'Observation','id':'%s','meta':{'versionId':'%d','lastUpdated':'2026-01-02T03:04:05Z',"
                                        + "'source':'https://hospital.example/fhir/Observation/%s'%s},'status':'final',"
                                        + "'code':{'coding':[{'system':'http://loinc.org','code':'4548-4'}]},'subject':{'reference':'Patient/ana'}}")
                                .formatted(id, version, id, more)));
    }

    private Copies.Taken take(Copy.Origin origin, Copy... these) {
        return copies.change(
                (keeping, connection) -> keeping.take(origin, Address.of("Patient", "ana"), US, Arrays.asList(these)));
    }

    private Set<String> found(Caller caller, String more) {
        return Set.copyOf(fixture.page(caller, "Observation?patient=ana&code=4548-4" + more).matches().stream()
                .map(Stored::id)
                .toList());
    }

    @Test
    void ownReadsSearchesAndHistoriesKnowNothingOfThem() {
        take(HOSPITAL, observation("theirs", 3, ""));
        assertEquals(Set.of("own"), found(clinician, ""));
        assertEquals(Set.of("own"), found(new Caller("all", "All", Rights.EVERYTHING), ""));
        assertThrows(Failed.class, () -> fixture.records.read(clinician, "Observation", "theirs"));
        assertThrows(Failed.class, () -> fixture.records.readVersion(clinician, "Observation", "theirs", 3));
        assertEquals(List.of("own"), fixture.all("Observation?_sort=_id"));
        assertEquals(
                Long.valueOf(1),
                fixture.page(new Caller("all", "All", Rights.EVERYTHING), "Observation?_summary=count")
                        .total());
        assertEquals(
                4,
                fixture.records
                        .history(clinician.withOutside(), new HistoryQuery(null, null, null, null, 100, null))
                        .versions()
                        .size());
    }

    @Test
    void whoTreatsThePatientFindsThemByWhereTheyCameFrom() {
        take(HOSPITAL, observation("theirs", 3, ""));
        assertEquals(Set.of("theirs"), found(clinician, THERE));
        assertEquals(Set.of("own", "theirs"), found(clinician.withOutside(), ""));
        assertEquals(
                "https://hospital.example/fhir/Observation/theirs",
                Objects.requireNonNull(body(clinician, "theirs").object("meta")).text("source"));
        assertEquals(
                Set.of(), found(caller(Purpose.TREAT, Outside.IF_ASKED, Reach.TREATED, "Practitioner/other"), THERE));
    }

    private JsonObject body(Caller caller, String id) {
        return fixture.records
                .bodies()
                .open(Objects.requireNonNull(fixture.records
                        .read(caller.withOutside(), "Observation", id)
                        .body()));
    }

    @Test
    void programsAndWhoIsOfAnotherOrganizationNeverSeeThem() {
        take(HOSPITAL, observation("theirs", 3, ""));
        Caller program = caller(Purpose.TREAT, Outside.NEVER, Reach.EVERYONE, "Organization/clinic");
        assertEquals(Set.of(), found(program, THERE));
        assertEquals(Set.of("own"), found(program.withOutside(), ""));
    }

    @Test
    void nothingIsAppliedTwiceOrOutOfOrder() {
        assertEquals(1, take(HOSPITAL, observation("theirs", 3, "")).changed());
        assertEquals(0, take(HOSPITAL, observation("theirs", 3, "")).changed());
        assertEquals(0, take(HOSPITAL, observation("theirs", 2, "")).changed());
        assertEquals(1, take(HOSPITAL, observation("theirs", 5, "")).changed());
        assertEquals(
                "5",
                Objects.requireNonNull(body(clinician, "theirs").object("meta")).text("versionId"));
        assertEquals(0L, fixture.count("SELECT count(*) FROM history WHERE origin <> 0"));
    }

    @Test
    void anotherOriginCannotTakeItsPlace() {
        take(HOSPITAL, observation("theirs", 3, ""));
        assertEquals(1, take(LAB, observation("theirs", 9, "")).refused().size());
        assertEquals(1, take(LAB, observation("own", 9, "")).refused().size());
        assertEquals(
                "3",
                Objects.requireNonNull(body(clinician, "theirs").object("meta")).text("versionId"));
    }

    @Test
    void whatIsWithdrawnIsGoneWithAllByWhichItWasFound() {
        take(HOSPITAL, observation("one", 1, ""), observation("two", 1, ""));
        take(LAB, observation("labs", 1, ""));
        int gone = copies.change((keeping, connection) -> keeping.withdraw(HOSPITAL, Address.of("Patient", "ana")));
        assertEquals(2, gone);
        assertEquals(Set.of("own", "labs"), found(clinician.withOutside(), ""));
        long address = Address.of("Observation", "one");
        assertEquals(
                0L,
                fixture.count("SELECT (SELECT count(*) FROM term WHERE resource = " + address
                        + ") + (SELECT count(*) FROM resource WHERE resource = " + address + ")"));
        assertEquals(0L, fixture.count("SELECT coalesce(sum(delta), 0) FROM tally WHERE origin = 1"));
        int dropped = copies.change((keeping, connection) ->
                keeping.drop(LAB, List.of(Address.of("Observation", "labs"), Address.of("Observation", "own"))));
        assertEquals(1, dropped);
        assertEquals(Set.of("own"), found(clinician.withOutside(), ""));
    }

    @Test
    void nobodyChangesThemOrRestsOnThem() {
        take(HOSPITAL, observation("theirs", 3, ""));
        JsonObject changed = json("{'resourceType':'Observation','id':'theirs','status':'amended','code':{'text':'x'},"
                + "'subject':{'reference':'Patient/ana'}}");
        assertInstanceOf(
                Failure.Conflict.class,
                refused(new Intent.Update(
                        new Target.ById("Observation", "theirs"), () -> changed, Precondition.NONE, null)));
        JsonObject resting = json("{'resourceType':'Observation','status':'final','code':{'text':'x'},"
                + "'subject':{'reference':'Patient/ana'},'hasMember':[{'reference':'Observation/theirs'}]}");
        assertInstanceOf(Failure.Invalid.class, refused(new Intent.Create("Observation", () -> resting, null, null)));
    }

    private Failure refused(Intent intent) {
        Caller asking = clinician.withOutside();
        return assertThrows(
                        Failed.class,
                        () -> fixture.records.write(
                                asking,
                                List.of(intent),
                                (at, outcomes, patients) -> Access.of(at, asking, Action.UPDATE, 0, "", 200, patients)))
                .failure();
    }

    private static Copy consent(String id, String provision) {
        return new Copy(
                "Consent",
                id,
                1,
                Instant.EPOCH,
                json(
                        ("{'resourceType':'Consent','id':'%s','meta':{'versionId':'1','lastUpdated':'2026-01-02T03:04:05Z'},'status':'active',"
                                        + "'scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],"
                                        + "'patient':{'reference':'Patient/ana'},'provision':%s}")
                                .formatted(id, provision)));
    }

    @Test
    void theirConsentsBindWhatCameFromThemAndNothingElse() {
        take(HOSPITAL, observation("theirs", 1, ""));
        take(LAB, observation("labs", 1, ""));
        take(HOSPITAL, consent("c", "{'type':'deny'}"));
        assertEquals(Set.of("own", "labs"), found(clinician.withOutside(), ""));
        take(HOSPITAL, consent("narrower", "{'type':'permit'}"));
        copies.change((keeping, connection) -> keeping.drop(HOSPITAL, List.of(Address.of("Consent", "c"))));
        assertEquals(Set.of("own", "theirs", "labs"), found(clinician.withOutside(), ""));
    }

    @Test
    void theirConsentMayNameUsOrSomebodyThere() {
        take(HOSPITAL, observation("theirs", 1, ""));
        take(
                HOSPITAL,
                consent(
                        "c",
                        "{'type':'deny','provision':[{'type':'permit','actor':[{'role':{'text':'x'},'reference':{'reference':'Organization/us'}}]}]}"));
        assertEquals(Set.of("own", "theirs"), found(clinician.withOutside(), ""));
        take(
                HOSPITAL,
                consent(
                        "d",
                        "{'type':'permit','provision':[{'type':'deny','actor':[{'role':{'text':'x'},'reference':{'reference':'Practitioner/nobody-here'}}]}]}"));
        assertEquals(Set.of("own", "theirs"), found(clinician.withOutside(), ""));
    }

    @Test
    void ourConsentsAndMarksBindThemToo() {
        take(
                HOSPITAL,
                observation(
                        "marked",
                        1,
                        ",'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PSY'}]"),
                observation("plain", 1, ""));
        assertEquals(Set.of("own", "plain"), found(clinician.withOutside(), ""));
        fixture.store(
                "{'resourceType':'Consent','id':'ours','status':'active','scope':{'coding':[{'code':'patient-privacy'}]},"
                        + "'category':[{'text':'x'}],'patient':{'reference':'Patient/ana'},'provision':{'type':'permit','provision':[{'type':'deny',"
                        + "'class':[{'system':'http://hl7.org/fhir/resource-types','code':'Observation'}]}]}}");
        assertEquals(Set.of(), found(clinician.withOutside(), ""));
    }

    @Test
    void whoTreatsThePatientThereTreatsNobodyHere() {
        Copy team = new Copy(
                "CareTeam",
                "team",
                1,
                Instant.EPOCH,
                json("{'resourceType':'CareTeam','id':'team','status':'active','subject':{'reference':'Patient/ana'},"
                        + "'participant':[{'member':{'reference':'Practitioner/other'}}]}"));
        assertEquals(1, take(HOSPITAL, team).changed());
        assertEquals(Set.of(), found(caller(Purpose.TREAT, Outside.IF_ASKED, Reach.TREATED, "Practitioner/other"), ""));
    }

    @Test
    void aPatientAboutWhomTheyChangedIsToBeLookedAtUntilThatIsSettled() {
        long ana = Address.of("Patient", "ana");
        take(HOSPITAL, observation("theirs", 3, ""));
        Copies.Changed first = changed().getFirst();
        assertEquals(List.of(first), changed());
        assertEquals(ana, first.patient());

        take(LAB, observation("labs", 1, ""));
        copies.settled(first);
        Copies.Changed second = changed().getFirst();
        assertEquals(ana, second.patient(), "what was changed meanwhile is still to be looked at");
        assertEquals(List.of(), copies.changed(ana, 10));

        Copies afterwards = fixture.records.copies(); // nothing is kept but what is stored
        afterwards.settled(second);
        take(HOSPITAL, observation("theirs", 3, ""));
        assertEquals(List.of(), changed(), "nothing has changed");

        copies.change((keeping, connection) -> keeping.withdraw(LAB, ana));
        assertEquals(ana, changed().getFirst().patient());
    }

    private List<Copies.Changed> changed() {
        return copies.changed(Long.MIN_VALUE, 10);
    }
}

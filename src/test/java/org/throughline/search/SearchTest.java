package org.throughline.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What a search finds, and what it refuses. */
class SearchTest {
    private static final SearchFixture FIXTURE = SearchSample.stored();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // token
                "Patient?gender=female; p1",
                "Patient?gender=http://hl7.org/fhir/administrative-gender|male; p2",
                "Patient?gender=|male; ''",
                "Patient?gender=male,female; p1 p2",
                "Patient?gender:not=male; p1",
                "Patient?identifier=http://mrn|1; p1",
                "Patient?identifier=1; p1 p2",
                "Patient?identifier=http://mrn|; p1",
                "Patient?identifier:of-type=http://t|MR|1; p1",
                "Patient?identifier:text=record; p1",
                "Patient?active=true; p1",
                "Patient?deceased=true; p2",
                "Patient?email=anna@example.org; p1",
                "Patient?email=555; ''",
                "Patient?phone=555; p1",
                "Patient?_tag=http://tags|demo; p2",
                "Patient?_profile=http://a.org/P/x; p2",
                "Patient?_profile:below=http://a.org/P; p2",
                "Patient?_id=p1,p2,p9; p1 p2",
                "Condition?code:text=diab; c1",
                "Condition?code:text=SUGAR; c1",
                "Observation?code:text=mood; ob4",
                "Observation?status:in=http://hl7.org/fhir/ValueSet/observation-status; ob1 ob2 ob3 ob4",
                "Observation?status:not-in=http://hl7.org/fhir/ValueSet/observation-status; ''",
                // string
                "Patient?family=akes; p1",
                "Patient?family:exact=Åkesson; p1",
                "Patient?family:exact=åkesson; ''",
                "Patient?name:contains=KESS; p1",
                "Patient?name=maria; p1",
                "Patient?address=lund; p1",
                "Patient?name=anna&birthdate=1980; p1",
                "Patient?family=nobody,berg; p2",
                // date
                "Patient?birthdate=1980-05; p1",
                "Patient?birthdate=1975; p2",
                "Patient?birthdate=1975-03; ''",
                "Patient?birthdate=ge1980-05-01; p1",
                "Patient?birthdate=gt1980-05-01; ''",
                "Patient?birthdate=lt1980; p2",
                "Patient?birthdate=ne1975; p1",
                "Encounter?date=2024-01; e1",
                "Encounter?date=sa2024-01-09; e1",
                "Encounter?date=sa2024-01-10; ''",
                "Encounter?date=eb2024-01-13; e1",
                "Encounter?date=gt2024-01-11; e1",
                "Observation?date=ge2024-02; ob2",
                "Observation?date=2023-05-05T06:00:00Z; ob3",
                "Observation?date:missing=true; ob4",
                "Observation?date:missing=false; ob1 ob2 ob3",
                // number and quantity
                "Observation?value-quantity=6.5; ob1",
                "Observation?value-quantity=gt6; ob1",
                "Observation?value-quantity=1000|http://unitsofmeasure.org|mg; ob2",
                "Observation?value-quantity=lt2|http://unitsofmeasure.org|g; ob2",
                "Observation?value-quantity=1||g; ob2",
                "Observation?value-quantity=ap7||%25; ob1",
                "Observation?component-value-quantity=gt100||mmHg; ob3",
                "Observation?component-value-quantity=gt100||mm[Hg]; ob3",
                // composite
                "Observation?component-code-value-quantity=http://loinc.org|8480-6$gt140; ob3",
                "Observation?component-code-value-quantity=8480-6$gt140; ob3",
                "Observation?component-code-value-quantity=8462-4$gt140; ''",
                "Observation?combo-code-value-quantity=http://loinc.org|4548-4$gt6; ob1",
                "Observation?code-value-quantity:missing=true; ob3 ob4",
                "Observation?code=http://loinc.org|4548-4&value-quantity=gt6; ob1",
                "Observation?code=4548-4,29463-7&value-quantity=lt5,gt6; ob1 ob2",
                "Observation?code=29463-7&value-quantity=gt6; ''",
                // reference
                "Observation?subject=Patient/p1; ob1 ob2",
                "Observation?patient=p1&code=http://loinc.org|4548-4; ob1",
                "Observation?patient=p1&status=final; ob1",
                "Observation?subject:Patient=p2; ob3",
                "Observation?subject=http://localhost/fhir/Patient/p2; ob3",
                "Observation?subject:identifier=http://mrn|9; ob4",
                "Observation?patient=p1,p2&status=final; ob1 ob3",
                "QuestionnaireResponse?questionnaire=http://a.org/q/long/one; qr",
                "QuestionnaireResponse?questionnaire=http://a.org/q/long/one|1.0; qr",
                "Questionnaire?url:below=http://a.org/q; q",
                "Questionnaire?url:above=http://a.org/q/long/one/more; q",
                "Questionnaire?url=http://a.org/q; ''",
                // chains
                "Observation?subject:Patient.name=anna; ob1 ob2",
                "Observation?patient.gender=male; ob3",
                "Observation?patient.gender:not=male; ob1 ob2",
                "Observation?encounter.participant:Practitioner.identifier=http://npi|77; ob2",
                "Observation?patient.organization.name=good; ob1 ob2",
                "Patient?_has:Observation:patient:code=http://loinc.org|4548-4; p1",
                "Patient?_has:Observation:patient:date=ge2024; p1",
                "Practitioner?_has:Encounter:practitioner:patient.family=akesson; dr",
                "Practitioner?_has:Observation:performer:patient._has:Condition:patient:code=44054006; dr",
                "Patient?_has:Encounter:patient:_has:Observation:encounter:status=amended; p1",
                "Organization?_has:Patient:organization:active=true; o1",
                // filters
                "Patient?_filter=gender eq male; p2",
                "Patient?_filter=name co \"kess\" and birthdate ge 1980; p1",
                "Patient?_filter=name eq nobody or (gender eq male and not(active eq true)); p2",
                "Patient?_filter=active pr true; p1",
                "Patient?_filter=gender ne male; p1",
                "Observation?_filter=patient.gender eq male or value-quantity gt 6&status=final; ob1 ob3",
                // lists and places
                "Observation?_list=l; ob1",
                "Location?near=55.6|13.0|30|km; lund",
                "Location?near=55.6|13.0|10000|m; ''",
                "Location?near=55.7|13.2; lund",
                "Location?address=lund; lund",
                "Patient?name=a; p1",
                // compartments and system
                "?_id=p1,c1&_type=Patient,Observation; p1",
                "Patient/p1/Observation; ob1 ob2",
                "Patient/p1/Observation?status=final; ob1",
                "Practitioner/dr/Observation; ob1",
                "?_id=p1,ob1; ob1 p1",
                "?_type=Patient,Observation&_id=p1,c1; p1",
                "?_tag=demo; p2",
            })
    void aSearchFindsJustWhatItShould(String url, String expected) {
        List<String> sought = expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1));
        assertEquals(sought, FIXTURE.all(url).stream().sorted().toList());
        SearchPage count = FIXTURE.page(url + (url.contains("?") ? "&" : "?") + "_summary=count");
        assertEquals(sought.size(), Objects.requireNonNull(count.total()));
    }

    @Test
    void aCompartmentOfAllTypesHoldsItsCentre() {
        assertEquals(
                List.of("c1", "e1", "ob1", "ob2", "p1"),
                FIXTURE.all("Patient/p1/*").stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient?birthdate=yesterday",
                "Patient?_count=-1",
                "Patient?_count=x",
                "Patient?name:upper=x",
                "Patient?name.family=x",
                "Patient?organization.nonsense=x",
                "Patient?_has:Observation:nonsense:code=x",
                "Patient?_has:Observation=x",
                "Patient?identifier=a|b|c",
                "Patient?gender=",
                "Patient?gender=a,,b",
                "Patient?gender=|",
                "Observation?value-quantity=abc",
                "Observation?value-quantity=1e99999999",
                "Observation?code-value-quantity=a",
                "Patient?active:missing=maybe",
                "Patient?_summary=all",
                "Patient?_total=some",
                "Observation?subject:Medication=x",
                "Patient?gender:in=http://unknown.org/vs",
                "Patient?nonsense=1",
                "Patient?_sort=nonsense",
                "Patient?_include=Patient:nonsense",
                "Patient?_id:exact=1",
                "Location?near=x|1",
                "Patient?_filter=gender",
                "Patient?_filter=(gender eq male",
                "Patient?_filter=name xx y",
                "Patient?_filter=nonsense eq 1",
                "Patient?_filter=name eq \"x",
                "Patient?_list=$current-allergies",
                "Observation?status:below=final"
            })
    void whatIsWrongIsRefusedByName(String url) {
        Failed failed = assertThrows(Failed.class, () -> FIXTURE.page(url));
        Failure.Malformed malformed = (Failure.Malformed) failed.failure();
        String parameter = url.substring(url.indexOf('?'), url.indexOf('='));
        assertEquals(parameter, malformed.issues().getFirst().element());
    }

    @Test
    void anUnknownParameterIsLeftOutWithAWarningUnlessTheSearchIsStrict() {
        SearchPage page = FIXTURE.database.read(connection -> FIXTURE.search.run(
                connection,
                SearchFixture.CALLER,
                SearchFixture.request("Patient?nonsense=1&gender=male&_sort=nope&_include=Patient:no", false)));
        assertEquals(List.of("p2"), SearchFixture.ids(page.matches()));
        assertEquals("gender=male", page.self());
        assertEquals(3, page.warnings().size());
    }

    @Test
    void aCallerSeesOnlyTheTypesThatAreGranted() {
        Caller limited = Caller.ofOperator("test", "Test", Scopes.parse("system/Observation.rs system/Encounter.rs"));
        assertEquals(
                2, FIXTURE.page(limited, "Observation?patient=p1").matches().size());
        assertEquals(0, FIXTURE.page(limited, "Patient?gender=male").matches().size());
        for (String leads : List.of(
                "Observation?patient.gender=male",
                "Encounter?_has:Observation:encounter:subject.gender=male",
                "Observation?_include=Observation:patient",
                "Encounter?_revinclude=Condition:encounter")) {
            Failed refused = assertThrows(Failed.class, () -> FIXTURE.page(limited, leads), leads);
            assertInstanceOf(Failure.Forbidden.class, refused.failure());
        }
        assertEquals(
                0,
                FIXTURE.page(limited, "Practitioner?_has:Encounter:practitioner:status=finished")
                        .matches()
                        .size());
        assertEquals(0, FIXTURE.page(limited, "Encounter?_include=*").includes().size());
        assertEquals(0L, FIXTURE.page(limited, "Patient?_summary=count").total());
    }

    @Test
    void whatIsDeletedIsNotFound() {
        SearchFixture own = new SearchFixture();
        own.store("{'resourceType':'Basic','id':'b','code':{'coding':[{'code':'x'}]}}");
        own.delete("Basic", "b");
        assertEquals(List.of(), own.all("Basic?code=x"));
        assertEquals(List.of(), own.all("Basic?_id=b"));
        assertEquals(List.of(), own.all("Basic"));
        assertEquals(0L, own.page("Basic?_summary=count").total());
    }

    @Test
    void aPlanCanBeSeen() {
        List<String> lines = FIXTURE.database.read(connection -> FIXTURE.search.explain(
                connection, SearchFixture.CALLER, SearchFixture.request("Observation?patient=p1&status=final", true)));
        assertTrue(lines.getFirst().startsWith("SELECT"));
        assertNotNull(lines.getLast());
    }
}

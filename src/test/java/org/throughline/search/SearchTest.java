package org.throughline.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.query.Target;

class SearchTest {
    private static final SearchFixture FIXTURE = new SearchFixture();

    @BeforeAll
    static void store() {
        FIXTURE.store("""
                {'resourceType':'Organization','id':'o1','name':'Good Health','identifier':[{'value':'org-1'}]}""", """
                {'resourceType':'Practitioner','id':'dr','name':[{'family':'Müller','given':['Zoë']}],
                 'identifier':[{'system':'http://npi','value':'77'}]}""", """
                {'resourceType':'Patient','id':'p1','active':true,'gender':'female','birthDate':'1980-05-01',
                 'name':[{'family':'Åkesson','given':['Anna','Maria'],'use':'official'}],
                 'identifier':[{'system':'http://mrn','value':'1',
                   'type':{'coding':[{'system':'http://t','code':'MR'}],'text':'Record number'}}],
                 'telecom':[{'system':'email','value':'anna@example.org'},{'system':'phone','value':'555'}],
                 'address':[{'city':'Lund','postalCode':'22100'}],
                 'managingOrganization':{'reference':'Organization/o1'},
                 'generalPractitioner':[{'reference':'Practitioner/dr'}]}""", """
                {'resourceType':'Patient','id':'p2','gender':'male','birthDate':'1975','deceasedBoolean':true,
                 'name':[{'family':'Berg','given':['Bo']}],'identifier':[{'system':'http://other','value':'1'}],
                 'meta':{'tag':[{'system':'http://tags','code':'demo'}],'profile':['http://a.org/P/x']}}""", """
                {'resourceType':'Encounter','id':'e1','status':'finished','class':{'code':'AMB'},
                 'subject':{'reference':'Patient/p1'},'period':{'start':'2024-01-10T10:00:00Z','end':'2024-01-12'},
                 'participant':[{'individual':{'reference':'Practitioner/dr'}}]}""", """
                {'resourceType':'Condition','id':'c1','code':{'coding':[{'system':'http://snomed.info/sct',
                 'code':'44054006','display':'Diabetes mellitus type 2'}],'text':'Sugar'},
                 'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical',
                  'code':'active'}]},
                 'subject':{'reference':'Patient/p1'},'onsetDateTime':'2020','encounter':{'reference':'Encounter/e1'}}""", """
                {'resourceType':'Observation','id':'ob1','status':'final','code':{'coding':[{'system':'http://loinc.org',
                 'code':'4548-4','display':'A1c'}]},'subject':{'reference':'Patient/p1'},
                 'effectiveDateTime':'2024-01-10','valueQuantity':{'value':6.50,'unit':'%','system':
                 'http://unitsofmeasure.org','code':'%'},'performer':[{'reference':'Practitioner/dr'}]}""", """
                {'resourceType':'Observation','id':'ob2','status':'amended','code':{'coding':[{'system':'http://loinc.org',
                 'code':'29463-7'}]},'subject':{'reference':'Patient/p1'},'effectivePeriod':{'start':'2024-03-01'},
                 'valueQuantity':{'value':1,'unit':'g','system':'http://unitsofmeasure.org','code':'g'},
                 'encounter':{'reference':'Encounter/e1'}}""", """
                {'resourceType':'Observation','id':'ob3','status':'final','code':{'coding':[{'system':'http://loinc.org',
                 'code':'85354-9'}]},'subject':{'reference':'Patient/p2'},'effectiveDateTime':'2023-05-05T08:00:00+02:00',
                 'component':[{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]},
                   'valueQuantity':{'value':150,'unit':'mmHg','system':'http://unitsofmeasure.org','code':'mm[Hg]'}},
                  {'code':{'coding':[{'system':'http://loinc.org','code':'8462-4'}]},
                   'valueQuantity':{'value':90,'unit':'mmHg','system':'http://unitsofmeasure.org','code':'mm[Hg]'}}]}""", """
                {'resourceType':'Observation','id':'ob4','status':'final','code':{'text':'Mood today'},
                 'subject':{'identifier':{'system':'http://mrn','value':'9'}},'valueString':'very good'}""", """
                {'resourceType':'Location','id':'lund','position':{'latitude':55.70,'longitude':13.19},
                 'address':{'line':['Lundagatan 1'],'city':'Lund'}}""", """
                {'resourceType':'List','id':'l','status':'current','mode':'working',
                 'entry':[{'item':{'reference':'Observation/ob1'}},{'item':{'reference':'Patient/p2'}}]}""", """
                {'resourceType':'ValueSet','id':'vs','url':'http://a.org/vs/one','status':'draft','version':'2'}""", """
                {'resourceType':'Questionnaire','id':'q','url':'http://a.org/q/long/one','status':'active'}""", """
                {'resourceType':'QuestionnaireResponse','id':'qr','status':'completed',
                 'questionnaire':'http://a.org/q/long/one|1.0','subject':{'reference':'Patient/p2'}}""");
    }

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
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient?_sort=birthdate; p2 p1",
                "Patient?_sort=-birthdate; p1 p2",
                "Patient?_sort=family; p1 p2",
                "Patient?_sort=gender,-_id; p1 p2",
                "Observation?_sort=date; ob3 ob1 ob2 ob4",
                "Observation?_sort=-date; ob2 ob1 ob3 ob4",
                "Observation?patient=p1&_sort=-date; ob2 ob1",
                "Observation?patient=p1&status=final,amended&_sort=date; ob1 ob2",
                "Observation?_sort=status,-date; ob2 ob1 ob3 ob4",
                "Observation?_sort=value-quantity,_id; ob1 ob2 ob3 ob4",
            })
    void resultsComeInTheOrderAskedForOnPagesOfAnySize(String url, String expected) {
        List<String> sought = List.of(expected.split(" ", -1));
        if (!url.contains("value-quantity")) {
            assertEquals(sought, FIXTURE.all(url));
        }
        for (int count = 1; count < 4; count++) {
            assertEquals(FIXTURE.all(url), FIXTURE.all(url + "&_count=" + count));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation",
                "Observation?status=final",
                "Observation?date=ge2023",
                "Observation?code:not=x",
                "Observation?patient.gender=female",
                "Patient?name=a,b",
                "Observation?status=final,amended"
            })
    void smallPagesGiveTheSameAsOneLarge(String url) {
        String more = url + (url.contains("?") ? "&" : "?");
        List<String> sorted = FIXTURE.all(url).stream().sorted().toList();
        assertEquals(sorted, FIXTURE.all(more + "_count=1").stream().sorted().toList());
        assertEquals(sorted, FIXTURE.all(more + "_count=2").stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Encounter?_id=e1&_include=Encounter:practitioner; dr",
                "Encounter?_id=e1&_include=Encounter:subject:Patient; p1",
                "Encounter?_id=e1&_include=Encounter:subject:Group; ''",
                "Encounter?_id=e1&_include=*; dr p1",
                "Encounter?_id=e1&_include=Encounter:subject&_include:iterate=Patient:organization; o1 p1",
                "Patient?_id=p1&_revinclude=Condition:subject; c1",
                "Patient?_id=p1&_revinclude=Observation:patient; ob1 ob2",
                "Patient?_id=p1&_revinclude=Encounter:*&_include:iterate=Encounter:practitioner; dr e1",
                "Patient?_id=p9&_revinclude=Encounter:*; ''",
            })
    void includesComeOnceBesideTheMatches(String url, String expected) {
        List<String> sought = expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1));
        assertEquals(
                sought,
                SearchFixture.ids(FIXTURE.page(url).includes()).stream()
                        .sorted()
                        .toList());
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
    void aTotalIsExactAndGivenWhenAsked() {
        assertEquals(4L, FIXTURE.page("Observation?_summary=count").total());
        assertEquals(4L, FIXTURE.page("Observation?_count=0").total());
        assertEquals(
                3L,
                FIXTURE.page("Observation?status=final&_total=accurate&_count=1")
                        .total());
        assertNull(FIXTURE.page("Observation?status=final&_count=1").total());
    }

    @Test
    void aLinkThatIsForgedOrFollowedElsewhereIsRefused() {
        SearchPage page = FIXTURE.page("Observation?_count=1");
        String link = Objects.requireNonNull(page.next());
        assertRefused(page.target(), (link.charAt(0) == 'A' ? "B" : "A") + link.substring(1));
        assertRefused(new Target.OfType("Patient"), link);
        assertRefused(new Target.OfSystem(List.of()), link);
    }

    private static void assertRefused(Target target, String link) {
        Failed failed = assertThrows(
                Failed.class,
                () -> FIXTURE.database.read(
                        connection -> FIXTURE.search.next(connection, SearchFixture.CALLER, target, link)));
        assertTrue(failed.failure() instanceof Failure.Malformed);
    }

    @Test
    void whatIsMadeOrChangedWhilePagingDoesNotAppearTwice() {
        SearchFixture own = new SearchFixture();
        for (int i = 0; i < 6; i++) {
            own.store("{'resourceType':'Basic','id':'b" + i + "','code':{'coding':[{'code':'x'}]}}");
        }
        SearchPage first = own.page("Basic?code=x&_count=2");
        own.store("{'resourceType':'Basic','id':'new','code':{'coding':[{'code':'x'}]}}");
        String changed = first.matches().getFirst().id();
        own.store("{'resourceType':'Basic','id':'" + changed
                + "','code':{'coding':[{'code':'x'}]},'subject':{'display':'?'}}");
        List<String> rest = new java.util.ArrayList<>(SearchFixture.ids(first.matches()));
        for (SearchPage page = first; page.next() != null; ) {
            page = own.next(page);
            rest.addAll(SearchFixture.ids(page.matches()));
        }
        assertEquals(
                List.of("b0", "b1", "b2", "b3", "b4", "b5"),
                rest.stream().sorted().toList());
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

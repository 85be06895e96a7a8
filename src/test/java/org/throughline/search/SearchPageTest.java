package org.throughline.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.query.Target;

/** Order, pages, what comes beside the matches, totals. */
class SearchPageTest {
    private static final SearchFixture FIXTURE = SearchSample.stored();

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
        List<String> rest = new ArrayList<>(SearchFixture.ids(first.matches()));
        for (SearchPage page = first; page.next() != null; ) {
            page = own.next(page);
            rest.addAll(SearchFixture.ids(page.matches()));
        }
        assertEquals(
                List.of("b0", "b1", "b2", "b3", "b4", "b5"),
                rest.stream().sorted().toList());
    }
}

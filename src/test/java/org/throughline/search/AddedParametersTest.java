package org.throughline.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.kernel.Failed;

class AddedParametersTest {
    private final SearchFixture fixture = new SearchFixture();
    private final AddedParameters posted =
            new AddedParameters(fixture.database, fixture.records, fixture.engines, Duration.ZERO);

    private static String patient(String id, String nickname) {
        return "{'resourceType':'Patient','id':'" + id + "','extension':[{'url':'http://a.org/nick','valueString':'"
                + nickname + "'}]}";
    }

    private static String parameter(String expression) {
        return "{'resourceType':'SearchParameter','id':'nick','url':'http://a.org/nick','name':'nick',"
                + "'status':'active','description':'x','code':'nick','base':['Patient'],'type':'string','expression':'"
                + expression + "'}";
    }

    private void finish() {
        posted.refresh();
        boolean more = true;
        while (more) {
            more = posted.step();
        }
    }

    @Test
    void aPostedParameterFindsWhatWasThereBeforeAndWhatComesAfter() {
        fixture.store(patient("before", "Bo"), patient("other", "Al"));
        fixture.store(parameter("Patient.extension.value.ofType(string)"));
        assertThrows(Failed.class, () -> fixture.page("Patient?nick=bo"));
        posted.refresh();
        assertThrows(Failed.class, () -> fixture.page("Patient?nick=bo"), "It is not done yet");
        fixture.store(patient("after", "Bob"));
        finish();
        assertEquals(
                List.of("after", "before"),
                fixture.all("Patient?nick=bo").stream().sorted().toList());
        AddedParameters.Status status = posted.status().getFirst();
        assertEquals("nick 1.0 true", status.id() + " " + status.part() + " " + status.done());
    }

    @Test
    void aParameterThatChangesOrGoesIsNotSearchedByAsItWas() {
        fixture.store(patient("p", "Bo"));
        fixture.store(parameter("Patient.extension.value.ofType(string)"));
        finish();
        fixture.store(parameter("Patient.extension.url"));
        finish();
        assertEquals(List.of(), fixture.all("Patient?nick=bo"));
        assertEquals(List.of("p"), fixture.all("Patient?nick=http:"));
        fixture.delete("SearchParameter", "nick");
        finish();
        assertThrows(Failed.class, () -> fixture.page("Patient?nick=http:"));
        assertTrue(posted.status().isEmpty());
    }

    @Test
    void aParameterThatCannotBeUsedIsOnlyStored() {
        fixture.store(parameter("Patient.((("));
        finish();
        assertThrows(Failed.class, () -> fixture.page("Patient?nick=x"));
        assertFalse(posted.step());
    }

    @Test
    void theWordsOfATypeAreFoundOnceWhatIsThereIsIndexed() {
        fixture.store("{'resourceType':'Basic','id':'b','code':{'text':'Fever and chills'}}");
        posted.findWordsOf(List.of("Basic"));
        assertThrows(Failed.class, () -> fixture.page("Basic?_content=fever"), "It is not done yet");
        finish();
        assertEquals(List.of("b"), fixture.all("Basic?_content=chills%20fever"));
        posted.findWordsOf(List.of());
        assertThrows(Failed.class, () -> fixture.page("Basic?_content=fever"));
    }

    @Test
    void aValueNamedAsInJsonIsUnderstood() {
        fixture.store(patient("p", "Bo"));
        fixture.store(parameter("Patient.extension.where(url.exists()).valueString"));
        finish();
        assertEquals(List.of("p"), fixture.all("Patient?nick=bo"));
    }
}

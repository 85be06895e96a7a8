package org.throughline.care.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.access.Scopes;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.SearchFixture;

/** Whether somebody is known, as one installation tells another. */
class MatchingTest {
    private static final SearchFixture RECORD = new SearchFixture();
    private static final Matching MATCHING = new Matching(RECORD.records, RECORD.searches());
    private static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);
    private static final String PIOTR =
            "'gender':'male','birthDate':'1970-03-02','name':[{'family':'Vandersloot','given':['Piotr']}]";
    private static final String PHONE = ",'telecom':[{'system':'phone','value':'617 310 2030'}]";

    @BeforeAll
    static void store() {
        RECORD.store("{'resourceType':'Patient','id':'piotr'," + PIOTR + PHONE + "}");
        RECORD.store(
                "{'resourceType':'Patient','id':'one','gender':'female','birthDate':'1981-12-30','name':[{'family':'O’Hara','given':['Maeve']}],'telecom':[{'system':'email','value':'maeve@ohara.net'}]}",
                "{'resourceType':'Patient','id':'two','gender':'female','birthDate':'1981-12-30','name':[{'family':'Ohara','given':['Maeve']}],'telecom':[{'system':'email','value':'maeve@ohara.net'}]}");
    }

    private static Matching.Known known(String content) {
        return MATCHING.known(CALLER, patient(content));
    }

    private static JsonObject patient(String content) {
        String json = ("{'resourceType':'Patient'," + content + "}").replace('\'', '"');
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneWhoIsCertainIsTold() {
        assertEquals(new Matching.Known.Certain("piotr"), known(PIOTR + PHONE));
    }

    @Test
    void nameAndBirthDateAreForAPersonToDecide() {
        assertEquals(new Matching.Known.Perhaps(List.of("piotr")), known(PIOTR));
    }

    @Test
    void twoWhoAreCertainAreForAPersonToDecide() {
        Matching.Known.Perhaps both = assertInstanceOf(
                Matching.Known.Perhaps.class,
                known("'gender':'female','birthDate':'1981-12-30','name':[{'family':'O’Hara','given':['Maeve']}],"
                        + "'telecom':[{'system':'email','value':'maeve@ohara.net'}]"));
        assertEquals(Set.of("one", "two"), Set.copyOf(both.patients()));
    }

    @Test
    void nobodyIsTold() {
        assertEquals(
                new Matching.Known.Nobody(),
                known("'gender':'male','birthDate':'1970-03-02','name':[{'family':'Smith','given':['John']}]"));
    }

    @Test
    void whoMayNotSearchPatientsLearnsNothing() {
        Caller other = Caller.ofOperator("token", "A lab", Scopes.parse("system/Observation.rs"));
        Failed refused = assertThrows(Failed.class, () -> MATCHING.known(other, patient(PIOTR + PHONE)));
        assertInstanceOf(Failure.Forbidden.class, refused.failure());
    }
}

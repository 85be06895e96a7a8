package org.throughline.care.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.fhir.definitions.R4;
import org.throughline.search.SearchFixture;

/** Who is called back for a check-up. */
class RecallsTest {
    private static final SearchFixture RECORD = new SearchFixture();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private static String patient(String id, String more) {
        return "{'resourceType':'Patient','id':'" + id + "','birthDate':'1950-01-02'" + more + "}";
    }

    @Test
    void whoHasDiedIsNeverCalledBack() {
        RECORD.store(
                patient("lives", ",'deceasedBoolean':false"),
                patient("died", ",'deceasedDateTime':'2025-03-04'"),
                patient("dead", ",'deceasedBoolean':true"));
        Recalls recalls = new Recalls(RECORD.records, RECORD.searches(), R4.types());
        RecallRule yearly = new RecallRule("", 0, "Yearly", "", "", 12, 0, 0, "", "", List.of());
        Caller caller = Caller.ofOperator("test", "Test", Scopes.parse("system/*.rs"));
        assertEquals(
                List.of("lives"),
                recalls.due(caller, yearly, TODAY).rows().stream()
                        .map(row -> row.person().id())
                        .toList());
    }
}

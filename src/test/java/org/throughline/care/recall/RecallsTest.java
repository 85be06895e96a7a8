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
        assertEquals(List.of("lives "), due("1950"));
    }

    @Test
    void whoHasWaitedLongestComesFirstAndWhoWasHereInTimeOrComesDoesNot() {
        for (String id : List.of("never", "long", "latest", "in-time", "comes")) {
            RECORD.store(patient(id, "").replace("1950", "1960"));
        }
        visit("long", "2024-05-06");
        visit("long", "2021-05-06");
        visit("latest", "2025-11-26");
        visit("in-time", "2022-01-02");
        visit("in-time", "2025-11-27");
        visit("comes", "2020-01-02");
        RECORD.store(
                "{'resourceType':'Appointment','id':'comes','status':'booked','start':'2026-12-01T09:00:00Z',"
                        + "'end':'2026-12-01T09:15:00Z','participant':[{'actor':{'reference':'Patient/comes'},'status':'accepted'}]}");
        assertEquals(List.of("never ", "long 2024-05-06", "latest 2025-11-26"), due("1960"));
    }

    private static void visit(String patient, String day) {
        RECORD.store(
                "{'resourceType':'Encounter','id':'" + patient + day + "','status':'finished','class':{'code':'AMB'},"
                        + "'subject':{'reference':'Patient/" + patient + "'},'period':{'start':'" + day
                        + "T09:00:00Z','end':'" + day
                        + "T09:20:00Z'}}");
    }

    /** Who is due among those who were born in a year, with the day of their last visit. */
    private static List<String> due(String born) {
        Recalls recalls = new Recalls(RECORD.records, RECORD.searches(), R4.types());
        int age = TODAY.getYear() - Integer.parseInt(born);
        RecallRule yearly = new RecallRule("", 0, "Yearly", "", "", 12, age, age, "", "", List.of(), "");
        Caller caller = Caller.ofOperator("test", "Test", Scopes.parse("system/*.rs"));
        return recalls.due(caller, yearly, TODAY).rows().stream()
                .map(row -> row.person().id() + " " + row.last())
                .toList();
    }
}

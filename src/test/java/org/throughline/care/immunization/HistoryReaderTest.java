package org.throughline.care.immunization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.immunization.patient.Shot;
import org.throughline.record.Copy;
import org.throughline.safety.patient.Pregnancy;
import org.throughline.safety.patient.Snapshot;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.vaccine.ObservationCodes;

/** Only what was certainly given, on a day that is certain, becomes a dose of the schedule. */
class HistoryReaderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final LocalDate BIRTH = LocalDate.of(2020, 2, 3);
    private static final HistoryReader READER = new HistoryReader(new ConditionsRead(
            ObservationCodes.shipped(),
            Catalogues.shipped().problems(),
            Catalogues.shipped().allergens(),
            code -> Set.of(),
            org.throughline.terminology.vaccine.AfterEffects.shipped()));
    private static final JsonObject PATIENT = json("{'resourceType':'Patient','birthDate':'" + BIRTH + "'}");

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Told read(List<JsonObject> immunizations) {
        Snapshot snapshot = new Snapshot(
                TODAY,
                BIRTH,
                null,
                Pregnancy.UNKNOWN,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return READER.read(
                PATIENT, snapshot, immunizations, List.of(), List.of(), List.of(), new Screening(Map.of(), TODAY));
    }

    /** Every mixture of status, precision of the date and code. */
    private static List<JsonObject> immunizations() {
        List<JsonObject> all = new ArrayList<>();
        for (String status : List.of("completed", "not-done", "entered-in-error")) {
            for (String date : List.of(
                    "2021",
                    "2021-05",
                    "2021-05-06",
                    "2022-01-02T03:04:05Z",
                    "2019-01-01",
                    "2027-01-01",
                    "2021-02-31",
                    "once")) {
                for (String cvx : List.of("3", "03", "10", "", "998")) {
                    String coding = cvx.isEmpty()
                            ? ""
                            : ",'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'" + cvx + "'}]";
                    all.add(json("{'resourceType':'Immunization','id':'i" + all.size() + "','status':'" + status
                            + "','occurrenceDateTime':'" + date + "','vaccineCode':{'text':'a vaccine'" + coding
                            + "}}"));
                }
            }
        }
        return all;
    }

    private static JsonObject dose(String id, String cvx, String text, String holder) {
        JsonObject dose = json("{'resourceType':'Immunization','id':'" + id + "','status':'completed',"
                + "'occurrenceDateTime':'2025-10-02','vaccineCode':{'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'"
                + cvx + "'}],'text':'" + text + "'}}");
        return holder.isEmpty()
                ? dose
                : dose.with("meta", JsonObject.of("tag", new JsonArray(List.of(Copy.tag(1, holder)))));
    }

    @Test
    void aDoseThatSeveralTellUnderDifferentCodesCountsOnceAsOursByTheMoreExact() {
        Told told = read(List.of(
                dose("x1-a", "140", "Influenza (Fluarix)", "Heart Center"),
                dose("own", "88", "influenza, unspecified", ""),
                dose("x1-b", "187", "Zoster (Shingrix)", "Heart Center")));

        assertEquals(
                List.of("Immunization/own 140", "Immunization/x1-b 187"),
                Objects.requireNonNull(told.history()).shots().stream()
                        .map(each -> each.id() + " " + each.cvx())
                        .toList());
        assertEquals(
                List.of("x1-a is own"),
                told.uncounted().stream()
                        .map(each -> each.dose().id() + " is " + each.as())
                        .toList());
    }

    @Test
    void nothingIsMadeCertainOnTheWay() {
        List<JsonObject> immunizations = immunizations();

        Told told = read(immunizations);

        List<Shot> shots = Objects.requireNonNull(told.history()).shots();
        Set<String> certain = Set.of("2021-05-06", "2022-01-02");
        for (Shot shot : shots) {
            assertTrue(certain.contains(shot.given().toString()), shot.toString());
            assertTrue(shot.cvx().length() > 1, shot.toString());
        }
        assertEquals(6, shots.size(), "two days and three codes, each once");
        long given = immunizations.stream()
                .filter(each -> "completed".equals(each.text("status")))
                .count();
        assertEquals(given, shots.size() + told.uncounted().size(), "every dose counts or is said not to");
    }
}

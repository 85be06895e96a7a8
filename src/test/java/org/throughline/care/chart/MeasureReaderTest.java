package org.throughline.care.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.search.SearchFixture;

/** What was measured over the years, whatever it is. */
class MeasureReaderTest {
    private static final SearchFixture RECORD = new SearchFixture();
    private static final ChartReader READER = new ChartReader(RECORD.records, RECORD.searches());
    private static final Caller ALL = caller("system/*.rs");

    @BeforeAll
    static void measured() {
        RECORD.store(
                "{'resourceType':'Patient','id':'p'}",
                loinc(
                        "newest",
                        "final",
                        "2025-03-01",
                        "718-7",
                        quantity("13.5", "g/dL", "g/dL")
                                + ",'referenceRange':[{'low':{'value':12,'unit':'g/dL'},'high':{'value':16}}]"),
                loinc("litre", "corrected", "2019-03-01", "718-7", quantity("121", "g/L", "g/L")),
                loinc("molar", "final", "2012-03-01", "718-7", quantity("8.1", "mmol/L", "mmol/L")),
                loinc("error", "entered-in-error", "2020-03-01", "718-7", quantity("1.35", "g/dL", "g/dL")),
                loinc(
                        "below",
                        "final",
                        "2018-03-01",
                        "718-7",
                        "'valueQuantity':{'value':3,'comparator':'<','unit':'g/dL','system':'http://unitsofmeasure.org','code':'g/dL'}"),
                loinc("clotted", "final", "2017-03-01", "718-7", "'valueString':'clotted'"),
                loinc(
                        "pressure",
                        "final",
                        "2025-01-01",
                        "85354-9",
                        "'component':[{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]},"
                                + quantity("130", "mmHg", "mm[Hg]") + "}]"),
                observation("score", "final", "2024-01-01", "{'text':'Falls score'}", "'valueInteger':3"),
                observation(
                        "other", "final", "2024-01-02", "{'text':'Falls score of the hospital'}", "'valueInteger':9"),
                observation(
                        "local",
                        "final",
                        "2024-01-01",
                        "{'coding':[{'system':'http://lab.example','code':'HB,1','display':'Local'}]}",
                        quantity("7", "U/L", "U/L")));
    }

    private static String loinc(String id, String status, String date, String code, String rest) {
        return observation(
                id,
                status,
                date,
                "{'coding':[{'system':'http://loinc.org','code':'" + code + "','display':'" + code + "'}]}",
                rest);
    }

    private static String observation(String id, String status, String date, String code, String rest) {
        return "{'resourceType':'Observation','id':'" + id + "','status':'" + status
                + "','subject':{'reference':'Patient/p'}," + "'effectiveDateTime':'" + date + "','code':" + code + ","
                + rest + "}";
    }

    private static String quantity(String value, String unit, String code) {
        return "'valueQuantity':{'value':" + value + ",'unit':'" + unit
                + "','system':'http://unitsofmeasure.org','code':'" + code + "'}";
    }

    private static Caller caller(String scopes) {
        return Caller.ofOperator("test", "Test", Scopes.parse(scopes));
    }

    private static MeasureHistory history(String key) {
        return READER.histories(ALL, "p", List.of(Measure.parse(key).orElseThrow()))
                .getFirst();
    }

    @Test
    void valuesAreToldInTheUnitOfTheNewestWhereThatMeansTheSame() {
        MeasureHistory haemoglobin = history("718-7");
        assertEquals(2, haemoglobin.lines().size());
        MeasureHistory.Line line = haemoglobin.lines().getFirst();
        assertEquals("g/dL", line.unit());
        assertEquals(
                List.of("newest", "litre", "below"),
                line.points().stream().map(MeasureHistory.Point::id).toList());
        assertEquals(12.1, line.points().get(1).value().doubleValue());
        assertEquals("121 g/L", line.points().get(1).reported());
        assertEquals("mmol/L", haemoglobin.lines().getLast().unit());
    }

    @Test
    void theRangeOfTheNewestIsTheBandAndABoundIsNoValue() {
        MeasureHistory.Line line = history("718-7").lines().getFirst();
        assertEquals("12", String.valueOf(line.low()));
        assertEquals("16", String.valueOf(line.high()));
        assertEquals("<", line.points().getLast().bound());
    }

    @Test
    void whatWasEnteredInErrorIsLeftOutAndCounted() {
        MeasureHistory history = history("718-7");
        assertEquals(new MeasureHistory.Left(1, 0, 1, 0), history.left());
        assertTrue(history.lines().getFirst().points().get(1).corrected());
    }

    @Test
    void aComponentIsAMeasureAndSoIsWhatHasOnlyWordsOrALocalCode() {
        assertEquals(1, history("8480-6").lines().getFirst().points().size());
        assertEquals("Systolic blood pressure", history("8480-6").title());
        assertEquals(
                List.of("score"),
                history("text:Falls score").lines().getFirst().points().stream()
                        .map(MeasureHistory.Point::id)
                        .toList());
        Measure local = READER.measures(ALL, "p").entrySet().stream()
                .filter(each -> each.getValue().equals("Local"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        assertEquals(1, history(local.key()).lines().size());
    }

    @Test
    void theMeasuresOfAChartAreThoseWithNumbers() {
        assertEquals(
                Set.of("718-7", "Systolic blood pressure", "Falls score", "Falls score of the hospital", "Local"),
                Set.copyOf(READER.measures(ALL, "p").values()));
    }

    @Test
    void whoMayNotSeeMeasurementsSeesNone() {
        Caller clerk = caller("system/Patient.rs");
        assertEquals(
                List.of(),
                READER.histories(clerk, "p", List.of(Measure.parse("718-7").orElseThrow())));
        assertEquals(Map.of(), READER.measures(clerk, "p"));
    }
}

package org.throughline.care.taking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Dosages;
import org.throughline.care.medication.DrugReader;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Reading;
import org.throughline.terminology.sig.SigReader;
import org.throughline.terminology.sig.SigWords;

/** The same drug under whatever name is one row; what differs in strength, way, how often or state never is. */
class FoldingTest {
    private static final Drugs DRUGS = Drugs.shipped();
    private static final SigReader SIGS = new SigReader();
    private static final KnownReader READER =
            new KnownReader(new DrugReader(DRUGS), SIGS, LocalDate.parse("2026-11-26"));
    private static final List<Product> COMMON = DRUGS.products().stream()
            .filter(each -> each.often() == 3 && each.published() != null)
            .toList();
    private static final long SEED = 20261126;
    private static final List<String> HOWS =
            List.of("1 bid", "1 tab bid", "1 daily", "2 daily", "1 tid 10d", "1 q8h prn");

    private static Known known(String type, String id, String name, String sig, String status) {
        Product product =
                new DrugReader(DRUGS).product(new Concept(name, List.of())).orElse(null);
        JsonObject resource = JsonReader.readObject(("{\"resourceType\":\"" + type + "\",\"id\":\"" + id
                        + "\",\"meta\":{\"versionId\":\"1\"},\"status\":\"" + status + "\",\"intent\":\"order\","
                        + "\"authoredOn\":\"2026-11-20\",\"medicationCodeableConcept\":{\"text\":\"" + name + "\"}}")
                .getBytes(StandardCharsets.UTF_8));
        String element = type.equals("MedicationStatement") ? "dosage" : "dosageInstruction";
        JsonObject dosed = product != null && SIGS.read(sig, product) instanceof Reading.Understood understood
                ? resource.with(element, Dosages.json(understood.sig(), each -> SigWords.of(each, product)))
                : resource;
        return READER.read(dosed, Map.of()).orElseThrow();
    }

    private static int rows(Known... known) {
        return Folding.rows(List.of(known)).size();
    }

    @Test
    void theSameUnderItsGenericNameABrandAndASaltIsOneRow() {
        assertEquals(
                1,
                rows(
                        known("MedicationRequest", "a", "metformin 500 mg tablet", "1 bid", "active"),
                        known("MedicationStatement", "b", "Glucophage 500 mg tablet", "1 tab bid", "active"),
                        known(
                                "MedicationRequest",
                                "c",
                                "metformin hydrochloride 500 MG Oral Tablet",
                                "500 mg bid",
                                "active")));
    }

    @Test
    void whatIsToldInWordsIsReadAsTheSame() {
        Known told = READER.read(JsonReader.readObject("""
                        {"resourceType":"MedicationStatement","id":"t","meta":{"versionId":"1"},"status":"active",
                        "medicationCodeableConcept":{"text":"metformin 500 mg tablet"},
                        "dosage":[{"text":"Take 1 tablet (500 mg) by mouth twice a day"}]}
                        """.getBytes(StandardCharsets.UTF_8)), Map.of())
                .orElseThrow();
        assertEquals(1, rows(told, known("MedicationRequest", "a", "metformin 500 mg tablet", "1 bid", "active")));
    }

    @Test
    void otherwiseTakenIsAnotherRow() {
        Known usual = known(
                "MedicationRequest",
                "a",
                "metoprolol succinate 50 mg extended-release tablet, 24-hour",
                "1 daily",
                "active");
        for (Known other : List.of(
                known(
                        "MedicationRequest",
                        "b",
                        "metoprolol succinate 100 mg extended-release tablet, 24-hour",
                        "1 daily",
                        "active"),
                known("MedicationRequest", "b", "metoprolol tartrate 50 mg tablet", "1 daily", "active"),
                known(
                        "MedicationRequest",
                        "b",
                        "metoprolol succinate 50 mg extended-release tablet, 24-hour",
                        "1 bid",
                        "active"),
                known(
                        "MedicationRequest",
                        "b",
                        "metoprolol succinate 50 mg extended-release tablet, 24-hour",
                        "1 daily",
                        "on-hold"),
                known(
                        "MedicationRequest",
                        "b",
                        "metoprolol succinate 50 mg extended-release tablet, 24-hour",
                        "1 daily",
                        "stopped"),
                known("MedicationRequest", "b", "metoprolol", "", "active"))) {
            assertEquals(2, rows(usual, other), other.name() + " " + other.how());
        }
    }

    @Test
    void aWordAboutAPrescriptionIsNoRow() {
        Known prescription = known("MedicationRequest", "a", "metformin 500 mg tablet", "1 bid", "active");
        Known word = READER.read(JsonReader.readObject("""
                        {"resourceType":"MedicationStatement","id":"w","meta":{"versionId":"1"},"status":"not-taken",
                        "medicationCodeableConcept":{"text":"metformin 500 mg tablet"},
                        "statusReason":[{"text":"Side effect"}],"derivedFrom":[{"reference":"MedicationRequest/a"}]}
                        """.getBytes(StandardCharsets.UTF_8)), Map.of())
                .orElseThrow();
        List<Row> rows = Folding.rows(List.of(prescription, word));
        assertEquals(1, rows.size());
        assertEquals(new Answered(Answered.How.NOT_TAKING, "Side effect", null), Answered.standing(rows.getFirst()));
    }

    @Test
    void noOtherProductFoldsAndTheOrderDoesNotMatter() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            Product one = any(random, COMMON);
            Product other = any(random, COMMON);
            String how = any(random, HOWS);
            Known first = known("MedicationRequest", "a", one.name(), how, "active");
            Known same = known("MedicationStatement", "b", String.valueOf(one.published()), how, "active");
            Known second = known("MedicationRequest", "c", other.name(), how, "active");
            assertEquals(1, rows(first, same), one.name());
            assertEquals(one.equals(other) ? 1 : 2, rows(first, second), one.name() + ", " + other.name());
            assertEquals(rows(first, same, second), rows(second, same, first));
        }
    }

    @Test
    void anotherDosageOrStateNeverFolds() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            Product product = any(random, COMMON);
            String how = any(random, HOWS);
            Known first = known("MedicationRequest", "a", product.name(), how, "active");
            Known second = known("MedicationRequest", "b", product.name(), any(random, HOWS), "active");
            assertEquals(
                    first.how().equals(second.how()) ? 1 : 2,
                    rows(first, second),
                    product.name() + ": " + first.how() + ", " + second.how());
            for (String status : List.of("on-hold", "stopped", "unknown")) {
                assertEquals(2, rows(first, known("MedicationRequest", "c", product.name(), how, status)));
            }
        }
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @Test
    void whatIsTypedOfWhatIsTakenBesidesIsReadBack() {
        TakingLine lines = new TakingLine(DRUGS);
        TakingLine.Candidate first = lines.read("ibuprofen 400 otc prn").getFirst();
        assertEquals("ibuprofen 400 mg tablet", first.name());
        assertEquals("as needed", first.how());
        assertEquals("OVER_THE_COUNTER", first.taking().origin().name());
        for (String line :
                List.of("ibuprofen 400 otc prn", "vitamin d 1000 daily", "st johns wort", "some herbal tea")) {
            for (TakingLine.Candidate each : lines.read(line)) {
                assertEquals(
                        each, lines.exact(each.line()).orElseThrow(), () -> "found again by its line: " + each.line());
            }
        }
        assertEquals(List.of(), lines.read("  "));
        assertEquals("kava kava", lines.read("kava kava").getLast().name());
    }
}

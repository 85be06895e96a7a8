package org.throughline.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * What is loaded.
 *
 * @param first hospitals and practitioners, to which the others refer; one after the other
 * @param patients a file per patient
 */
record Bundles(List<Path> first, List<Path> patients) {
    private static final String SAMPLE = "/org/throughline/demo/sample.ndjson.xz";

    /** The files of a folder as Synthea names them. */
    static Bundles of(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all =
                    files.filter(file -> name(file).endsWith(".json")).sorted().toList();
            return new Bundles(
                    all.stream().filter(Bundles::isFirst).toList(),
                    all.stream().filter(file -> !isFirst(file)).toList());
        }
    }

    /** The sample of the demonstration, a bundle a line, unpacked into a folder. */
    static Bundles sample(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var packed = Objects.requireNonNull(Bundles.class.getResourceAsStream(SAMPLE));
                var lines =
                        new BufferedReader(new InputStreamReader(new XZInputStream(packed), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String kind = line.contains("\"resourceType\":\"Patient\"") ? "patient" : "hospital";
                Files.writeString(folder.resolve("%s-%03d.json".formatted(kind, number++)), line);
            }
        }
        return of(folder);
    }

    /** Removes a folder and all in it. */
    static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }

    private static boolean isFirst(Path file) {
        return name(file).startsWith("hospital") || name(file).startsWith("practitioner");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}

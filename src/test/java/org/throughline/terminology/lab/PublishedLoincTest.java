package org.throughline.terminology.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonReader;
import org.throughline.terminology.Coding;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.imaging.Study;

/** Each LOINC code of the shipped catalogues is a published one, under the name that the catalogue gives. */
class PublishedLoincTest {
    private static final Path CODES = Path.of("../shared/data/labs/loinc_codes_from_vsac.tsv.gz");
    private static final Path MORE = Path.of("../shared/data/labs/lhncbc_loinc_units_ranges.json.gz");

    @Test
    void everyCodeIsPublishedUnderItsName() throws IOException {
        Assumptions.assumeTrue(Files.exists(CODES) && Files.exists(MORE), "LOINC's codes are not here");
        Map<String, String> published = published();
        List<String> wrong = new ArrayList<>();
        TreeSet<String> elsewhere = new TreeSet<>();
        codings().forEach(coding -> {
            String name = published.get(coding.code());
            if (name == null) {
                elsewhere.add(coding.code() + "\t" + coding.display());
            } else if (!name.equals(coding.display())) {
                wrong.add(coding + " is " + name);
            }
        });
        assertEquals(List.of(), wrong);
        assertEquals(String.join("\n", new TreeSet<>(reviewed())), String.join("\n", elsewhere));
    }

    private static Stream<Coding> codings() {
        return Stream.concat(
                Labs.shipped().all().stream().flatMap(lab -> lab.loinc().stream()),
                Imaging.shipped().all().stream().map(Study::loinc).flatMap(each -> each.stream()));
    }

    private static Map<String, String> published() throws IOException {
        Map<String, String> names = new HashMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(MORE))) {
            byte[] list = in.readAllBytes();
            String wrapped = "{\"all\":" + new String(list, UTF_8) + "}";
            JsonReader.readObject(wrapped.getBytes(UTF_8)).objects("all").forEach(each -> {
                String name = each.text("LONG_COMMON_NAME_LOINC");
                if (name != null) {
                    names.put(String.valueOf(each.text("LOINC_MERGED")), name);
                }
            });
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(CODES)), UTF_8))) {
            lines.lines().forEach(line -> {
                String[] fields = line.split("\t", -1);
                names.put(fields[0], fields[1]);
            });
        }
        assertTrue(names.size() > 30_000, "what was read is too little");
        return names;
    }

    private static List<String> reviewed() throws IOException {
        try (InputStream in =
                        Objects.requireNonNull(PublishedLoincTest.class.getResourceAsStream("reviewed-loinc.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}

package org.throughline.terminology.vital;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.Coding;

/** The codes of vital signs are LOINC's, under LOINC's names. */
class VitalCodesTest {
    private static final Path LIST = Path.of("../shared/data/labs/loinc_codes_from_vsac.tsv.gz");

    @Test
    void everyCodeHasItsPublishedName() throws IOException {
        Assumptions.assumeTrue(Files.exists(LIST), "LOINC's names are not here");
        Map<String, String> published = new HashMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(LIST))) {
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
                String[] fields = line.split("\t", -1);
                if (fields.length > 1) {
                    published.put(fields[0], fields[1]);
                }
            }
        }
        List<Coding> codings = new ArrayList<>(List.of(Vital.BLOOD_PRESSURE));
        Arrays.stream(Vital.values()).forEach(each -> codings.addAll(each.codings()));
        for (Coding coding : codings) {
            assertEquals(published.get(coding.code()), coding.display(), coding.code());
        }
    }
}

package org.throughline.terminology.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The codes of organisms and antibiotics are those that are published under their names. */
class CultureCodesTest {
    private static final Path LOINC = Path.of("../shared/data/labs/loinc_codes_from_vsac.tsv.gz");
    private static final Path PATIENT_SET =
            Path.of("../shared/data/problems/ValueSet-snomed-intl-gps-20200930.json.gz");
    private static final Cultures CULTURES = Cultures.shipped();

    private static String read(Path file) throws IOException {
        Assumptions.assumeTrue(Files.exists(file), "the codes are not here");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void everyAntibioticHasLoincsCodeOfItsSusceptibility() throws IOException {
        List<String> published = read(LOINC).toLowerCase(Locale.ROOT).lines().toList();
        List<String> wrong = CULTURES.antibiotics("").stream()
                .filter(each -> each.coding().stream()
                        .noneMatch(coding -> published.contains(coding.code() + "\t"
                                + each.name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace(" + ", "+")
                                        .replace(", high", ".high")
                                + " [susceptibility]")))
                .map(Cultures.Named::name)
                .toList();
        assertEquals(List.of(), wrong);
        assertEquals(43, CULTURES.antibiotics("").size());
    }

    @Test
    void everyOrganismWithACodeIsInTheGlobalPatientSetUnderItsGenus() throws IOException {
        String published = read(PATIENT_SET).replaceAll("\\s+", " ");
        List<String> wrong = CULTURES.organisms().stream()
                .filter(each -> each.coding()
                        .filter(coding -> {
                            int at = published.indexOf("\"code\" : \"" + coding.code() + "\"");
                            String genus = each.name().split("[ ,]", -1)[0];
                            return at < 0
                                    || !published
                                            .substring(at, Math.min(published.length(), at + 150))
                                            .contains(genus);
                        })
                        .isPresent())
                .map(Cultures.Named::name)
                .toList();
        assertEquals(List.of(), wrong);
    }
}

package org.throughline.terminology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.terminology.vaccine.ObservationCodes;
import org.throughline.terminology.vaccine.Vaccine;
import org.throughline.terminology.vaccine.Vaccines;

/** The codes of our vaccines are the published ones (../shared/data/imm; skipped without). */
class PublishedVaccinesTest {
    private static final Path PLACE = Path.of("../shared/data/imm");
    /** Newer than the published list that lies there. */
    private static final Set<String> NEWER = Set.of("334");

    /** Is in the CDC's own list of makers and not in that one. */
    private static final Set<String> OTHER_MAKERS = Set.of("MSP");

    private static Map<String, String> published(String file) throws Exception {
        Path path = PLACE.resolve(file);
        Assumptions.assumeTrue(Files.exists(path), "the published codes are not there: " + path);
        Map<String, String> names = new HashMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            JsonObject system = JsonReader.readObject(in.readAllBytes());
            system.objects("concept")
                    .forEach(
                            each -> names.put(String.valueOf(each.text("code")), String.valueOf(each.text("display"))));
        }
        return names;
    }

    @Test
    void everyVaccineHasTheCodeAndNameOfTheCdc() throws Exception {
        Map<String, String> cvx = published("CodeSystem-cvx.json.gz");
        for (Vaccine each : Vaccines.shipped().all()) {
            if (!NEWER.contains(each.cvx())) {
                assertEquals(cvx.get(each.cvx()), each.code().display(), each.name());
            }
        }
    }

    @Test
    void everyMakerHasACodeOfTheCdc() throws Exception {
        Map<String, String> mvx = published("CodeSystem-mvx.json.gz");
        for (Vaccine each : Vaccines.shipped().all()) {
            assertTrue(
                    each.mvx().isEmpty() || OTHER_MAKERS.contains(each.mvx()) || mvx.containsKey(each.mvx()),
                    each.name());
            assertEquals(each.mvx().isEmpty(), each.maker().isEmpty(), each.name());
        }
    }

    @Test
    void whatIsGivenSaysHowAndALiveOneIsLiveUnderEachName() {
        List<Vaccine> all = Vaccines.shipped().all();
        for (Vaccine each : all) {
            assertEquals(each.given(), !each.route().isEmpty(), each.name());
            all.stream()
                    .filter(other -> other.cvx().equals(each.cvx()))
                    .forEach(other -> assertEquals(each.live(), other.live(), each.name()));
        }
    }

    @Test
    void whatIsTypedFindsTheVaccine() {
        Vaccines vaccines = Vaccines.shipped();
        Map.of("tdap", "115", "boostrix", "115", "mmr", "03", "flu shot", "140", "prevnar 20", "216", "shingles", "187")
                .forEach((typed, cvx) ->
                        assertEquals(cvx, vaccines.find(typed, 1).getFirst().cvx(), typed));
    }

    @Test
    void theObservationsAreEachThereOnce() {
        List<String> codes = ObservationCodes.shipped().all().stream()
                .map(ObservationCodes.Line::code)
                .toList();
        assertEquals(codes.size(), Set.copyOf(codes).size());
        assertFalse(codes.isEmpty());
    }
}

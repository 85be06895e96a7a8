package org.throughline.safety.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.drug.Drugs;

class NdfRtPairsTest {
    private static final Path LIST = Path.of("../shared/data/ddi/ndfrt_va_ddi_2014.tsv.gz");
    private static final String HEAD = "nui\tlabel\tseverity\tnui1\trxcui1\tnui2\trxcui2\n";
    private static final Drugs DRUGS = Drugs.shipped();
    private static final LocalDate UNTIL = LocalDate.of(2027, 1, 1);

    @Test
    void aPairIsARuleThatDoesNotInterrupt() {
        NdfRtPairs pairs = read(HEAD + "N1\tMETRONIDAZOLE/WARFARIN\tCritical\tN2\t6922\tN3\t11289\n");
        InteractionRule rule = pairs.interactions().getFirst();
        assertEquals(Severity.CAUTION, rule.rule().severity());
        assertTrue(rule.a()
                .has(DRUGS.named("metronidazole").orElseThrow().ingredients().getFirst()));
        assertTrue(
                rule.b().has(DRUGS.named("Coumadin").orElseThrow().ingredients().getFirst()));
    }

    @Test
    void aLineWithoutACodeIsCountedAndNotGuessed() {
        NdfRtPairs pairs = read(HEAD + "N1\tHYPERICUM/CITALOPRAM\tCritical\tN2\t\tN3\t2556\n");
        assertEquals(1, pairs.unusable());
        assertEquals(0, pairs.interactions().size());
    }

    @Test
    void anotherFileIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> read("a\tb\n1\t2\n"));
    }

    @Test
    void thePublishedListIsRead() throws IOException {
        Assumptions.assumeTrue(Files.exists(LIST), "the list of NDF-RT is not here");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(LIST))) {
            NdfRtPairs pairs = NdfRtPairs.read(in.readAllBytes(), DRUGS, UNTIL);
            assertTrue(pairs.interactions().size() > 1_000, pairs.interactions().size() + " and " + pairs.unusable());
            Knowledge both = Knowledge.shipped().with(pairs);
            assertEquals(
                    Knowledge.shipped().interactions().size()
                            + pairs.interactions().size(),
                    both.interactions().size());
        }
    }

    private static NdfRtPairs read(String text) {
        return NdfRtPairs.read(text.getBytes(UTF_8), DRUGS, UNTIL);
    }
}

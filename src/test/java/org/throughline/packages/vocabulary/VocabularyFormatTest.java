package org.throughline.packages.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.kernel.Failed;

/** Releases of code systems in the forms of their publishers, with made-up codes. */
class VocabularyFormatTest {
    private static final String DESCRIPTIONS =
            "id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcase\n";
    private static final String RELATIONSHIPS =
            "id\teffectiveTime\tactive\tmoduleId\tsourceId\tdestinationId\tgroup\ttypeId\n";
    private static final String LOINC =
            "LOINC_NUM,COMPONENT,STATUS,CONSUMER_NAME,SHORTNAME,LONG_COMMON_NAME,DisplayName\n";

    @TempDir
    Path folder;

    static Path zip(Path folder, String name, Map<String, String> files) throws IOException {
        Path zip = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> each : files.entrySet()) {
                archive.putNextEntry(new ZipEntry(each.getKey()));
                archive.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    private static Vocabulary read(Path path) {
        try (Release release = Release.of(path)) {
            return VocabularyFormat.of(release).orElseThrow().read(release);
        }
    }

    private static Vocabulary.Entry entry(Vocabulary of, String code) {
        return of.entries().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    static String conso(String rxcui, String source, String kind, String name, String suppressed) {
        return rxcui + "|ENG||||||1|||" + "|" + source + "|" + kind + "|" + rxcui + "|" + name + "||" + suppressed
                + "|4096|\n";
    }

    @Test
    void rxNormHasItsOwnNamesAndWhatIsAKindOfWhat() throws IOException {
        Vocabulary read = read(zip(
                folder,
                "RxNorm_full_11022026.zip",
                Map.of(
                        "rrf/RXNCONSO.RRF",
                        conso("10", "RXNORM", "SY", "Madeupine tabs", "N")
                                + conso("10", "RXNORM", "SCD", "madeupine 5 MG Oral Tablet", "N")
                                + conso("10", "MTHSPL", "DP", "SOMETHING ELSE", "N")
                                + conso("11", "RXNORM", "SCDF", "madeupine Oral Tablet", "N")
                                + conso("12", "RXNORM", "BN", "Oldbrand", "O"),
                        "rrf/RXNREL.RRF",
                        "11||CUI|RO|10||CUI|isa|||RXNORM||||||\n")));

        assertEquals("http://www.nlm.nih.gov/research/umls/rxnorm", read.system());
        assertEquals("11022026", read.version());
        assertEquals("madeupine 5 MG Oral Tablet", entry(read, "10").display());
        assertEquals(List.of("Madeupine tabs"), entry(read, "10").terms());
        assertEquals(List.of("11"), entry(read, "10").parents());
        assertFalse(entry(read, "12").active());
        assertEquals(3, read.entries().size());
    }

    @Test
    void snomedHasNamesWithoutTagsAndOnlyWhatIsInForce() throws IOException {
        Vocabulary read = read(
                zip(
                        folder,
                        "SnomedCT_Made_20260301.zip",
                        Map.of(
                                "Snapshot/Terminology/sct2_Concept_Snapshot_INT_20260301.txt",
                                "id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId\n1001\t20260301\t1\tm\td\n1002\t20200101\t0\tm\td\n1003\t20200101\t1\tm\td\n",
                                "Snapshot/Terminology/sct2_Description_Snapshot-en_INT_20260301.txt",
                                DESCRIPTIONS
                                        + "1\t2\t1\tm\t1001\ten\t900000000000003001\tMade up disease (disorder)\tc\n"
                                        + "2\t2\t1\tm\t1001\ten\t900000000000013009\tInvented illness\tc\n"
                                        + "3\t2\t0\tm\t1001\ten\t900000000000013009\tOld name\tc\n"
                                        + "4\t2\t1\tm\t1002\ten\t900000000000003001\tGone (disorder)\tc\n"
                                        + "5\t2\t1\tm\t1003\ten\t900000000000003001\tDisease (disorder)\tc\n",
                                "Snapshot/Terminology/sct2_Relationship_Snapshot_INT_20260301.txt",
                                RELATIONSHIPS
                                        + "1\t2\t1\tm\t1001\t1003\t0\t116680003\n2\t2\t0\tm\t1002\t1003\t0\t116680003\n3\t2\t1\tm\t1001\t1003\t0\t363698007\n")));

        assertEquals("20260301", read.version());
        assertEquals("Made up disease", entry(read, "1001").display());
        assertEquals(List.of("Invented illness"), entry(read, "1001").terms());
        assertEquals(List.of("1003"), entry(read, "1001").parents());
        assertFalse(entry(read, "1002").active());
    }

    @Test
    void loincIsItsTableWithTheHierarchyBesideIt() throws IOException {
        Vocabulary read = read(
                zip(
                        folder,
                        "Loinc_2.81.zip",
                        Map.of(
                                "LoincTable/Loinc.csv",
                                LOINC
                                        + "\"1-1\",\"X\",\"ACTIVE\",\"\",\"X SerPl\",\"X, \"\"made up\"\", in Serum\",\"\"\n"
                                        + "\"2-2\",\"Y\",\"DEPRECATED\",\"\",\"\",\"Y in Urine\",\"\"\n",
                                "AccessoryFiles/ComponentHierarchyBySystem/ComponentHierarchyBySystem.csv",
                                "PATH_TO_ROOT,SEQUENCE,IMMEDIATE_PARENT,CODE,CODE_TEXT\n,1,,LP1-1,Chemistry\nLP1-1,1,LP1-1,1-1,X\n")));

        assertEquals("2.81", read.version());
        assertEquals("X, \"made up\", in Serum", entry(read, "1-1").display());
        assertEquals(List.of("LP1-1"), entry(read, "1-1").parents());
        assertFalse(entry(read, "2-2").active());
        assertEquals("Chemistry", entry(read, "LP1-1").display());
    }

    @Test
    void icd10CmCodesStandBelowTheLongestOfTheirBeginnings() throws IOException {
        String line = "%05d %-7s %s %-60s %s%n";
        Path file = folder.resolve("icd10cm-order-2027.txt");
        Files.writeString(
                file,
                line.formatted(1, "A00", "0", "Made", "Made up")
                        + line.formatted(2, "A001", "1", "Made 1", "Made up, one")
                        + line.formatted(3, "A001XX1", "1", "Made 1 first", "Made up, one, first time"));
        Vocabulary read = read(file);

        assertEquals("2027", read.version());
        assertEquals("Made up, one", entry(read, "A00.1").display());
        assertEquals(List.of("A00"), entry(read, "A00.1").parents());
        assertEquals(List.of("A00.1"), entry(read, "A00.1XX1").parents());
        assertTrue(entry(read, "A00").terms().contains("Made"));
    }

    @Test
    void cvxIsATextFile() throws IOException {
        Path file = folder.resolve("cvx.txt");
        Files.writeString(
                file,
                "999|Made up|made up vaccine, adult|note|Inactive|False|2026/01/01\n03|MMR|measles|n|Active|False|2020/01/01\n");
        Vocabulary read = read(file);

        assertEquals("made up vaccine, adult", entry(read, "999").display());
        assertFalse(entry(read, "999").active());
        assertTrue(entry(read, "03").active());
    }

    @Test
    void whatIsCutOffIsRefused() throws IOException {
        Path broken = zip(folder, "broken.zip", Map.of("RXNCONSO.RRF", "10|ENG|\n"));
        assertThrows(Failed.class, () -> read(broken));
        Path empty = zip(folder, "empty.zip", Map.of("RXNCONSO.RRF", ""));
        assertThrows(Failed.class, () -> read(empty));
        Path none = folder.resolve("none.zip");
        Files.writeString(none, "no archive");
        assertThrows(Failed.class, () -> Release.of(none));
    }
}

package org.throughline.terminology;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** Each code of the shipped lists is one that its publisher publishes, under the name that the list gives. */
class PublishedCodesTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final Path PATIENT_SET = DATA.resolve("problems/ValueSet-snomed-intl-gps-20200930.json.gz");
    private static final Path DIAGNOSES = DATA.resolve("problems/icd10cm-code-descriptions-FY2026.zip");
    private static final Path INGREDIENTS = DATA.resolve("drugs/allergy_substances_rxnorm_2024-06-25.tsv");

    /** Words that say nothing of what is meant, cut to five letters. */
    private static final Set<String> EMPTY = Set.of(
            "disea", "disor", "findi", "situa", "syndr", "unspe", "with", "other", "and", "not", "due", "the", "for",
            "infec", "chron", "acute", "initi", "encou", "witho", "perso", "histo", "abnor", "produ", "subst", "conta",
            "cause");

    private static final Catalogues SHIPPED = Catalogues.shipped();

    @Test
    void everySnomedCodeIsOfTheGlobalPatientSet() throws IOException {
        Assumptions.assumeTrue(Files.exists(PATIENT_SET), "SNOMED CT's Global Patient Set is not here");
        assertPublished(Coding.SNOMED, patientSet());
    }

    @Test
    void theConceptsHighUpInTheHierarchyAreOfTheGlobalPatientSet() throws IOException {
        Assumptions.assumeTrue(Files.exists(PATIENT_SET), "SNOMED CT's Global Patient Set is not here");
        Map<String, String> published = patientSet();
        assertEquals(
                List.of(),
                Rows.of(
                                org.throughline.terminology.vaccine.ProblemTree.class,
                                "hierarchy.tsv",
                                "snomed",
                                "name",
                                "weakens")
                        .stream()
                        .filter(row -> !row.text("name").equals(published.get(row.text("snomed"))))
                        .map(row -> row.text("snomed"))
                        .toList());
    }

    @Test
    void everyIcdCodeIsABillableOneOfTheYear() throws IOException {
        Assumptions.assumeTrue(Files.exists(DIAGNOSES), "ICD-10-CM is not here");
        assertPublished(Coding.ICD_10_CM, billable());
    }

    @Test
    void everyRxnormCodeIsOfAnIngredient() throws IOException {
        Assumptions.assumeTrue(Files.exists(INGREDIENTS), "RxNorm's ingredients are not here");
        Map<String, String> names = new HashMap<>();
        for (String line : Files.readAllLines(INGREDIENTS)) {
            String[] fields = line.split("\t", -1);
            names.put(fields[0], fields[1]);
        }
        assertPublished(Coding.RXNORM, names);
    }

    /** A name and a code that have no word in common may be a mistake: such pairs are looked at and listed. */
    @Test
    void whatSharesNoWordWithItsCodeWasLookedAt() throws IOException {
        Set<String> unlike = new TreeSet<>();
        for (Map.Entry<Entry, String> each : texts().entrySet()) {
            for (Coding coding : each.getKey().codings()) {
                Set<String> common = words(each.getValue());
                common.retainAll(words(coding.display()));
                if (common.isEmpty()) {
                    unlike.add(each.getKey().name() + "\t" + coding.code());
                }
            }
        }
        assertEquals(String.join("\n", reviewed()), String.join("\n", unlike));
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : Words.of(text)) {
            if (word.length() >= 3) {
                words.add(word.substring(0, Math.min(5, word.length())));
            }
        }
        words.removeAll(EMPTY);
        return words;
    }

    /** Each entry with its name and its synonyms, as the files have them. */
    private static Map<Entry, String> texts() throws IOException {
        Map<Entry, String> texts = new HashMap<>();
        texts.putAll(texts("problems.tsv", SHIPPED.problems()));
        texts.putAll(texts("allergens.tsv", SHIPPED.allergens()));
        texts.putAll(texts("reactions.tsv", SHIPPED.reactions()));
        return texts;
    }

    private static Map<Entry, String> texts(String file, Catalogue catalogue) throws IOException {
        Map<Entry, String> texts = new HashMap<>();
        for (String line : lines(file)) {
            String[] fields = line.split("\t", -1);
            catalogue
                    .named(fields[1])
                    .ifPresent(entry -> texts.put(entry, fields[1] + " " + fields[fields.length - 1]));
        }
        assertEquals(catalogue.entries().size(), texts.size());
        return texts;
    }

    private static Set<String> reviewed() throws IOException {
        return new TreeSet<>(lines("reviewed.tsv"));
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(PublishedCodesTest.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static void assertPublished(String system, Map<String, String> published) {
        assertTrue(published.size() > 500, "what was read is too little");
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (Catalogue each : List.of(SHIPPED.problems(), SHIPPED.allergens(), SHIPPED.reactions())) {
            for (Entry entry : each.entries()) {
                Coding coding = entry.coding(system).orElse(null);
                if (coding != null) {
                    looked++;
                    if (!coding.display().equals(published.get(coding.code()))) {
                        wrong.add(entry.name() + ": " + coding + " is " + published.get(coding.code()));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(looked > 100, "too few codes of " + system);
    }

    private static Map<String, String> patientSet() throws IOException {
        Map<String, String> names = new HashMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(PATIENT_SET))) {
            JsonObject set = JsonReader.readObject(in.readAllBytes());
            JsonObject compose = Objects.requireNonNull(set.object("compose"));
            for (JsonObject include : compose.objects("include")) {
                for (JsonObject concept : include.objects("concept")) {
                    names.put(String.valueOf(concept.text("code")), String.valueOf(concept.text("display")));
                }
            }
        }
        return names;
    }

    /** The order file: a number, the code without its point, 1 when it is billable, a short and a long name. */
    private static Map<String, String> billable() throws IOException {
        Map<String, String> names = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(DIAGNOSES))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && !entry.getName().equals("icd10cm-order-2026.txt")) {
                entry = zip.getNextEntry();
            }
            for (String line : new String(zip.readAllBytes(), ISO_8859_1).split("\r?\n", -1)) {
                if (line.length() > 77 && line.charAt(14) == '1') {
                    String code = line.substring(6, 13).strip();
                    names.put(
                            code.length() > 3 ? code.substring(0, 3) + "." + code.substring(3) : code,
                            line.substring(77).strip());
                }
            }
        }
        return names;
    }
}

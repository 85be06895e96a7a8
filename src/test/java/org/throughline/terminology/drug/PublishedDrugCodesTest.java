package org.throughline.terminology.drug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.Rows;

/** Each code of the drug catalogue is one of RxNorm, under the name that the catalogue gives. */
class PublishedDrugCodesTest {
    private static final Path NAMES = Path.of("../shared/data/drugs/rxnorm_names_from_vsac.tsv.gz");
    private static final DrugFiles FILES = new DrugFiles();

    /**
     * The file has most of RxNorm, not all of it: a code that it has must have its name, and a name that it has must have
     * its code.
     */
    @Test
    void everyCodeIsThatOfItsName() throws IOException {
        Assumptions.assumeTrue(Files.exists(NAMES), "RxNorm's names are not here");
        Map<String, String> names = new HashMap<>();
        Map<String, Set<String>> codes = new HashMap<>();
        for (String[] each : published()) {
            names.put(each[0], each[2]);
            codes.computeIfAbsent(each[2].toLowerCase(Locale.ROOT), key -> new HashSet<>())
                    .add(each[0]);
        }
        List<String> wrong = new ArrayList<>();
        int held = 0;
        Map<String, String> ours = ours();
        for (Map.Entry<String, String> each : ours.entrySet()) {
            String name = names.get(each.getKey());
            Set<String> known = codes.getOrDefault(each.getValue().toLowerCase(Locale.ROOT), Set.of());
            if (name != null) {
                held++;
            }
            boolean named = name == null || name.equalsIgnoreCase(each.getValue());
            if (!named || (!known.isEmpty() && !known.contains(each.getKey()))) {
                wrong.add(each.getKey() + " is called " + each.getValue() + ", published as " + name + ", codes "
                        + known);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(
                held > ours.size() * 2 / 3, "only " + held + " of " + ours.size() + " codes could be held against it");
    }

    private static Map<String, String> ours() {
        Map<String, String> ours = new HashMap<>();
        FILES.ingredients.values().forEach(each -> put(ours, each.rxcui(), each.name()));
        FILES.salts.values().forEach(each -> put(ours, each.rxcui(), each.name()));
        FILES.brands.forEach(each -> put(ours, each.rxcui(), each.name()));
        FILES.branded.values().forEach(each -> put(ours, each.rxcui(), each.published()));
        Rows.of(Drugs.class, "others.tsv", "rxcui", "name")
                .forEach(each -> put(ours, each.text("rxcui"), each.text("name")));
        for (DrugFiles.Listed each : FILES.products) {
            String code = each.product().rxcui();
            String name = each.product().published();
            if (code != null && name != null) {
                put(ours, code, name);
            }
        }
        return ours;
    }

    private static void put(Map<String, String> ours, String code, String name) {
        if (!code.isEmpty()) {
            assertTrue(code.matches("[1-9]\\d{0,7}"), code + " " + name);
            String before = ours.put(code, name);
            assertTrue(before == null, "two have the code " + code + ": " + before + ", " + name);
        }
    }

    private static List<String[]> published() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(NAMES)), UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split("\t", -1)).toList();
        }
    }
}

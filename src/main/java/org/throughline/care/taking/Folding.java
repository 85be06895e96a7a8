package org.throughline.care.taking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folds what is the same drug taken in the same way into one row: the same product under its generic name, a brand or a salt,
 * in the same state, with a dosage that comes to the same. Whatever differs in strength, form, way in, how much, how often or
 * for how long, and whatever is not known to be the same, stays apart. Pure.
 */
final class Folding {
    private Folding() {}

    /** The rows, those that are taken first, each kind by name. */
    static List<Row> rows(List<Known> all) {
        Set<String> prescriptions =
                all.stream().filter(Known::isPrescription).map(Known::reference).collect(Collectors.toSet());
        List<Known> words = new ArrayList<>();
        Map<String, List<Known>> folded = new LinkedHashMap<>();
        for (Known each : all) {
            if (each.about().stream().anyMatch(prescriptions::contains)) {
                words.add(each);
            } else {
                folded.computeIfAbsent(each.said().key(), key -> new ArrayList<>())
                        .add(each);
            }
        }
        return folded.values().stream()
                .map(entries -> row(entries, words))
                .sorted(Comparator.comparing(Row::state)
                        .thenComparing(row -> row.first().name().toLowerCase(Locale.ROOT))
                        .thenComparing(Row::key))
                .toList();
    }

    private static Row row(List<Known> entries, List<Known> words) {
        Set<String> own = entries.stream().map(Known::reference).collect(Collectors.toSet());
        Comparator<Known> newest = Comparator.comparing(Known::since)
                .thenComparing(Known::reference)
                .reversed();
        return new Row(
                entries.stream().sorted(newest).toList(),
                words.stream()
                        .filter(each -> each.state() != Known.State.ENDED)
                        .filter(each -> each.about().stream().anyMatch(own::contains))
                        .sorted(newest)
                        .toList());
    }
}

package org.throughline.care.reconcile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.taking.Reconciled;

/**
 * What other records say beside ours.
 *
 * @param sections what is told elsewhere, by what it is; a section that the caller may not see is missing
 * @param ours how many entries of ours there are in a section
 * @param whole whether that is all there is; else there is more than can be read at once
 * @param verified when ours was last verified with the patient; null for never
 */
public record Compared(
        Map<Section, List<Item<?>>> sections,
        Map<Section, List<String>> ours,
        boolean whole,
        @Nullable Reconciled verified) {
    public Compared {
        sections = new LinkedHashMap<>(sections);
        ours = Map.copyOf(ours);
    }

    /** How many differences somebody has to decide about, by whoever tells them. */
    public Map<String, Integer> differences() {
        Map<String, Integer> differences = new LinkedHashMap<>();
        sections.values().stream()
                .flatMap(List::stream)
                .filter(Item::asks)
                .flatMap(each -> each.outside().stream().map(Told::holder).distinct())
                .forEach(holder -> differences.merge(holder, 1, Integer::sum));
        return differences;
    }

    /** The item of a key. */
    Optional<Item<?>> item(String key) {
        return sections.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.key().equals(key))
                .findFirst();
    }

    /** The section of an item. */
    Section section(Item<?> item) {
        return sections.entrySet().stream()
                .filter(each -> each.getValue().contains(item))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}

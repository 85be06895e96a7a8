package org.throughline.care.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Shows as one what several organizations hold alike, in the place of the first; our own stands for it where it is among
 * them. What one organization holds twice stays twice: that is for people to clear up. Pure.
 */
final class Folds {
    private Folds() {}

    /**
     * Folds.
     *
     * @param key by which entries are alike; empty for what is like nothing else
     * @param with an entry with other remarks
     */
    static <T> List<T> fold(
            List<T> entries, Function<T, String> key, Function<T, Remarks> remarks, BiFunction<T, Remarks, T> with) {
        Map<Object, List<T>> alike = new LinkedHashMap<>();
        for (T entry : entries) {
            String of = key.apply(entry);
            Object place = of.isEmpty() ? new Object() : of;
            alike.computeIfAbsent(place, ignored -> new ArrayList<>()).add(entry);
        }
        List<T> folded = new ArrayList<>();
        alike.values().forEach(group -> folded.addAll(foldedGroup(group, remarks, with)));
        return folded;
    }

    private static <T> List<T> foldedGroup(
            List<T> group, Function<T, Remarks> remarks, BiFunction<T, Remarks, T> with) {
        List<T> left = new ArrayList<>(group);
        List<T> folded = new ArrayList<>();
        while (!left.isEmpty()) {
            // One of each organization makes a line; what is left makes the next.
            List<T> line = new ArrayList<>();
            List<Remarks> said = new ArrayList<>();
            for (T entry : List.copyOf(left)) {
                Remarks own = remarks.apply(entry);
                if (said.stream().noneMatch(each -> sameHolder(each, own))) {
                    line.add(entry);
                    said.add(own);
                    left.remove(entry);
                }
            }
            T first = line.stream()
                    .filter(entry -> remarks.apply(entry).ours())
                    .findFirst()
                    .orElse(line.getFirst());
            folded.add(line.size() == 1 ? first : with.apply(first, Remarks.of(said)));
        }
        return folded;
    }

    private static boolean sameHolder(Remarks one, Remarks other) {
        return one.ours() == other.ours() && one.holders().equals(other.holders());
    }
}

package org.throughline.packages.vocabulary;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The places of entries, in which they are found: active ones first, then short names, then by the alphabet; and for each the
 * places of all above it. Pure.
 */
final class Places {
    private final List<Vocabulary.Entry> ordered;
    private final int[][] parents;
    private final Map<Integer, int[]> above = new HashMap<>();

    Places(List<Vocabulary.Entry> entries) {
        this.ordered = entries.stream()
                .sorted(Comparator.comparing((Vocabulary.Entry each) -> !each.active())
                        .thenComparingInt(each -> each.display().length())
                        .thenComparing(Vocabulary.Entry::display)
                        .thenComparing(Vocabulary.Entry::code))
                .toList();
        Map<String, Integer> places = new HashMap<>(ordered.size() * 2);
        for (int i = 0; i < ordered.size(); i++) {
            places.put(ordered.get(i).code(), i);
        }
        this.parents = new int[ordered.size()][];
        for (int i = 0; i < ordered.size(); i++) {
            parents[i] = ordered.get(i).parents().stream()
                    .mapToInt(each -> places.getOrDefault(each, -1))
                    .filter(each -> each >= 0)
                    .toArray();
        }
    }

    List<Vocabulary.Entry> ordered() {
        return ordered;
    }

    int[] parents(int place) {
        return parents[place];
    }

    /** The places of all that are above one, and its own; a circle ends where it began. */
    int[] selfAndAbove(int place) {
        int[] known = above.get(place);
        if (known != null) {
            return known;
        }
        above.put(place, new int[] {place});
        int[] all = IntStream.concat(
                        IntStream.of(place),
                        Arrays.stream(parents[place]).flatMap(each -> Arrays.stream(selfAndAbove(each))))
                .distinct()
                .sorted()
                .toArray();
        above.put(place, all);
        return all;
    }
}

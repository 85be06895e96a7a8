package org.throughline.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which given names people use for one another: Bill for William. Immutable. */
final class Nicknames {
    private final Map<String, Set<Integer>> groups;

    private Nicknames(Map<String, Set<Integer>> groups) {
        this.groups = Map.copyOf(groups);
    }

    /** Our own list, {@code nicknames.txt}: a name and its short forms on each line. */
    static Nicknames shipped() {
        return of(Lines.of("nicknames.txt"));
    }

    static Nicknames of(List<String> lines) {
        Map<String, Set<Integer>> groups = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            int group = i;
            Arrays.stream(lines.get(i).strip().split("\\s+", -1))
                    .forEach(name -> groups.computeIfAbsent(name, ignored -> new HashSet<>())
                            .add(group));
        }
        return new Nicknames(groups);
    }

    /** Whether two names, in lower case, can be one person's. */
    boolean areOne(String one, String other) {
        Set<Integer> mine = groups.getOrDefault(one, Set.of());
        return groups.getOrDefault(other, Set.of()).stream().anyMatch(mine::contains);
    }
}

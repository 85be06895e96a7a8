package org.throughline.network.transfer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a chart goes, and what is held back.
 *
 * @param goes how many of each type
 * @param held what is held back and why, the most first
 * @param open what is still to be done for the patient
 */
public record Contents(Map<String, Integer> goes, List<Held> held, List<OpenEnd> open) {
    public Contents {
        goes = new TreeMap<>(goes);
        held = held.stream()
                .sorted(Comparator.comparingInt(Held::count).reversed().thenComparing(Held::reason))
                .toList();
        open = List.copyOf(open);
    }

    /** How many go. */
    public int entries() {
        return goes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What is open of a kind. */
    public List<OpenEnd> open(OpenEnd.Kind kind) {
        return open.stream().filter(each -> each.kind() == kind).toList();
    }

    /**
     * Something that is held back.
     *
     * @param label the kind of sensitive information; empty when it is held back for something else
     * @param reason in words
     */
    public record Held(String label, String reason, int count) {}
}

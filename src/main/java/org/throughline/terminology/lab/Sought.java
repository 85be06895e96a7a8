package org.throughline.terminology.lab;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to have been resulted for an order of a test to be answered: the test itself, whatever a laboratory calls it, or each
 * test of a panel.
 *
 * @param own the LOINC code of what is ordered; empty when it has none
 * @param itself codes of results any of which answers it
 * @param parts of a panel for each of its tests the codes that answer that; without what is computed of the others
 * @param computed codes of what is computed of a panel's tests, which is told with it
 */
public record Sought(Set<String> own, Set<String> itself, List<Set<String>> parts, Set<String> computed) {
    /** Of what has no code. */
    public static final Sought NOTHING = new Sought(Set.of(), Set.of(), List.of(), Set.of());

    public Sought {
        own = Set.copyOf(own);
        itself = Set.copyOf(itself);
        parts = parts.stream().map(Set::copyOf).toList();
        computed = Set.copyOf(computed);
    }

    /** What is looked for by its code alone. */
    public static Sought of(String loinc) {
        return new Sought(Set.of(loinc), Set.of(loinc), List.of(), Set.of());
    }

    /** Whether results of these codes together answer it. */
    public boolean answeredBy(Set<String> resulted) {
        return !Collections.disjoint(itself, resulted) || (!parts.isEmpty() && told(resulted) == parts.size());
    }

    /** How many of a panel's tests results of these codes answer. */
    public int told(Set<String> resulted) {
        return (int) parts.stream()
                .filter(each -> !Collections.disjoint(each, resulted))
                .count();
    }

    /** All codes by which anything of it is found. */
    public Set<String> codes() {
        Set<String> codes = new HashSet<>(itself);
        parts.forEach(codes::addAll);
        codes.addAll(computed);
        return codes;
    }
}

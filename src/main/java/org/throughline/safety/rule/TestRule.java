package org.throughline.safety.rule;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How soon a test is repeated with use.
 *
 * @param tests sets of LOINC codes; those of a set are the same test to it
 * @param open whether it is about whatever is ordered and still open, and not about results
 * @param days within so many days after a result another tells nothing new
 */
public record TestRule(Rule rule, List<Set<String>> tests, boolean open, int days) {
    public TestRule {
        tests = tests.stream().map(Set::copyOf).toList();
    }

    /** The codes that are the same test as one of these; empty when it is about none of them. */
    public Set<String> same(Set<String> loincs) {
        Set<String> same = new HashSet<>();
        for (Set<String> each : tests) {
            if (!Collections.disjoint(each, loincs)) {
                same.addAll(each);
            }
        }
        return same;
    }
}

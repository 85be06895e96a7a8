package org.throughline.terminology.vaccine;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.terminology.Rows;

/**
 * What the hierarchy of SNOMED CT tells of a problem that is not in the catalogue: our own table of a few concepts high up
 * in it. Immutable.
 *
 * @param weakening below one of them a problem may weaken immunity, or else speak against live vaccines
 * @param other diseases of organs that tell nothing of immunity
 */
public record ProblemTree(Set<String> weakening, Set<String> other) {
    public ProblemTree {
        weakening = Set.copyOf(weakening);
        other = Set.copyOf(other);
    }

    /**
     * Reads the file of this room.
     *
     * @throws IllegalStateException when the file breaks its format, naming the file and the line
     */
    public static ProblemTree shipped() {
        return new ProblemTree(codes("yes"), codes("no"));
    }

    private static Set<String> codes(String weakens) {
        return Rows.of(ProblemTree.class, "hierarchy.tsv", "snomed", "name", "weakens").stream()
                .filter(row -> row.text("weakens").equals(weakens))
                .map(row -> row.text("snomed"))
                .collect(Collectors.toSet());
    }

    /**
     * Whether a problem may weaken immunity, by what stands above it in the hierarchy.
     *
     * @param above its own code and all above it
     */
    public boolean mayWeaken(Collection<String> above) {
        return !Collections.disjoint(above, weakening);
    }

    /** Whether it is of an organ that tells nothing of immunity, and nothing else. */
    public boolean isOther(Collection<String> above) {
        return !mayWeaken(above) && !Collections.disjoint(above, other);
    }
}

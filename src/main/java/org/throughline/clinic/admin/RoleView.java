package org.throughline.clinic.admin;

import java.util.List;

/**
 * A role, to be changed.
 *
 * @param version from which it is changed
 * @param heldBy whose accounts may have it
 * @param lines what it may do with which resources
 * @param lacking what the product brings for this role and it lacks, in words
 * @param kinds which kinds of resources there are for one more line
 */
public record RoleView(
        int number,
        int version,
        String name,
        String heldBy,
        List<Choice> purposes,
        List<Choice> duties,
        List<Choice> clearances,
        List<Line> lines,
        List<String> lacking,
        List<Choice> kinds,
        List<Choice> extents) {
    public RoleView {
        purposes = List.copyOf(purposes);
        duties = List.copyOf(duties);
        clearances = List.copyOf(clearances);
        lines = List.copyOf(lines);
        lacking = List.copyOf(lacking);
        kinds = List.copyOf(kinds);
        extents = List.copyOf(extents);
    }

    /**
     * One line of what the role may do.
     *
     * @param field how the names of its fields begin
     * @param types resource types, with blanks between them
     * @param label the same for people
     * @param only what a resource must meet: {@code category=laboratory}; empty for nothing
     */
    public record Line(
            String field,
            String types,
            String label,
            boolean see,
            boolean add,
            boolean change,
            boolean delete,
            List<Choice> extents,
            String only) {
        public Line {
            extents = List.copyOf(extents);
        }
    }
}

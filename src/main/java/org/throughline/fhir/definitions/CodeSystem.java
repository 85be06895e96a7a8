package org.throughline.fhir.definitions;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.ValueSet.Filter;

/**
 * A code system with its codes and their hierarchy, wherever they are held.
 *
 * @see <a href="https://hl7.org/fhir/R4/codesystem.html">CodeSystem</a>
 */
public interface CodeSystem {
    /** What it says of itself. */
    Header header();

    /** The concept of a code; null when there is none. */
    @Nullable
    Concept concept(String code);

    /** The concepts directly beneath a code. */
    List<Concept> children(String code);

    /** The code and every code beneath it, nearest first; empty when there is no such code. */
    Set<String> selfAndBelow(String code);

    /** The code and every code above it, nearest first; empty when there is no such code. */
    Set<String> selfAndAbove(String code);

    /** The concepts that pass filters, all of them or as many as can be told. */
    Selected select(List<Filter> filters);

    /**
     * Concepts that pass filters, by what somebody types.
     *
     * @param text words of a name, or the beginning of a code; empty for all
     */
    Page find(String text, List<Filter> filters, int offset, int count);

    /** As {@link #find}, without codes that are no longer to be used. */
    default Page findActive(String text, List<Filter> filters, int offset, int count) {
        return find(text, filters, offset, count);
    }

    /** Its canonical address. */
    default String url() {
        return header().url();
    }

    /**
     * Whether a code that is in the system passes filters.
     *
     * @return null when one of them is of a kind that cannot be told
     */
    default @Nullable Boolean passes(String code, List<Filter> filters) {
        for (Filter filter : filters) {
            if (!filter.isOfConcepts()) {
                return null;
            }
            String value = filter.value();
            boolean passes = switch (filter.op()) {
                case "is-a" -> selfAndAbove(code).contains(value);
                case "descendent-of" ->
                    !code.equals(value) && selfAndAbove(code).contains(value);
                case "is-not-a" -> !selfAndAbove(code).contains(value);
                case "generalizes" -> selfAndAbove(value).contains(code);
                case "in" -> List.of(value.split(",", -1)).contains(code);
                case "not-in" -> !List.of(value.split(",", -1)).contains(code);
                default -> code.equals(value);
            };
            if (!passes) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a system says of itself.
     *
     * @param title for people
     * @param complete whether all its codes are here, so that another code is wrong rather than unknown
     */
    record Header(String url, String version, String name, String title, boolean complete, boolean caseSensitive) {}

    /**
     * Concepts that pass filters.
     *
     * @param missing why it is not all of them, in words; empty when it is
     */
    record Selected(List<Concept> concepts, List<String> missing) {
        public Selected {
            concepts = List.copyOf(concepts);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Some of the concepts that were found.
     *
     * @param total how many there are; -1 when they were not counted
     */
    record Page(List<Concept> concepts, int total) {
        public Page {
            concepts = List.copyOf(concepts);
        }
    }
}

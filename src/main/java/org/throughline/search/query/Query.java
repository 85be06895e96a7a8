package org.throughline.search.query;

import java.util.List;
import org.throughline.kernel.Issue;

/**
 * A search, understood.
 *
 * @param types the resource types it is over; empty for all
 * @param criteria all of which must hold
 * @param sort empty: an order of the store's own
 * @param count the most matches on a page
 * @param countOnly only the number of matches is wanted
 * @param total whether the exact number of matches is wanted with the page
 * @param shape how much of each resource is wanted
 * @param self the query as it was understood, encoded, to be repeated in the self link
 * @param warnings what was left out of it
 */
public record Query(
        List<String> types,
        List<Criterion> criteria,
        List<Sort> sort,
        int count,
        boolean countOnly,
        boolean total,
        List<Include> includes,
        Shape shape,
        String self,
        List<Issue> warnings) {
    public Query {
        types = List.copyOf(types);
        criteria = List.copyOf(criteria);
        sort = List.copyOf(sort);
        includes = List.copyOf(includes);
        warnings = List.copyOf(warnings);
    }

    /** The same search with at most so many matches. */
    public Query limited(int most) {
        return new Query(types, criteria, sort, most, countOnly, total, includes, shape, self, warnings);
    }

    /** The same search with other criteria. */
    public Query with(List<Criterion> others) {
        return new Query(types, others, sort, count, countOnly, total, includes, shape, self, warnings);
    }

    /**
     * How much of each resource is wanted.
     *
     * @param elements the elements of {@code _elements}; empty for all
     */
    public record Shape(Summary summary, List<String> elements) {
        public static final Shape WHOLE = new Shape(Summary.FALSE, List.of());

        public Shape {
            elements = List.copyOf(elements);
        }
    }

    /** The values of {@code _summary}. */
    public enum Summary {
        TRUE,
        TEXT,
        DATA,
        COUNT,
        FALSE
    }
}

package org.throughline.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Issue;
import org.throughline.record.Stored;
import org.throughline.search.query.Query.Shape;
import org.throughline.search.query.Target;

/**
 * One page of a search.
 *
 * @param target what was searched
 * @param matches in order; their bodies are packed
 * @param includes resources that were asked for beside them, each once
 * @param warnings what was left out
 * @param total how many match on all pages; null when that was not asked
 * @param self the query as it was understood, encoded
 * @param next what {@link Search#next} continues with; null on the last page
 * @param shape how much of each resource is wanted
 */
public record SearchPage(
        Target target,
        List<Stored> matches,
        List<Stored> includes,
        List<Issue> warnings,
        @Nullable Long total,
        String self,
        @Nullable String next,
        Shape shape) {
    public SearchPage {
        matches = List.copyOf(matches);
        includes = List.copyOf(includes);
        warnings = List.copyOf(warnings);
    }
}

package org.throughline.search.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.search.parameter.Parameter;

/**
 * Resources to give beside the matches.
 *
 * @param reverse whether they point to the matches ({@code _revinclude}) instead of the matches to them
 * @param iterate whether it applies to included resources too
 * @param wild whether all references were asked for and none by name
 * @param source the type that points
 * @param parameters the references that are followed
 * @param target the only type of target that is wanted; null for any
 */
public record Include(
        boolean reverse,
        boolean iterate,
        boolean wild,
        String source,
        List<Parameter> parameters,
        @Nullable String target) {
    public Include {
        parameters = List.copyOf(parameters);
    }
}

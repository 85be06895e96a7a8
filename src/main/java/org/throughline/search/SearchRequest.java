package org.throughline.search;

import java.util.List;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * A search as a client asks for it.
 *
 * @param arguments the parameters of the query, decoded, in order
 * @param strict whether unknown parameters are refused ({@code Prefer: handling=strict}) instead of left out
 */
public record SearchRequest(Target target, List<Argument> arguments, boolean strict) {
    public SearchRequest {
        arguments = List.copyOf(arguments);
    }
}

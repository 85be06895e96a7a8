package org.throughline.search.query;

import org.throughline.search.parameter.Parameter;

/** One key of the order of results; a resource without a value comes last. */
public sealed interface Sort {
    boolean descending();

    record ByParameter(Parameter parameter, boolean descending) implements Sort {}

    record ById(boolean descending) implements Sort {}

    record ByUpdated(boolean descending) implements Sort {}
}

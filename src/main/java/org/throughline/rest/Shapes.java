package org.throughline.rest;

import java.util.Arrays;
import java.util.List;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.query.Query;

/** Reads {@code _summary} and {@code _elements} of a read, where no search reads them. */
final class Shapes {
    private Shapes() {}

    static Query.Shape of(Call call) {
        List<String> elements = call.parameter("_elements").stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        Query.Summary summary = call.parameter("_summary").map(Shapes::summary).orElse(Query.Summary.FALSE);
        return new Query.Shape(summary, elements);
    }

    private static Query.Summary summary(String value) {
        return switch (value) {
            case "true" -> Query.Summary.TRUE;
            case "text" -> Query.Summary.TEXT;
            case "data" -> Query.Summary.DATA;
            case "count" -> Query.Summary.COUNT;
            case "false" -> Query.Summary.FALSE;
            default ->
                throw new Failed(new Failure.Malformed(
                        "value", "?_summary", "_summary must be true, text, data, count or false."));
        };
    }
}

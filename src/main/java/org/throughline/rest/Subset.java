package org.throughline.rest;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Cuts resources down to what {@code _summary} and {@code _elements} ask for.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#summary">Summary</a>
 */
interface Subset {

    /** The part of the resource that is wanted, tagged SUBSETTED. */
    JsonObject of(JsonObject resource, Wanted wanted);

    /**
     * What is wanted of each resource.
     *
     * @param elements names of top-level elements; empty for no such choice
     */
    record Wanted(Summary summary, Set<String> elements) {
        boolean everything() {
            return summary == Summary.FALSE && elements.isEmpty();
        }
    }

    /** The values of {@code _summary}; COUNT concerns the bundle, not its resources. */
    enum Summary {
        TRUE,
        TEXT,
        DATA,
        COUNT,
        FALSE
    }

    /**
     * Reads the two parameters.
     *
     * @throws Failed with {@link Failure.Malformed} when one has a value that FHIR does not know
     */
    static Wanted wanted(Call call) {
        Summary summary = call.parameter("_summary").map(Subset::summary).orElse(Summary.FALSE);
        Optional<String> elements = call.parameter("_elements");
        Set<String> names = elements.stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(name.indexOf('.') + 1))
                .collect(Collectors.toUnmodifiableSet());
        return new Wanted(summary, names);
    }

    private static Summary summary(String value) {
        return switch (value) {
            case "true" -> Summary.TRUE;
            case "text" -> Summary.TEXT;
            case "data" -> Summary.DATA;
            case "count" -> Summary.COUNT;
            case "false" -> Summary.FALSE;
            default ->
                throw new Failed(new Failure.Malformed(
                        "invalid", "?_summary", "_summary must be true, text, data, count or false."));
        };
    }
}

package org.throughline.login.smart.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.http.Parameter;
import org.throughline.http.Request;

/** The parameters of a request by name, as Nimbus wants them: of the query, or of the form that was posted. */
final class Parameters {
    private static final int MOST_BYTES = 100_000;

    private Parameters() {}

    static Map<String, List<String>> of(Request request) {
        List<Parameter> sent =
                request.method().equals("POST") ? request.form(MOST_BYTES).fields() : request.parameters();
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (Parameter parameter : sent) {
            byName.computeIfAbsent(parameter.name(), name -> new ArrayList<>()).add(parameter.value());
        }
        return byName;
    }

    /** The value of a parameter that was sent exactly once. */
    static Optional<String> only(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 && !values.getFirst().isEmpty() ? Optional.of(values.getFirst()) : Optional.empty();
    }
}

package org.throughline.fhir.path;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/** One evaluation: where it began and what its caller passed. */
record Environment(Node context, Inputs inputs, Budget budget) {
    private static final String VALUE_SET = "vs-";
    private static final String EXTENSION = "ext-";

    /**
     * What an evaluation may need from outside.
     *
     * @param variables values for {@code %name}
     * @param now the moment for {@code now()} and {@code today()}; null when they may not be used
     * @param resolver finds the resource of a reference that is not to a contained one; answers null when it does not
     */
    record Inputs(
            Map<String, List<Node>> variables,
            @Nullable OffsetDateTime now,
            Function<String, @Nullable JsonObject> resolver) {
        static final Inputs NONE = new Inputs(Map.of(), null, reference -> null);
    }

    List<Node> variable(String name) {
        List<Node> passed = inputs.variables().get(name);
        if (passed != null) {
            return passed;
        }
        return switch (name) {
            case "context" -> List.of(context);
            case "resource" -> context instanceof Element element ? List.of(element.resource()) : List.of();
            case "rootResource" -> context instanceof Element element ? List.of(element.rootResource()) : List.of();
            case "sct" -> Singleton.of("http://snomed.info/sct");
            case "loinc" -> Singleton.of("http://loinc.org");
            case "ucum" -> Singleton.of("http://unitsofmeasure.org");
            default -> Singleton.of(address(name));
        };
    }

    private static String address(String name) {
        if (name.startsWith(VALUE_SET)) {
            return "http://hl7.org/fhir/ValueSet/" + name.substring(VALUE_SET.length());
        }
        if (name.startsWith(EXTENSION)) {
            return "http://hl7.org/fhir/StructureDefinition/" + name.substring(EXTENSION.length());
        }
        throw PathFailure.evaluation("there is no variable %" + name);
    }
}

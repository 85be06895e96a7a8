package org.throughline.fhir.path;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.path.Functions.Entry;
import org.throughline.fhir.path.Temporal.Precision;

/**
 * What <a href="https://hl7.org/fhir/R4/fhirpath.html#functions">FHIR adds</a>, with {@code type} and the moment of
 * evaluation.
 */
final class FhirFunctions {
    private static final String DEFINITION = "http://hl7.org/fhir/StructureDefinition/";

    private FhirFunctions() {}

    static void add(Map<String, Entry> all) {
        all.put("extension", new Entry(1, 1, FhirFunctions::extension));
        all.put("hasValue", new Entry(0, 0, (arguments, input) -> Singleton.of(hasValue(input))));
        all.put("getValue", new Entry(0, 0, (arguments, input) -> getValue(input)));
        all.put("resolve", new Entry(0, 0, FhirFunctions::resolve));
        all.put("type", new Entry(0, 0, (arguments, input) -> type(input)));
        all.put("conformsTo", new Entry(1, 1, FhirFunctions::conformsTo));
        all.put("now", new Entry(0, 0, (arguments, input) -> moment(now(arguments), Temporal.Kind.DATE_TIME)));
        all.put("today", new Entry(0, 0, (arguments, input) -> moment(now(arguments), Temporal.Kind.DATE)));
        all.put("timeOfDay", new Entry(0, 0, (arguments, input) -> moment(now(arguments), Temporal.Kind.TIME)));
    }

    private static List<Node> extension(Arguments arguments, List<Node> input) {
        String url = arguments.text(0);
        List<Node> found = new ArrayList<>();
        for (Node node : input) {
            for (Node extension : node.children("extension")) {
                if (extension.json() instanceof JsonObject object && Objects.equals(object.text("url"), url)) {
                    found.add(extension);
                }
            }
        }
        return found;
    }

    private static boolean hasValue(List<Node> input) {
        return input.size() == 1
                && switch (input.getFirst()) {
                    case Element element -> element.definition().isPrimitive() && element.json() != null;
                    case Value ignored -> true;
                };
    }

    private static List<Node> getValue(List<Node> input) {
        Value value = hasValue(input) ? input.getFirst().value() : null;
        return Singleton.of(value);
    }

    /** The resources that references point to; one that is not at hand is left out, but its type is known by its address. */
    private static List<Node> resolve(Arguments arguments, List<Node> input) {
        List<Node> found = new ArrayList<>(input.size());
        for (Node node : input) {
            Element resolved = References.resolve(
                    node, arguments.scope().environment().inputs().resolver());
            if (resolved != null) {
                found.add(resolved);
            }
        }
        return found;
    }

    private static List<Node> type(List<Node> input) {
        return input.stream()
                .<Node>map(node -> switch (node) {
                    case Element element -> new Value.TypeName("FHIR", element.type());
                    case Value value -> new Value.TypeName("System", value.systemType());
                })
                .toList();
    }

    /** To R4's own definitions only, which is to be of that type: profiles are the validator's business. */
    private static List<Node> conformsTo(Arguments arguments, List<Node> input) {
        Node node = Singleton.node(input);
        String url = arguments.text(0);
        if (node == null || url == null) {
            return List.of();
        }
        String type = url.startsWith(DEFINITION) ? url.substring(DEFINITION.length()) : "";
        if (R4.types().get(type) == null) {
            throw PathFailure.evaluation("the profile '" + url + "' is not known here");
        }
        return Singleton.of(node.is(type));
    }

    private static OffsetDateTime now(Arguments arguments) {
        OffsetDateTime now = arguments.scope().environment().inputs().now();
        if (now == null) {
            throw PathFailure.evaluation("an expression that depends on the present moment cannot be used here");
        }
        return now;
    }

    private static List<Node> moment(OffsetDateTime now, Temporal.Kind kind) {
        LocalDateTime local = now.toLocalDateTime();
        Temporal temporal = switch (kind) {
            case DATE -> new Temporal(kind, Precision.DAY, local.toLocalDate().atStartOfDay(), 0, null);
            case TIME -> new Temporal(kind, Precision.SECOND, Temporal.NO_DAY.atTime(local.toLocalTime()), 3, null);
            case DATE_TIME -> new Temporal(kind, Precision.SECOND, local, 3, now.getOffset());
        };
        return Singleton.of(Values.when(temporal));
    }
}

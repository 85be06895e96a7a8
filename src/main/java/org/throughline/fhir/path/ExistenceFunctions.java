package org.throughline.fhir.path;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** <a href="http://hl7.org/fhirpath/N1/#existence">Existence</a>. */
final class ExistenceFunctions {
    private ExistenceFunctions() {}

    static void add(Map<String, Functions.Entry> all) {
        all.put("empty", new Functions.Entry(0, 0, (arguments, input) -> Singleton.of(input.isEmpty())));
        all.put("not", new Functions.Entry(0, 0, (arguments, input) -> not(input)));
        all.put("exists", new Functions.Entry(0, 1, ExistenceFunctions::exists));
        all.put("all", new Functions.Entry(1, 1, ExistenceFunctions::all));
        all.put("allTrue", truths(input -> input.stream().allMatch(ExistenceFunctions::isTrue)));
        all.put("anyTrue", truths(input -> input.stream().anyMatch(ExistenceFunctions::isTrue)));
        all.put("allFalse", truths(input -> input.stream().noneMatch(ExistenceFunctions::isTrue)));
        all.put("anyFalse", truths(input -> !input.stream().allMatch(ExistenceFunctions::isTrue)));
        all.put("count", new Functions.Entry(0, 0, (arguments, input) -> Singleton.of(input.size())));
        all.put("distinct", new Functions.Entry(0, 0, (arguments, input) -> Operations.distinct(input)));
        all.put(
                "isDistinct",
                new Functions.Entry(
                        0,
                        0,
                        (arguments, input) ->
                                Singleton.of(Operations.distinct(input).size() == input.size())));
        all.put(
                "subsetOf",
                new Functions.Entry(1, 1, (arguments, input) -> Singleton.of(within(input, arguments.nodes(0)))));
        all.put(
                "supersetOf",
                new Functions.Entry(1, 1, (arguments, input) -> Singleton.of(within(arguments.nodes(0), input))));
    }

    private static Functions.Entry truths(Predicate<List<Node>> test) {
        return new Functions.Entry(0, 0, (arguments, input) -> Singleton.of(test.test(input)));
    }

    private static boolean isTrue(Node node) {
        if (node.value() instanceof Value.Bool bool) {
            return bool.truth();
        }
        throw PathFailure.evaluation("a boolean is needed where there is a " + node.type());
    }

    private static List<Node> not(List<Node> input) {
        Boolean truth = Singleton.truth(input);
        return truth == null ? List.of() : Singleton.of(!truth);
    }

    private static List<Node> exists(Arguments arguments, List<Node> input) {
        if (!arguments.has(0)) {
            return Singleton.of(!input.isEmpty());
        }
        for (int i = 0; i < input.size(); i++) {
            if (arguments.holds(0, input.get(i), i)) {
                return Singleton.of(true);
            }
        }
        return Singleton.of(false);
    }

    private static List<Node> all(Arguments arguments, List<Node> input) {
        for (int i = 0; i < input.size(); i++) {
            if (!arguments.holds(0, input.get(i), i)) {
                return Singleton.of(false);
            }
        }
        return Singleton.of(true);
    }

    private static boolean within(List<Node> part, List<Node> whole) {
        return part.stream().allMatch(node -> Equality.holds(whole, node));
    }
}

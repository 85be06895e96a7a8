package org.throughline.fhir.path;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.path.Functions.Entry;

/**
 * <a href="http://hl7.org/fhirpath/N1/#filtering-and-projection">Filtering, subsetting, combining</a>, tree navigation,
 * {@code aggregate} and {@code iif}.
 */
final class FilterFunctions {
    private FilterFunctions() {}

    static void add(Map<String, Entry> all) {
        all.put("where", new Entry(1, 1, FilterFunctions::where));
        all.put("select", new Entry(1, 1, FilterFunctions::select));
        all.put("repeat", new Entry(1, 1, FilterFunctions::repeat));
        all.put("single", new Entry(0, 0, (arguments, input) -> single(input)));
        all.put("first", new Entry(0, 0, (arguments, input) -> part(input, 0, 1)));
        all.put("last", new Entry(0, 0, (arguments, input) -> part(input, input.size() - 1, input.size())));
        all.put("tail", new Entry(0, 0, (arguments, input) -> part(input, 1, input.size())));
        all.put("skip", new Entry(1, 1, (arguments, input) -> part(input, count(arguments), input.size())));
        all.put("take", new Entry(1, 1, (arguments, input) -> part(input, 0, count(arguments))));
        all.put("intersect", new Entry(1, 1, (arguments, input) -> intersect(input, arguments.nodes(0))));
        all.put("exclude", new Entry(1, 1, (arguments, input) -> exclude(input, arguments.nodes(0))));
        all.put("union", new Entry(1, 1, (arguments, input) -> Operations.union(input, arguments.nodes(0))));
        all.put("combine", new Entry(1, 1, (arguments, input) -> combine(input, arguments.nodes(0))));
        all.put("children", new Entry(0, 0, (arguments, input) -> children(arguments, input)));
        all.put("descendants", new Entry(0, 0, (arguments, input) -> descendants(arguments, input)));
        all.put("aggregate", new Entry(1, 2, FilterFunctions::aggregate));
        all.put("iif", new Entry(2, 3, FilterFunctions::iif));
        all.put("sort", new Entry(0, Integer.MAX_VALUE, FilterFunctions::sort));
        all.put("trace", new Entry(1, 2, (arguments, input) -> input));
    }

    private static List<Node> where(Arguments arguments, List<Node> input) {
        List<Node> kept = new ArrayList<>(input.size());
        for (int i = 0; i < input.size(); i++) {
            if (arguments.holds(0, input.get(i), i)) {
                kept.add(input.get(i));
            }
        }
        return kept;
    }

    private static List<Node> select(Arguments arguments, List<Node> input) {
        List<Node> selected = new ArrayList<>(input.size());
        for (int i = 0; i < input.size(); i++) {
            selected.addAll(arguments.of(0, input.get(i), i));
        }
        return selected;
    }

    private static List<Node> repeat(Arguments arguments, List<Node> input) {
        List<Node> found = new ArrayList<>();
        List<Node> layer = input;
        while (!layer.isEmpty()) {
            List<Node> next = new ArrayList<>();
            for (Node node : select(arguments, layer)) {
                arguments.spend(found.size());
                if (!Equality.holds(found, node)) {
                    found.add(node);
                    next.add(node);
                }
            }
            layer = next;
        }
        return found;
    }

    private static List<Node> single(List<Node> input) {
        Node node = Singleton.node(input);
        return node == null ? List.of() : List.of(node);
    }

    private static int count(Arguments arguments) {
        Integer count = arguments.number(0);
        return count == null ? 0 : count;
    }

    private static List<Node> part(List<Node> input, int from, int to) {
        int start = Math.max(0, from);
        int end = Math.min(input.size(), to);
        return start >= end ? List.of() : input.subList(start, end);
    }

    private static List<Node> intersect(List<Node> left, List<Node> right) {
        return Operations.distinct(
                left.stream().filter(node -> Equality.holds(right, node)).toList());
    }

    private static List<Node> exclude(List<Node> left, List<Node> right) {
        return left.stream().filter(node -> !Equality.holds(right, node)).toList();
    }

    private static List<Node> combine(List<Node> left, List<Node> right) {
        List<Node> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    private static List<Node> children(Arguments arguments, List<Node> input) {
        List<Node> children = new ArrayList<>();
        input.forEach(node -> children.addAll(node.children()));
        arguments.spend(children.size());
        return children;
    }

    private static List<Node> descendants(Arguments arguments, List<Node> input) {
        List<Node> found = new ArrayList<>();
        for (List<Node> layer = children(arguments, input); !layer.isEmpty(); layer = children(arguments, layer)) {
            found.addAll(layer);
        }
        return found;
    }

    private static List<Node> aggregate(Arguments arguments, List<Node> input) {
        List<Node> total = arguments.has(1) ? arguments.nodes(1) : List.of();
        for (int i = 0; i < input.size(); i++) {
            arguments.spend(1 + total.size());
            Scope scope = arguments.scope().withTotal(total).of(input.get(i), i);
            total = arguments.expression(0).evaluate(scope, scope.self());
        }
        return total;
    }

    private static List<Node> iif(Arguments arguments, List<Node> input) {
        Node item = Singleton.node(input);
        Scope scope = item == null
                ? arguments.scope()
                : arguments.scope().of(item, arguments.scope().index());
        List<Node> criterion = arguments.expression(0).evaluate(scope, scope.self());
        Node decision = Singleton.node(criterion);
        if (decision != null && !(decision.value() instanceof Value.Bool)) {
            throw PathFailure.evaluation("the criterion of iif must be a boolean");
        }
        int chosen = Boolean.TRUE.equals(Singleton.truth(criterion)) ? 1 : 2;
        return arguments.has(chosen) ? arguments.expression(chosen).evaluate(scope, scope.self()) : List.of();
    }

    /** By each argument in turn; a minus before it turns its order round. Without arguments by the items themselves. */
    private static List<Node> sort(Arguments arguments, List<Node> input) {
        List<Node> sorted = new ArrayList<>(input);
        Collections.sort(
                sorted, (one, other) -> arguments.size() == 0 ? order(one, other) : order(arguments, one, other));
        return sorted;
    }

    private static int order(Arguments arguments, Node one, Node other) {
        for (Expression key : arguments.expressions()) {
            boolean descending = key instanceof Expression.Negate;
            Expression plain = key instanceof Expression.Negate negate ? negate.operand() : key;
            Node left = key(arguments, plain, one);
            Node right = key(arguments, plain, other);
            int order = order(left, right);
            if (order != 0) {
                return descending && left != null && right != null ? -order : order;
            }
        }
        return 0;
    }

    private static @Nullable Node key(Arguments arguments, Expression key, Node item) {
        Scope scope = arguments.scope().of(item, 0);
        return Singleton.node(key.evaluate(scope, scope.self()));
    }

    /** What is absent comes first, whatever the direction. */
    private static int order(@Nullable Node one, @Nullable Node other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        Integer order = Ordering.compare(one, other);
        return order == null ? 0 : order;
    }
}

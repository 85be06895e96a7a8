package org.throughline.fhir.path;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.path.Expression.As;
import org.throughline.fhir.path.Expression.At;
import org.throughline.fhir.path.Expression.Binary;
import org.throughline.fhir.path.Expression.Call;
import org.throughline.fhir.path.Expression.Child;
import org.throughline.fhir.path.Expression.Index;
import org.throughline.fhir.path.Expression.Is;
import org.throughline.fhir.path.Expression.Literal;
import org.throughline.fhir.path.Expression.Negate;
import org.throughline.fhir.path.Expression.Path;
import org.throughline.fhir.path.Expression.Start;
import org.throughline.fhir.path.Expression.This;
import org.throughline.fhir.path.Expression.Total;
import org.throughline.fhir.path.Expression.TypeCall;
import org.throughline.fhir.path.Expression.Variable;

/**
 * Looks, without a resource, whether an expression names elements that there are: {@code Patient.nmae} is a mistake, not
 * an empty answer. It follows the types of R4 as far as they are known, and says nothing where they are not.
 */
final class Checker {
    /** Functions of which the result is made of the input, so that its types go on. */
    private static final Set<String> SAME = Set.of(
            "where",
            "first",
            "last",
            "tail",
            "skip",
            "take",
            "single",
            "distinct",
            "exclude",
            "intersect",
            "sort",
            "trace");

    /** Functions of which the arguments look at each item of the input. */
    private static final Set<String> PER_ITEM = Set.of("where", "exists", "all", "select", "sort");

    /** Functions that need an order. */
    private static final Set<String> ORDERED = Set.of("first", "last", "tail", "skip", "take");

    /** The types that an expression may have; null when they are not known. */
    private record Types(Set<TypeDefinition> types) {}

    private final TypeDefinition root;

    private Checker(TypeDefinition root) {
        this.root = root;
    }

    static void check(Expression expression, String type) {
        Checker checker = new Checker(R4.types().require(type));
        Types start = new Types(Set.of(checker.root));
        checker.types(expression, start, start);
    }

    /**
     * The types that an expression gives.
     *
     * @param self those of {@code $this}
     * @param focus those of what stands left of the dot
     */
    private @Nullable Types types(Expression expression, @Nullable Types self, @Nullable Types focus) {
        return switch (expression) {
            case This ignored -> self;
            case Start(String name) -> start(name, focus);
            case Child(String name) -> children(name, focus);
            case Path(Expression input, Expression step) -> path(input, step, self, focus);
            case At(Expression input, Expression index) -> {
                types(index, self, self);
                yield types(input, self, focus);
            }
            case Call call -> call(call, self, focus);
            case TypeCall(String name, TypeSpecifier type) -> name.equals("is") ? null : only(type, focus);
            case As(Expression operand, TypeSpecifier type) -> only(type, types(operand, self, focus));
            case Is(Expression operand, TypeSpecifier ignored) -> {
                types(operand, self, focus);
                yield null;
            }
            case Negate(Expression operand) -> types(operand, self, focus);
            case Binary(Operator operator, Expression left, Expression right) ->
                binary(operator, types(left, self, focus), types(right, self, focus));
            case Literal ignored -> null;
            case Variable(String name) -> name.equals("resource") ? new Types(Set.of(root)) : null;
            case Index ignored -> null;
            case Total ignored -> null;
        };
    }

    private @Nullable Types path(Expression input, Expression step, @Nullable Types self, @Nullable Types focus) {
        if (step instanceof Call(String name, Function ignored, List<Expression> alsoIgnored)
                && ORDERED.contains(name)
                && input instanceof Path(Expression earlier, Call(String unordered, Function f, List<Expression> a))
                && Set.of("children", "descendants").contains(unordered)) {
            throw PathFailure.meaning(unordered + "() has no order for " + name + "() to go by");
        }
        return types(step, self, types(input, self, focus));
    }

    private @Nullable Types start(String name, @Nullable Types focus) {
        TypeDefinition named = R4.types().get(name);
        if (named == null || !named.isResource()) {
            return children(name, focus);
        }
        if (focus != null && focus.types().stream().noneMatch(type -> type.is(name))) {
            throw PathFailure.meaning("this is not a " + name);
        }
        return focus;
    }

    private static @Nullable Types children(String name, @Nullable Types focus) {
        if (focus == null) {
            return null;
        }
        Set<TypeDefinition> found = new LinkedHashSet<>();
        for (TypeDefinition type : focus.types()) {
            for (Member member : type.members(name)) {
                found.add(member.type());
            }
        }
        if (found.isEmpty()) {
            String types = String.join(
                    " or ", focus.types().stream().map(TypeDefinition::name).toList());
            throw PathFailure.meaning("there is no element '" + name + "' in " + types);
        }
        return found.stream().anyMatch(TypeDefinition::isResource) ? null : new Types(found);
    }

    private @Nullable Types call(Call call, @Nullable Types self, @Nullable Types focus) {
        @Nullable Types looked = PER_ITEM.contains(call.name()) ? focus : self;
        boolean open = call.name().equals("aggregate") || call.name().equals("repeat");
        @Nullable Types last = null;
        for (Expression argument : call.arguments()) {
            last = open ? null : types(argument, looked, looked);
        }
        return SAME.contains(call.name()) ? focus : call.name().equals("select") ? last : null;
    }

    private static @Nullable Types only(TypeSpecifier type, @Nullable Types focus) {
        TypeDefinition named = R4.types().get(type.name());
        return named == null || focus == null ? null : new Types(Set.of(named));
    }

    private static @Nullable Types binary(Operator operator, @Nullable Types left, @Nullable Types right) {
        if (operator != Operator.UNION || left == null || right == null) {
            return null;
        }
        Set<TypeDefinition> all = new LinkedHashSet<>(left.types());
        all.addAll(right.types());
        return new Types(all);
    }
}

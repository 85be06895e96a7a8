package org.throughline.fhir.path;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.R4;
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

/** One way of writing for expressions that mean the same to a search. */
final class Canonical {
    private Canonical() {}

    /**
     * The expression with {@code x as T} and {@code x.as(T)} as {@code x.ofType(T)}: search parameters use {@code as} on
     * repeating elements, where FHIRPath would refuse it. R4 also writes {@code DateTime} where it means its own type.
     */
    static Expression form(Expression expression) {
        return switch (expression) {
            case As(Expression operand, TypeSpecifier type) ->
                new Path(form(operand), new TypeCall("ofType", fhirType(type)));
            case Path(Expression input, TypeCall call)
            when call.name().equals("as") -> new Path(form(input), new TypeCall("ofType", fhirType(call.type())));
            case Path(Expression input, Expression step) -> new Path(form(input), form(step));
            case Binary(Operator operator, Expression left, Expression right) ->
                new Binary(operator, form(left), form(right));
            case At(Expression input, Expression index) -> new At(form(input), index);
            default -> expression;
        };
    }

    private static TypeSpecifier fhirType(TypeSpecifier type) {
        String name = type.name();
        String lower = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        boolean primitive = R4.types().get(name) == null && R4.types().get(lower) != null;
        return new TypeSpecifier(null, primitive ? lower : name);
    }

    /** The name that an expression begins with; null when it begins otherwise. */
    static @Nullable String start(Expression expression) {
        return switch (expression) {
            case Start(String name) -> name;
            case Path(Expression input, Expression ignored) -> start(input);
            case At(Expression input, Expression ignored) -> start(input);
            case Binary(Operator ignored, Expression left, Expression alsoIgnored) -> start(left);
            case Is(Expression operand, TypeSpecifier ignored) -> start(operand);
            case As(Expression operand, TypeSpecifier ignored) -> start(operand);
            case Negate(Expression operand) -> start(operand);
            case Literal ignored -> null;
            case This ignored -> null;
            case Index ignored -> null;
            case Total ignored -> null;
            case Variable ignored -> null;
            case Child ignored -> null;
            case Call ignored -> null;
            case TypeCall ignored -> null;
        };
    }

    static String text(Expression expression) {
        return switch (expression) {
            case Start(String name) -> name;
            case Child(String name) -> name;
            case Path(Expression input, Expression step) -> inner(input) + "." + text(step);
            case At(Expression input, Expression index) -> inner(input) + "[" + text(index) + "]";
            case Binary(Operator operator, Expression left, Expression right) ->
                inner(left) + " " + operator.symbol() + " " + inner(right);
            case Is(Expression operand, TypeSpecifier type) -> inner(operand) + " is " + type;
            case As(Expression operand, TypeSpecifier type) -> inner(operand) + " as " + type;
            case Negate(Expression operand) -> "-" + inner(operand);
            case Literal literal -> text(literal);
            case This ignored -> "$this";
            case Index ignored -> "$index";
            case Total ignored -> "$total";
            case Variable(String name) -> "%" + name;
            case Call call ->
                call.name()
                        + call.arguments().stream().map(Canonical::text).collect(Collectors.joining(", ", "(", ")"));
            case TypeCall(String name, TypeSpecifier type) -> name + "(" + type + ")";
        };
    }

    private static String inner(Expression expression) {
        boolean compound = expression instanceof Binary
                || expression instanceof Is
                || expression instanceof As
                || expression instanceof Negate;
        return compound ? "(" + text(expression) + ")" : text(expression);
    }

    private static String text(Literal literal) {
        if (literal.values().isEmpty()) {
            return "{}";
        }
        Node value = literal.values().getFirst();
        return switch (value) {
            case Value.Text text -> "'" + text.text().replace("\\", "\\\\").replace("'", "\\'") + "'";
            case Value.When when -> "@" + (when.temporal().kind() == Temporal.Kind.TIME ? "T" : "") + when;
            default -> value.toString();
        };
    }
}

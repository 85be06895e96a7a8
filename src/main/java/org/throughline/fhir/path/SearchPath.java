package org.throughline.fhir.path;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.path.Expression.Binary;
import org.throughline.fhir.path.Expression.Call;
import org.throughline.fhir.path.Expression.Is;
import org.throughline.fhir.path.Expression.Path;
import org.throughline.fhir.path.Expression.TypeCall;

/**
 * One alternative of a search parameter's expression on one resource type, in a form that two parameters share when they
 * look at the same elements: {@code patient} and {@code subject} of Observation are both {@code Observation.subject}.
 *
 * @param type the resource type that is searched
 * @param expression the canonical text, the same for every way of writing it
 * @param path the compiled expression, without the test of a target's type
 * @param targetType the type that references must point to, from {@code .where(resolve() is Patient)}; null for any
 */
public record SearchPath(
        String type,
        String expression,
        FhirPath path,
        @Nullable String targetType) {

    /** The alternatives of a parameter on a type; none for a parameter without an expression ({@code _text}). */
    public static List<SearchPath> of(SearchParameterDefinition parameter, String type) {
        String expression = parameter.expression();
        return expression == null ? List.of() : of(expression, type);
    }

    /**
     * The alternatives of an expression on a type. Those that begin with another type's name are left out; one that
     * begins with none, as in the parts of a composite, is kept.
     */
    public static List<SearchPath> of(String expression, String type) {
        TypeDefinition definition = R4.types().require(type);
        List<SearchPath> paths = new ArrayList<>();
        for (Expression alternative : alternatives(Canonical.form(Parser.parse(expression)))) {
            String root = Canonical.start(alternative);
            TypeDefinition named = root == null ? null : R4.types().get(root);
            if (named == null || !named.isResource() || definition.is(named.name())) {
                paths.add(of(alternative, type));
            }
        }
        return paths;
    }

    private static List<Expression> alternatives(Expression expression) {
        if (expression instanceof Binary(Operator operator, Expression left, Expression right)
                && operator == Operator.UNION) {
            List<Expression> all = new ArrayList<>(alternatives(left));
            all.addAll(alternatives(right));
            return all;
        }
        return List.of(expression);
    }

    private static SearchPath of(Expression expression, String type) {
        if (expression instanceof Path(Expression input, Call call)
                && call.name().equals("where")
                && call.arguments().getFirst() instanceof Is(Call resolve, TypeSpecifier target)
                && resolve.name().equals("resolve")) {
            return new SearchPath(type, Canonical.text(input), path(input), target.name());
        }
        if (expression instanceof Path(Expression input, Call call)
                && call.name().equals("where")
                && call.arguments().getFirst() instanceof Path(Call resolve, TypeCall target)
                && resolve.name().equals("resolve")
                && target.name().equals("is")) {
            return new SearchPath(
                    type, Canonical.text(input), path(input), target.type().name());
        }
        return new SearchPath(type, Canonical.text(expression), path(expression), null);
    }

    private static FhirPath path(Expression expression) {
        return new FhirPath(Canonical.text(expression), expression);
    }
}

package org.throughline.fhir.path;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.path.Environment.Inputs;
import org.throughline.fhir.path.Expression.Child;
import org.throughline.fhir.path.Expression.Path;

/**
 * A compiled FHIRPath expression, see <a href="http://hl7.org/fhirpath/N1">FHIRPath</a> and <a
 * href="https://hl7.org/fhir/R4/fhirpath.html">its use in R4</a>. Immutable and free to share.
 */
public final class FhirPath {
    private final String text;
    private final Expression expression;

    FhirPath(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /** Compiles an expression; one that cannot be read is a {@code Failure.Malformed} that says where. */
    public static FhirPath compile(String text) {
        return new FhirPath(text, Parser.parse(text));
    }

    /**
     * Looks whether the expression names elements that a type has; one that does not is a {@code Failure.Malformed}.
     * Evaluation itself is lenient: what is not there gives nothing.
     *
     * @param type the type that the expression is to be evaluated on, {@code Patient}
     */
    public void check(String type) {
        Checker.check(expression, type);
    }

    /** The expression as it was written. */
    public String text() {
        return text;
    }

    /** The expression without its last step, when that is the name of an element: of {@code a.b.c}, {@code a.b}; else null. */
    public @Nullable FhirPath parent() {
        return expression instanceof Path(Expression input, Child ignored)
                ? new FhirPath(Canonical.text(input), input)
                : null;
    }

    /** The name that the expression ends with: of {@code a.b.c}, {@code c}; null when it does not end with a name. */
    public @Nullable String lastName() {
        return expression instanceof Path(Expression ignored, Child(String name)) ? name : null;
    }

    Expression expression() {
        return expression;
    }

    /**
     * The nodes that it gives for a resource, in order. What does not fit the resource (two values where one is needed,
     * a text where a number is) is a {@code Failure.Invalid}.
     */
    public List<Node> evaluate(JsonObject resource) {
        return evaluate(Element.root(resource));
    }

    /** The nodes that it gives from a node on, such as an element that another path gave. */
    public List<Node> evaluate(Node context) {
        return evaluate(context, Inputs.NONE);
    }

    /**
     * As {@link #evaluate(Node)}, with what the expression may need from outside.
     *
     * @param variables values for {@code %name}
     * @param now the moment for {@code now()} and {@code today()}; null when they may not be used
     * @param resolver finds the resource that a reference points to; answers null when it does not
     */
    public List<Node> evaluate(
            Node context,
            Map<String, List<Node>> variables,
            @Nullable OffsetDateTime now,
            Function<String, @Nullable JsonObject> resolver) {
        return evaluate(context, new Inputs(Map.copyOf(variables), now, resolver));
    }

    private List<Node> evaluate(Node context, Inputs inputs) {
        List<Node> focus = List.of(context);
        return expression.evaluate(
                new Scope(new Environment(context, inputs, new Budget()), focus, 0, List.of()), focus);
    }

    @Override
    public String toString() {
        return text;
    }
}

package org.throughline.fhir.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collections of one, see <a href="http://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections">singleton evaluation</a>. */
final class Singleton {
    private static final List<Node> TRUE = List.of(new Value.Bool(true));
    private static final List<Node> FALSE = List.of(new Value.Bool(false));

    private Singleton() {}

    static List<Node> of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    /** The result of a three-valued test; empty for null. */
    static List<Node> of(@Nullable Boolean truth) {
        return truth == null ? List.of() : of(truth.booleanValue());
    }

    static List<Node> of(@Nullable Value value) {
        return value == null ? List.of() : List.of(value);
    }

    static List<Node> of(String text) {
        return List.of(new Value.Text(text));
    }

    static List<Node> of(int number) {
        return List.of(new Value.Int(number));
    }

    /** The one node; null for none. Several are an error. */
    static @Nullable Node node(List<Node> nodes) {
        return switch (nodes.size()) {
            case 0 -> null;
            case 1 -> nodes.getFirst();
            default -> throw PathFailure.evaluation("one value is needed where there are " + nodes.size());
        };
    }

    /** The value of the one node; null for none. */
    static @Nullable Value value(List<Node> nodes) {
        Node node = node(nodes);
        return node == null ? null : node.value();
    }

    /** The truth of the one node; null for none. A single thing that is not a boolean counts as true. */
    static @Nullable Boolean truth(List<Node> nodes) {
        Node node = node(nodes);
        if (node == null) {
            return null;
        }
        return node.value() instanceof Value.Bool bool ? bool.truth() : Boolean.TRUE;
    }

    /** The text of the one node; null for none. Anything but a text is an error. */
    static @Nullable String text(List<Node> nodes) {
        Node node = node(nodes);
        if (node == null) {
            return null;
        }
        Value value = node.value();
        if (value instanceof Value.Text text) {
            return text.text();
        }
        if (value instanceof Value.When when && node instanceof Element) {
            return when.toString();
        }
        throw PathFailure.evaluation("a text is needed where there is a " + node.type());
    }

    /** The whole number of the one node; null for none. Anything else is an error. */
    static @Nullable Integer number(List<Node> nodes) {
        Node node = node(nodes);
        if (node == null) {
            return null;
        }
        if (node.value() instanceof Value.Int number) {
            return number.number();
        }
        throw PathFailure.evaluation("a whole number is needed where there is a " + node.type());
    }
}

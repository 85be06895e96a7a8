package org.throughline.fhir.path;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.R4;

/**
 * A type named in an expression.
 *
 * @param namespace {@code FHIR} or {@code System}; null when it is left to the name
 */
record TypeSpecifier(@Nullable String namespace, String name) {
    private static final Set<String> SYSTEM = Set.of(
            "Boolean", "String", "Integer", "Decimal", "Date", "DateTime", "Time", "Quantity", "SimpleTypeInfo", "Any");

    /** Whether there is such a type at all. */
    boolean isKnown() {
        boolean system = SYSTEM.contains(name);
        boolean fhir = R4.types().get(name) != null;
        return namespace == null ? fhir || system : true;
    }

    /** {@code is}: of the type or of one that specialises it. */
    boolean matches(Node node) {
        return switch (node) {
            case Value value -> mayBe("System") && value.systemType().equals(name);
            case Element element -> mayBe("FHIR") && element.is(name);
        };
    }

    /** {@code as} and {@code ofType}: a primitive must be of the very type, as R4's engines have it. */
    boolean selects(Node node) {
        return matches(node)
                && !(node instanceof Element element
                        && element.definition().isPrimitive()
                        && !element.type().equals(name));
    }

    private boolean mayBe(String wanted) {
        return namespace == null || namespace.equals(wanted);
    }

    @Override
    public String toString() {
        return namespace == null ? name : namespace + "." + name;
    }
}

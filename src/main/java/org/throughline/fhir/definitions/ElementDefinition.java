package org.throughline.fhir.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of a type, see <a href="https://hl7.org/fhir/R4/elementdefinition.html">ElementDefinition</a>.
 *
 * @param name the name in a FHIRPath: {@code value} for {@code value[x]}
 * @param max the most there may be; {@link #MANY} when there is no limit
 * @param choice whether the JSON name carries the type, as in {@code valueQuantity}
 * @param requiredValueSet the canonical address, without version, of the value set that a code must come from; null
 *     when there is no required binding
 */
public record ElementDefinition(
        String name,
        int min,
        int max,
        boolean choice,
        List<ElementType> types,
        boolean summary,
        boolean modifier,
        @Nullable String requiredValueSet) {

    /** No limit: {@code *}. */
    public static final int MANY = Integer.MAX_VALUE;

    public ElementDefinition {
        types = List.copyOf(types);
    }

    /** Whether JSON writes it as an array. */
    public boolean repeats() {
        return max > 1;
    }

    /** The name in JSON when it has the given type. */
    public String jsonName(ElementType type) {
        return choice
                ? name
                        + Character.toUpperCase(type.name().charAt(0))
                        + type.name().substring(1)
                : name;
    }
}

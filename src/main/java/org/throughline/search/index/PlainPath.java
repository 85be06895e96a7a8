package org.throughline.search.index;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.TypeDefinition;

/**
 * Reads those FHIRPath expressions that only step from element to element, as nearly all search parameters do:
 * {@code Observation.value.ofType(Quantity)}, {@code Patient.telecom.where(system='email')}.
 */
final class PlainPath {
    private static final Pattern PART = Pattern.compile(
            "\\.([a-z][A-Za-z]*)(?:\\.ofType\\(([A-Za-z]+)\\))?(?:\\.where\\(([a-z]+)\\s*=\\s*'([^'\\\\]*)'\\))?(?![(A-Za-z])");

    private PlainPath() {}

    /**
     * One step.
     *
     * @param type the only type of the element that counts; null for any
     */
    record Part(String name, @Nullable String type, Step.@Nullable Filter filter) {

        /** The JSON members that the step may lead to. */
        List<Member> members(TypeDefinition from) {
            return from.members(name).stream()
                    // R4's own definitions write DateTime in one place.
                    .filter(member -> type == null
                            || member.type().is(type)
                            || member.type().name().equalsIgnoreCase(type))
                    .toList();
        }
    }

    /** The steps after the type that the expression starts with; null when it is more than steps. */
    static @Nullable List<Part> parse(String expression) {
        int from = 0;
        while (from < expression.length() && Character.isLetter(expression.charAt(from))) {
            from++;
        }
        boolean named = from > 0 && Character.isUpperCase(expression.charAt(0));
        return steps(named ? expression.substring(from) : "." + expression);
    }

    private static @Nullable List<Part> steps(String expression) {
        List<Part> parts = new ArrayList<>();
        Matcher part = PART.matcher(expression);
        int at = 0;
        while (at < expression.length()) {
            part.region(at, expression.length());
            if (!part.lookingAt()) {
                return null;
            }
            Step.Filter filter = part.group(3) == null ? null : new Step.Filter(part.group(3), part.group(4));
            parts.add(new Part(part.group(1), part.group(2), filter));
            at = part.end();
        }
        return parts;
    }
}

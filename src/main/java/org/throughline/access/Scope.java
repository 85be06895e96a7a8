package org.throughline.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * One SMART scope over resources, of version 1 ({@code system/Patient.read}) or 2 ({@code system/Patient.rs}), the
 * latter perhaps with conditions ({@code patient/Observation.rs?category=system|laboratory}).
 *
 * @param context {@code system}, {@code user} or {@code patient}
 * @param type a resource type, or {@code *} for all
 * @param interactions what is granted on it; never empty
 * @param filters what a resource must meet; all of them
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART scopes</a>
 */
public record Scope(String context, String type, Set<Interaction> interactions, List<Filter> filters) {
    private static final Pattern FORM = Pattern.compile(
            "(system|user|patient)/(\\*|[A-Z][A-Za-z]{1,63})\\.(?:(\\*|read|write)|(c?r?u?d?s?)(?:\\?(.+))?)");

    public Scope {
        interactions = Set.copyOf(interactions);
        filters = List.copyOf(filters);
    }

    /**
     * Reads a scope.
     *
     * @throws Failed with {@link Failure.Malformed} when it is not one, or has a condition that is not a plain
     *     {@code parameter=value}
     */
    public static Scope parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || "".equals(form.group(4))) {
            throw malformed(text);
        }
        Set<Interaction> interactions =
                form.group(3) == null ? Interaction.ofLetters(form.group(4)) : ofWord(form.group(3));
        List<Filter> filters = form.group(5) == null ? List.of() : Filters.parse(form.group(5));
        return new Scope(form.group(1), form.group(2), interactions, filters);
    }

    private static Set<Interaction> ofWord(String word) {
        return switch (word) {
            case "read" -> EnumSet.of(Interaction.READ, Interaction.SEARCH);
            case "write" -> EnumSet.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE);
            default -> EnumSet.allOf(Interaction.class);
        };
    }

    private static Failed malformed(String text) {
        return new Failed(new Failure.Malformed(
                "value",
                "scope",
                "'" + text + "' is not a scope: write context/Type.interactions, where the context is system, user or"
                        + " patient, the type a resource type or *, and the interactions are some of 'cruds' in that"
                        + " order, or 'read', 'write' or '*'; for example system/*.cruds or system/Patient.rs. After"
                        + " 'cruds' may stand conditions, as in system/Observation.rs?category=laboratory"));
    }

    /** Whether this scope grants all that the other does. */
    public boolean covers(Scope other) {
        return context.equals(other.context)
                && (type.equals(Grant.ANY) || type.equals(other.type))
                && interactions.containsAll(other.interactions)
                && other.filters.containsAll(filters);
    }

    /** The same on resources of another type, or on those that meet one more condition. */
    public Scope narrowed(String onType, List<Filter> more) {
        List<Filter> all = Stream.concat(filters.stream(), more.stream()).toList();
        return new Scope(context, onType, interactions, all);
    }

    /**
     * What it grants beside the rights of whoever the token is for.
     *
     * @param patient addresses of the patient in context; a {@code patient/} scope grants nothing without one
     */
    Optional<Grant> grant(Set<Long> patient) {
        if (!context.equals("patient")) {
            return Optional.of(new Grant(Set.of(type), interactions, Set.of(Reach.EVERYONE), filters));
        }
        return patient.isEmpty()
                ? Optional.empty()
                : Optional.of(new Grant(Set.of(type), interactions, Set.of(new Reach.Of(patient)), filters));
    }

    /** The scope in the form of SMART version 2. */
    @Override
    public String toString() {
        String plain = context + "/" + type + "." + Interaction.letters(interactions);
        String conditions = filters.stream().map(Filters::text).collect(Collectors.joining("&"));
        return conditions.isEmpty() ? plain : plain + "?" + conditions;
    }
}

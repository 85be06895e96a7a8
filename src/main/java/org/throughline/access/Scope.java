package org.throughline.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * One SMART scope over resources, of version 1 ({@code system/Patient.read}) or 2 ({@code system/Patient.rs}).
 *
 * @param context {@code system}, {@code user} or {@code patient}
 * @param type a resource type, or {@code *} for all
 * @param interactions what is granted on it; never empty
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART scopes</a>
 */
public record Scope(String context, String type, Set<Interaction> interactions) {
    private static final Pattern FORM =
            Pattern.compile("(system|user|patient)/(\\*|[A-Z][A-Za-z]{1,63})\\.(\\*|read|write|c?r?u?d?s?)");

    public Scope {
        interactions = Set.copyOf(interactions);
    }

    static Scope parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(3).isEmpty()) {
            throw malformed(text);
        }
        return new Scope(form.group(1), form.group(2), interactions(form.group(3)));
    }

    private static Set<Interaction> interactions(String letters) {
        return switch (letters) {
            case "*" -> EnumSet.allOf(Interaction.class);
            case "read" -> EnumSet.of(Interaction.READ, Interaction.SEARCH);
            case "write" -> EnumSet.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE);
            default -> {
                Set<Interaction> granted = EnumSet.noneOf(Interaction.class);
                for (Interaction interaction : Interaction.values()) {
                    if (letters.indexOf(interaction.letter()) >= 0) {
                        granted.add(interaction);
                    }
                }
                yield granted;
            }
        };
    }

    private static Failed malformed(String text) {
        return new Failed(new Failure.Malformed(
                "value",
                "scope",
                "'" + text + "' is not a scope: write context/Type.interactions, where the context is system, user or"
                        + " patient, the type a resource type or *, and the interactions are some of 'cruds' in that"
                        + " order, or 'read', 'write' or '*'; for example system/*.cruds or system/Patient.rs"));
    }

    /**
     * What it grants beside the rights of whoever the token is for.
     *
     * @param patient addresses of the patient in context; a {@code patient/} scope grants nothing without one
     */
    Optional<Grant> grant(Set<Long> patient) {
        if (!context.equals("patient")) {
            return Optional.of(Grant.of(Set.of(type), interactions, Reach.EVERYONE));
        }
        return patient.isEmpty()
                ? Optional.empty()
                : Optional.of(Grant.of(Set.of(type), interactions, new Reach.Of(patient)));
    }

    /** The scope in the form of SMART version 2. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(context).append('/').append(type).append('.');
        for (Interaction interaction : Interaction.values()) {
            if (interactions.contains(interaction)) {
                text.append(interaction.letter());
            }
        }
        return text.toString();
    }
}

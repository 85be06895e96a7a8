package org.throughline.access;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A permission: these interactions with resources of these types, as far as it reaches. Permissions add up; what none
 * of them allows is denied.
 *
 * @param types names of resource types; {@link #ANY} alone for all
 * @param interactions never empty
 * @param reach whose records; all of these limits hold together, none means everyone's
 * @param filters what a resource must meet; all of them
 */
public record Grant(Set<String> types, Set<Interaction> interactions, Set<Reach> reach, List<Filter> filters) {
    /** Stands for all types. */
    public static final String ANY = "*";

    public Grant {
        types = Set.copyOf(types);
        interactions = Set.copyOf(interactions);
        reach = withoutEveryone(reach);
        filters = List.copyOf(filters);
    }

    private static Set<Reach> withoutEveryone(Set<Reach> reach) {
        Set<Reach> limits = new HashSet<>(reach);
        limits.remove(Reach.EVERYONE);
        return Set.copyOf(limits);
    }

    /** A permission without filters. */
    public static Grant of(Set<String> types, Set<Interaction> interactions, Reach reach) {
        return new Grant(types, interactions, Set.of(reach), List.of());
    }

    boolean allows(String type, Interaction interaction) {
        return interactions.contains(interaction) && (types.contains(ANY) || types.contains(type));
    }

    /** Whether every row of its types is within it. */
    boolean isUnlimited() {
        return reach.isEmpty() && filters.isEmpty();
    }

    /** The patients to whom its reach is limited by name; none when it is limited otherwise. */
    Set<Long> patients() {
        Set<Long> common = null;
        for (Reach limit : reach) {
            Set<Long> named = limit instanceof Reach.Of(Set<Long> patients) ? patients : Set.of();
            if (common == null) {
                common = new HashSet<>(named);
            } else {
                common.retainAll(named);
            }
        }
        return common == null ? Set.of() : common;
    }

    /** What both allow; empty when that is nothing. */
    Optional<Grant> and(Grant other) {
        Set<String> both = common(other.types);
        Set<Interaction> may = EnumSet.noneOf(Interaction.class);
        may.addAll(interactions);
        may.retainAll(other.interactions);
        if (both.isEmpty() || may.isEmpty()) {
            return Optional.empty();
        }
        Set<Reach> limits = new HashSet<>(reach);
        limits.addAll(other.reach);
        Set<Filter> conditions = new HashSet<>(filters);
        conditions.addAll(other.filters);
        return Optional.of(new Grant(both, may, limits, List.copyOf(conditions)));
    }

    private Set<String> common(Set<String> others) {
        if (types.contains(ANY)) {
            return others;
        }
        Set<String> both = new HashSet<>(types);
        if (!others.contains(ANY)) {
            both.retainAll(others);
        }
        return both;
    }
}

package org.throughline.login.role;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Filter;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Reach;

/**
 * One line of what a role may do.
 *
 * @param types names of resource types; {@link Grant#ANY} alone for all
 * @param interactions never empty
 * @param filters what a resource must meet; all of them
 */
public record Permission(SortedSet<String> types, Set<Interaction> interactions, Extent extent, List<Filter> filters) {
    /** Stands in the value of a filter for the id of the Organization at which the role is held. */
    public static final String SITE = "{site}";

    public Permission {
        types = new TreeSet<>(types);
        interactions = Set.copyOf(interactions);
        filters = List.copyOf(filters);
    }

    /**
     * What it grants to who has the role.
     *
     * @param patients addresses of those for whom the role is held; without any, what is about one's own is nothing
     * @param site the id of the Organization at which the role is held; null for none. Without one, what is of a site is nothing
     */
    Optional<Grant> grant(Set<Long> patients, @Nullable String site) {
        if (site == null && filters.stream().anyMatch(filter -> filter.value().contains(SITE))) {
            return Optional.empty();
        }
        List<Filter> met = filters.stream()
                .map(filter -> site == null
                        ? filter
                        : new Filter(filter.parameter(), filter.value().replace(SITE, site)))
                .toList();
        return switch (extent) {
            case EVERYONE -> Optional.of(grant(Reach.EVERYONE, met));
            case TREATED -> Optional.of(grant(Reach.TREATED, met));
            case OWN -> patients.isEmpty() ? Optional.empty() : Optional.of(grant(new Reach.Of(patients), met));
        };
    }

    private Grant grant(Reach reach, List<Filter> met) {
        return new Grant(types, interactions, Set.of(reach), met);
    }
}

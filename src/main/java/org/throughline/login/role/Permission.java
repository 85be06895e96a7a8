package org.throughline.login.role;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
    public Permission {
        types = new TreeSet<>(types);
        interactions = Set.copyOf(interactions);
        filters = List.copyOf(filters);
    }

    /**
     * What it grants to who has the role.
     *
     * @param patients addresses of those for whom the role is held; without any, what is about one's own is nothing
     */
    Optional<Grant> grant(Set<Long> patients) {
        return switch (extent) {
            case EVERYONE -> Optional.of(grant(Reach.EVERYONE));
            case TREATED -> Optional.of(grant(Reach.TREATED));
            case OWN -> patients.isEmpty() ? Optional.empty() : Optional.of(grant(new Reach.Of(patients)));
        };
    }

    private Grant grant(Reach reach) {
        return new Grant(types, interactions, Set.of(reach), filters);
    }
}

package org.throughline.login.role;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** Stands for the patient for whom the role is held: {@code Patient/1}. */
    public static final String PATIENT = "{patient}";

    /** Stands for whoever holds the role, as the record knows them: {@code RelatedPerson/1}. */
    public static final String SELF = "{self}";

    private static final List<String> NAMES = List.of(SITE, PATIENT, SELF);

    public Permission {
        types = new TreeSet<>(types);
        interactions = Set.copyOf(interactions);
        filters = List.copyOf(filters);
    }

    /**
     * What it grants to who has the role.
     *
     * @param patients addresses of those for whom the role is held; without any, what is about one's own is nothing
     * @param named what {@link #SITE}, {@link #PATIENT} and {@link #SELF} stand for; what is of one that stands for nothing is
     *     nothing
     */
    Optional<Grant> grant(Set<Long> patients, Map<String, String> named) {
        List<Filter> met = new ArrayList<>();
        for (Filter filter : filters) {
            String value = filled(filter.value(), named);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            met.add(new Filter(filter.parameter(), value));
        }
        return switch (extent) {
            case EVERYONE -> Optional.of(grant(Reach.EVERYONE, met));
            case TREATED -> Optional.of(grant(Reach.TREATED, met));
            case OWN -> patients.isEmpty() ? Optional.empty() : Optional.of(grant(new Reach.Of(patients), met));
        };
    }

    /** The alternatives of a value that are told whole; empty for none. */
    private static String filled(String value, Map<String, String> named) {
        return Arrays.stream(value.split(",", -1))
                .map(each -> {
                    String filled = each;
                    for (Map.Entry<String, String> name : named.entrySet()) {
                        filled = filled.replace(name.getKey(), name.getValue());
                    }
                    return filled;
                })
                .filter(each -> NAMES.stream().noneMatch(each::contains))
                .collect(Collectors.joining(","));
    }

    private Grant grant(Reach reach, List<Filter> met) {
        return new Grant(types, interactions, Set.of(reach), met);
    }
}

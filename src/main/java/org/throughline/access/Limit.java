package org.throughline.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A condition on a resource under which a policy keeps it from a caller: what is left of the policy when purpose and
 * time are known. Its leaves are what a row of the store can tell.
 */
public sealed interface Limit {
    Limit ALWAYS = new All(List.of());
    Limit NEVER = new Any(List.of());

    /** The resource is of one of these types. */
    record OfTypes(Set<String> types) implements Limit {
        public OfTypes {
            types = Set.copyOf(types);
        }
    }

    /** The resource carries one of these security labels. */
    record Labelled(Set<String> labels) implements Limit {
        public Labelled {
            labels = Set.copyOf(labels);
        }
    }

    /** The provision of this number names one of the caller's actors. */
    record NamesActor(int provision) implements Limit {}

    /** The provision of this number names the resource. */
    record NamesResource(int provision) implements Limit {}

    /**
     * A date of the resource is in the time that the provision of this number is about.
     *
     * @param undated whether a resource without dates counts as in it
     */
    record Dated(int provision, boolean undated) implements Limit {}

    /** The provision of this number is in force now. */
    record InForce(int provision) implements Limit {}

    record Not(Limit limit) implements Limit {}

    record All(List<Limit> limits) implements Limit {
        public All {
            limits = List.copyOf(limits);
        }
    }

    record Any(List<Limit> limits) implements Limit {
        public Any {
            limits = List.copyOf(limits);
        }
    }

    /** All of these, in its simplest form. */
    static Limit all(List<Limit> limits) {
        if (limits.contains(NEVER)) {
            return NEVER;
        }
        List<Limit> rest = new ArrayList<>(limits);
        rest.removeIf(Predicate.isEqual(ALWAYS));
        return rest.size() == 1 ? rest.getFirst() : new All(rest);
    }

    /** One of these, in its simplest form. */
    static Limit any(List<Limit> limits) {
        if (limits.contains(ALWAYS)) {
            return ALWAYS;
        }
        Set<Limit> rest = new HashSet<>(limits);
        rest.remove(NEVER);
        return rest.size() == 1 ? rest.iterator().next() : new Any(List.copyOf(rest));
    }

    /** The opposite. */
    static Limit not(Limit limit) {
        if (limit.equals(ALWAYS)) {
            return NEVER;
        }
        return limit.equals(NEVER) ? ALWAYS : new Not(limit);
    }
}

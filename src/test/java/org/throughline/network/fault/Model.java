package org.throughline.network.fault;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each member has written about each patient, and whom it permits to be given it: with that it is told what everybody must
 * hold once all lines are good again.
 */
final class Model {
    /**
     * The record of a patient at a member.
     *
     * @param name of the member
     * @param patient whom the members call by one id
     */
    record Place(String name, String patient) {}

    private final Map<Place, Map<String, Entry>> entries =
            new TreeMap<>(java.util.Comparator.comparing(Place::name).thenComparing(Place::patient));
    private final Set<String> permitted = new HashSet<>();

    /**
     * What may be stored of one resource: what was acknowledged last, and what was sent since and may or may not have been stored.
     *
     * @param sure the value; null when there is none, or none that members may see
     * @param perhaps the values that may have come in its place
     */
    record Entry(@Nullable Integer sure, Set<@Nullable Integer> perhaps) {
        boolean allows(@Nullable Integer value) {
            return java.util.Objects.equals(sure, value) || perhaps.contains(value);
        }
    }

    /** A member has acknowledged a value; null takes the resource away, or out of the members' sight. */
    void acknowledged(Place place, String id, @Nullable Integer value) {
        of(place).put(id, new Entry(value, Set.of()));
    }

    /** A value was sent, and no answer came. */
    void unanswered(Place place, String id, @Nullable Integer value) {
        Entry before = of(place).getOrDefault(id, new Entry(null, Set.of()));
        Set<@Nullable Integer> perhaps = new HashSet<>(before.perhaps());
        perhaps.add(value);
        of(place).put(id, new Entry(before.sure(), perhaps));
    }

    /** Of what was not answered is known now what became of it. */
    Entry entry(Place place, String id) {
        return of(place).getOrDefault(id, new Entry(null, Set.of()));
    }

    Set<String> ids(Place place) {
        return Set.copyOf(of(place).keySet());
    }

    void permits(Place holder, String to, boolean now) {
        String key = holder + " " + to;
        if (now) {
            permitted.add(key);
        } else {
            permitted.remove(key);
        }
    }

    boolean permits(Place holder, String to) {
        return permitted.contains(holder + " " + to);
    }

    /** What a member must hold of what another one has written, by id. */
    Map<String, Integer> held(Place holder, String by) {
        Map<String, Integer> held = new TreeMap<>();
        if (permits(holder, by)) {
            of(holder).forEach((id, entry) -> {
                Integer value = entry.sure();
                if (value != null) {
                    held.put(id, value);
                }
            });
        }
        return held;
    }

    private Map<String, Entry> of(Place place) {
        return entries.computeIfAbsent(place, ignored -> new TreeMap<>());
    }
}

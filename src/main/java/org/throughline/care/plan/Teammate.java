package org.throughline.care.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who cares for the patient, over the teams of all organizations.
 *
 * @param name as a person reads it
 * @param roles what they do for the patient, each once
 * @param organization for which; empty for ours
 * @param means how they are reached: a phone number, or an address of mail; empty when none is known
 * @param address of the resource where it is held; empty for whoever has only a name
 * @param until a FHIR date; empty for no end, or when one of their places has none
 * @param keys by which they are known: National Provider Identifiers and addresses of resources
 * @param places where they stand
 */
public record Teammate(
        String name,
        List<String> roles,
        String organization,
        String means,
        String address,
        String until,
        Set<String> keys,
        List<Place> places) {
    static final String NPI = "http://hl7.org/fhir/sid/us-npi";

    public Teammate {
        roles = List.copyOf(roles);
        keys = Set.copyOf(keys);
        places = List.copyOf(places);
    }

    /**
     * A place in a team.
     *
     * @param team the id of the CareTeam
     * @param until a FHIR date; empty for no end
     */
    public record Place(String team, Holder holder, String until) {}

    /** Each person once: those who share a key are one. */
    static List<Teammate> folded(List<Teammate> all) {
        List<Teammate> folded = new ArrayList<>();
        for (Teammate each : all) {
            List<Teammate> same = folded.stream()
                    .filter(other -> other.keys.stream().anyMatch(each.keys::contains))
                    .toList();
            if (same.isEmpty()) {
                folded.add(each);
            } else {
                int place = folded.indexOf(same.getFirst());
                folded.removeAll(same);
                folded.add(
                        place, same.stream().reduce(Teammate::and).orElseThrow().and(each));
            }
        }
        return folded;
    }

    /** Both in one, this first. */
    private Teammate and(Teammate other) {
        Set<String> allKeys = new TreeSet<>(keys);
        allKeys.addAll(other.keys);
        List<Place> all = new ArrayList<>(places);
        all.addAll(other.places);
        List<String> allRoles = new ArrayList<>(roles);
        other.roles.stream()
                .filter(role -> allRoles.stream().noneMatch(role::equalsIgnoreCase))
                .forEach(allRoles::add);
        return new Teammate(
                name,
                allRoles,
                organization,
                means.isEmpty() ? other.means : means,
                address.isEmpty() ? other.address : address,
                until.isEmpty() || other.until.isEmpty() ? "" : later(until, other.until),
                allKeys,
                all);
    }

    private static String later(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}

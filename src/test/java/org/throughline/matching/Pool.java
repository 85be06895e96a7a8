package org.throughline.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Descriptions that are known, found by the keys by which the product looks for them. Not for threads. */
final class Pool {
    private final List<Demographics> known = new ArrayList<>();
    private final Map<String, List<Integer>> byKey = new HashMap<>();

    /** Adds one, and tells its number. */
    int add(Demographics one) {
        known.add(one);
        int number = known.size() - 1;
        keys(one)
                .forEach(key ->
                        byKey.computeIfAbsent(key, ignored -> new ArrayList<>()).add(number));
        return number;
    }

    Demographics get(int number) {
        return known.get(number);
    }

    /** The numbers of those that have a key in common with it. */
    Set<Integer> near(Demographics one) {
        Set<Integer> found = new LinkedHashSet<>();
        Set<String> keys = keys(one);
        BirthDates.exchanged(one.birthDate()).ifPresent(date -> keys.add("birth " + date));
        keys.forEach(key -> found.addAll(byKey.getOrDefault(key, List.of())));
        return found;
    }

    private static Set<String> keys(Demographics one) {
        Set<String> keys = new LinkedHashSet<>();
        if (!one.birthDate().isEmpty()) {
            keys.add("birth " + one.birthDate());
        }
        one.identifiers().forEach(each -> keys.add(each.system() + " " + each.value()));
        one.phones().forEach(phone -> keys.add("phone " + phone));
        one.emails().forEach(email -> keys.add("email " + email));
        for (Demographics.Family family : one.families()) {
            for (List<String> given : one.givens()) {
                keys.add("name " + beginning(family.joined(), 4) + " " + beginning(given.getFirst(), 2));
            }
        }
        return keys;
    }

    private static String beginning(String word, int letters) {
        return word.substring(0, Math.min(letters, word.length()));
    }
}

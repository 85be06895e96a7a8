package org.throughline.care.registration;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.throughline.care.chart.Person;
import org.throughline.matching.Folded;
import org.throughline.matching.Spelling;

/** Who of those on one list or on one day could be taken for another by their name. Pure. */
public final class SimilarNames {
    private SimilarNames() {}

    /** The ids of those whose name is like another's: the same family name, or both names alike. */
    public static Set<String> among(Collection<Person> people) {
        List<Named> named = people.stream().distinct().map(Named::of).toList();
        Set<String> similar = new HashSet<>();
        for (int i = 0; i < named.size(); i++) {
            for (int j = i + 1; j < named.size(); j++) {
                if (named.get(i).isLike(named.get(j))) {
                    similar.add(named.get(i).id());
                    similar.add(named.get(j).id());
                }
            }
        }
        return similar;
    }

    private record Named(String id, String family, String given) {
        static Named of(Person person) {
            return new Named(person.id(), Folded.of(person.family()), Folded.of(person.given()));
        }

        boolean isLike(Named other) {
            if (id.equals(other.id) || family.isEmpty() || other.family.isEmpty()) {
                return false;
            }
            return family.equals(other.family) || (alike(family, other.family) && alike(given, other.given));
        }

        private static boolean alike(String one, String other) {
            return one.equals(other) || Spelling.alike(one, other);
        }
    }
}

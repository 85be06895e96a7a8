package org.throughline.matching;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words by which somebody can be found again though one thing or another was written otherwise: each is made of a few things that
 * a description has, and two descriptions of one person have several words in common. What two strangers hardly share
 * by chance (a whole social security number) is two words, so that whoever counts words in common need not know what they mean.
 */
public final class Clues {
    /** Two descriptions with so many words in common may be of one person. */
    public static final int ENOUGH = 2;

    /** More are not made of one description. */
    public static final int MOST = 40;

    private static final int FAMILY_LETTERS = 4;
    private static final int GIVEN_LETTERS = 2;
    private static final int DAY = 10;

    /** How many digits a number has that is not only its end. */
    private static final int WHOLE = 8;

    private static final int LAST = 4;

    private Clues() {}

    /** The words; none where too little is known. */
    public static List<String> of(Demographics told) {
        Set<String> families = told.families().stream()
                .flatMap(family -> Stream.concat(Stream.of(family.joined()), family.parts().stream()))
                .map(name -> beginning(name, FAMILY_LETTERS))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> givens = told.givens().stream()
                .map(given -> beginning(given.getFirst(), GIVEN_LETTERS))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> postals = told.addresses().stream()
                .map(Demographics.Address::postal)
                .filter(postal -> !postal.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> born = told.birthDate().length() == DAY ? Set.of(told.birthDate()) : Set.of();
        return Stream.of(
                        numbers(told).filter(each -> each.length() >= WHOLE).flatMap(each -> twice("number", each)),
                        numbers(told)
                                .map(each -> each.substring(Math.max(0, each.length() - LAST)))
                                .flatMap(each -> born.stream().map(day -> word("number of", each, day))),
                        crossed(families, givens, born).map(each -> word("name", each)),
                        crossed(families, postals, born).map(each -> word("family", each)),
                        crossed(givens, postals, born).map(each -> word("given", each)),
                        crossed(families, givens, postals).map(each -> word("place", each)),
                        crossed(told.phones(), givens, Set.of("")).map(each -> word("phone", each)),
                        crossed(told.phones(), born, Set.of("")).map(each -> word("phone of", each)),
                        crossed(told.emails(), givens, Set.of("")).map(each -> word("mail", each)),
                        crossed(told.emails(), born, Set.of("")).map(each -> word("mail of", each)))
                .flatMap(each -> each)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Social security numbers and the like, which are often given by their last digits only. */
    private static Stream<String> numbers(Demographics told) {
        return told.identifiers().stream()
                .filter(each -> each.kind() == Demographics.Kind.NATIONAL)
                .map(Demographics.Identifier::value);
    }

    private static Stream<String> crossed(Set<String> ones, Set<String> others, Set<String> thirds) {
        return ones.stream()
                .flatMap(one ->
                        others.stream().flatMap(other -> thirds.stream().map(third -> word(one, other, third))));
    }

    private static Stream<String> twice(String... parts) {
        String word = word(parts);
        return Stream.of(word, word("again", word));
    }

    private static String word(String... parts) {
        return String.join("\n", parts);
    }

    private static String beginning(String name, int letters) {
        return name.substring(0, Math.min(letters, name.length()));
    }
}

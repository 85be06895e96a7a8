package org.throughline.matching;

import java.util.List;
import java.util.function.BiPredicate;
import org.throughline.matching.Demographics.Family;
import org.throughline.matching.Evidence.Field;
import org.throughline.matching.Evidence.Level;

/** What all of the names say: each in its place, or given and family name exchanged. Pure. */
record Names(Frequencies familyFrequencies, Frequencies givenFrequencies, Nicknames nicknames) {
    private static final double EXCHANGED = -1.5;
    private static final double SUFFIX = 2;
    private static final double OTHER_SUFFIX = -6;

    static Names shipped() {
        return new Names(
                Frequencies.shipped("family-names.txt"), Frequencies.shipped("given-names.txt"), Nicknames.shipped());
    }

    List<Evidence> compare(Demographics one, Demographics other) {
        Evidence family = new FamilyNames(familyFrequencies).compare(one, other);
        GivenNames.Found given = new GivenNames(givenFrequencies, familyFrequencies, nicknames).compare(one, other);
        Evidence suffix = suffix(one.suffix(), other.suffix());
        if (family.agrees() && given.given().agrees()) {
            return List.of(family, given.given(), given.middle(), suffix);
        }
        if (isExchanged(one, other, String::equals)) {
            return List.of(
                    exchanged(Field.FAMILY, Level.NEAR, one, other),
                    exchanged(Field.GIVEN, Level.NEAR, /* one= */ other, /* other= */ one),
                    suffix);
        }
        if (isExchanged(one, other, Names::isSame)) {
            // Which of two names that look alike is the first name is not known, and so not whether they are twins.
            return List.of(
                    exchanged(Field.FAMILY, Level.NEAR, one, other),
                    exchanged(Field.GIVEN, Level.WEAK, /* one= */ other, /* other= */ one),
                    suffix);
        }
        return List.of(family, given.given(), given.middle(), suffix);
    }

    private static boolean isExchanged(Demographics one, Demographics other, BiPredicate<String, String> same) {
        return one.families().stream().anyMatch(family -> isGiven(family, other, same))
                && other.families().stream().anyMatch(family -> isGiven(family, one, same));
    }

    private static boolean isGiven(Family family, Demographics of, BiPredicate<String, String> same) {
        String name = family.joined();
        return of.givens().stream()
                .anyMatch(given -> same.test(String.join("", given), name) || same.test(given.getFirst(), name));
    }

    private static boolean isSame(String one, String other) {
        return one.equals(other) || Spelling.alike(one, other);
    }

    /** Which of the two is the family name is not known then, so each is weighed as the more frequent kind. */
    private Evidence exchanged(Field field, Level level, Demographics one, Demographics other) {
        int rarity = one.families().stream()
                .filter(family -> isGiven(family, other, Names::isSame))
                .map(Family::joined)
                .mapToInt(name -> Math.min(familyFrequencies.of(name), givenFrequencies.of(name)))
                .max()
                .orElse(0);
        String words = field == Field.FAMILY ? "Given and family name are exchanged" : "";
        return new Evidence(field, level, rarity + EXCHANGED, words);
    }

    private static Evidence suffix(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Evidence.unsaid(Field.SUFFIX);
        }
        return one.equals(other)
                ? new Evidence(Field.SUFFIX, Level.SAME, SUFFIX, "")
                : new Evidence(Field.SUFFIX, Level.OTHER, OTHER_SUFFIX, "One is junior or senior to the other");
    }
}

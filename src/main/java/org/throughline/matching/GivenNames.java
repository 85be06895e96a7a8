package org.throughline.matching;

import java.util.List;
import java.util.stream.Stream;
import org.throughline.matching.Evidence.Field;
import org.throughline.matching.Evidence.Level;

/**
 * What the given names say. Who is born with somebody else shares nearly everything with them but this, so that two names
 * that are both in use and only look alike (Mario and Maria) are never taken for one mistyped. Pure.
 */
record GivenNames(Frequencies frequencies, Frequencies families, Nicknames nicknames) {
    private static final double DIFFERS = -6;
    private static final double NICKNAME = -1;
    private static final double SECOND = -2;
    private static final double MISTYPED = -2.5;
    private static final double INITIAL = 1.5;
    private static final double DOUBTFUL = 1;

    private static final double MIDDLE = 4;
    private static final double MIDDLE_INITIAL = 2;
    private static final double OTHER_MIDDLE = -3;

    /** What first and middle name say together. */
    record Found(Evidence given, Evidence middle) {
        double bits() {
            return given.bits() + middle.bits();
        }

        /** The one that speaks more for it; of two that speak alike, the one whose first names agree better. */
        Found or(Found other) {
            int order = Double.compare(bits(), other.bits());
            return order < 0 || (order == 0 && given.level().compareTo(other.given.level()) > 0) ? other : this;
        }
    }

    private static final Found UNSAID = new Found(Evidence.unsaid(Field.GIVEN), Evidence.unsaid(Field.MIDDLE));

    /** The best that any two of their names say. */
    Found compare(Demographics one, Demographics other) {
        Found best = UNSAID;
        boolean said = false;
        for (List<String> mine : one.givens()) {
            for (List<String> theirs : other.givens()) {
                Found found = compare(mine, theirs);
                best = said ? best.or(found) : found;
                said = true;
            }
        }
        return best;
    }

    private Found compare(List<String> one, List<String> other) {
        if (isOneName(one, other)) {
            int rarity = frequencies.of(one.getFirst(), other.getFirst());
            return new Found(same(rarity), middle(rest(one), rest(other)));
        }
        Evidence first = first(one.getFirst(), other.getFirst());
        if (first.agrees()) {
            return new Found(first, middle(rest(one), rest(other)));
        }
        if (one.containsAll(other) || other.containsAll(one)) {
            int rarity = frequencies.of(one.getFirst(), other.getFirst());
            // Two who are born together may be James Francis and Francis.
            Level level = one.size() == other.size() ? Level.NEAR : Level.WEAK;
            String words = "Goes by another of the given names" + Frequencies.words(rarity);
            return new Found(new Evidence(Field.GIVEN, level, rarity + SECOND, words), Evidence.unsaid(Field.MIDDLE));
        }
        return new Found(first, Evidence.unsaid(Field.MIDDLE));
    }

    /** Whether they are the same but for blanks: Mary Ann and Maryann, but not Eric A. and Erica. */
    private static boolean isOneName(List<String> one, List<String> other) {
        boolean whole = Stream.concat(one.stream(), other.stream()).allMatch(word -> word.length() > 1);
        return whole && String.join("", one).equals(String.join("", other));
    }

    private Evidence first(String one, String other) {
        int rarity = frequencies.of(one, other);
        if (one.equals(other)) {
            return one.length() == 1 ? weak(INITIAL, "Same initial of the first name") : same(rarity);
        }
        if (one.length() == 1 || other.length() == 1) {
            return one.charAt(0) == other.charAt(0)
                    ? weak(INITIAL, "Same initial of the first name")
                    : new Evidence(Field.GIVEN, Level.OTHER, DIFFERS, "Another first name");
        }
        if (nicknames.areOne(one, other)) {
            return near(rarity + NICKNAME, "First name and nickname");
        }
        if (Spelling.alike(one, other) || Spelling.soundAlike(one, other)) {
            return alike(one, other, rarity);
        }
        return new Evidence(Field.GIVEN, Level.OTHER, DIFFERS, "Another first name");
    }

    private Evidence alike(String one, String other, int rarity) {
        return isMistyped(one, other) || isMistyped(other, one)
                ? near(rarity + MISTYPED, "First name written alike")
                : weak(DOUBTFUL, "First names that look alike and may be two names");
    }

    /** Whether a word that is no name is one slip from this name, and from no other that is in use. */
    private boolean isMistyped(String word, String name) {
        return isInUse(name)
                && !isInUse(word)
                && Spelling.slips(word, name) == 1
                && frequencies.bits().keySet().stream()
                        .filter(each -> !each.equals(name) && !nicknames.areOne(each, name))
                        .noneMatch(each -> Spelling.slips(word, each) == 1);
    }

    private boolean isInUse(String name) {
        return frequencies.knows(name) || families.knows(name);
    }

    private static Evidence middle(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Evidence.unsaid(Field.MIDDLE);
        }
        String mine = one.getFirst();
        String theirs = other.getFirst();
        if (mine.charAt(0) == theirs.charAt(0) && (mine.length() == 1 || theirs.length() == 1)) {
            return new Evidence(Field.MIDDLE, Level.WEAK, MIDDLE_INITIAL, "Same middle initial");
        }
        if (mine.equals(theirs) || Spelling.alike(mine, theirs)) {
            return new Evidence(Field.MIDDLE, Level.SAME, MIDDLE, "Same middle name");
        }
        return new Evidence(Field.MIDDLE, Level.OTHER, OTHER_MIDDLE, "Another middle name");
    }

    private static List<String> rest(List<String> names) {
        return names.subList(1, names.size());
    }

    private static Evidence same(int rarity) {
        return new Evidence(Field.GIVEN, Level.SAME, rarity, "Same first name" + Frequencies.words(rarity));
    }

    private static Evidence near(double bits, String words) {
        return new Evidence(Field.GIVEN, Level.NEAR, Math.max(INITIAL, bits), words);
    }

    private static Evidence weak(double bits, String words) {
        return new Evidence(Field.GIVEN, Level.WEAK, bits, words);
    }
}

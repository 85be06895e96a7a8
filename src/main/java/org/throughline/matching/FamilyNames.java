package org.throughline.matching;

import java.util.Set;
import org.throughline.matching.Demographics.Family;
import org.throughline.matching.Evidence.Field;
import org.throughline.matching.Evidence.Level;

/** What the family names say. Pure. */
record FamilyNames(Frequencies frequencies) {
    private static final double DIFFERS = -4;
    private static final double CHANGED = -1;
    private static final double PART = -2;
    private static final double ALIKE = -2.5;
    private static final double SOUND = -4;
    private static final double ONE_OF_TWO = -7;

    /** Words that stand before many names. */
    private static final Set<String> PARTICLES = Set.of(
            "de", "la", "del", "los", "las", "da", "dos", "di", "van", "von", "der", "den", "el", "al", "st", "san");

    /** The best that any two of their names say. */
    Evidence compare(Demographics one, Demographics other) {
        Evidence best = Evidence.unsaid(Field.FAMILY);
        boolean said = false;
        for (Family mine : one.families()) {
            for (Family theirs : other.families()) {
                Evidence found = compare(mine, theirs);
                best = said ? best.or(found) : found;
                said = true;
            }
        }
        return best;
    }

    private Evidence compare(Family one, Family other) {
        String mine = one.joined();
        String theirs = other.joined();
        int rarity = frequencies.of(mine, theirs);
        if (mine.equals(theirs)) {
            return one.former() || other.former()
                    ? near(rarity + CHANGED, "The family name was changed" + Frequencies.words(rarity))
                    : new Evidence(Field.FAMILY, Level.SAME, rarity, "Same family name" + Frequencies.words(rarity));
        }
        int part = part(one, other);
        if (part > 0) {
            boolean both = one.parts().size() > 1 && other.parts().size() > 1;
            return both && !isWithin(one, other) && !isWithin(other, one)
                    ? new Evidence(
                            Field.FAMILY,
                            Level.WEAK,
                            Math.max(0, part + ONE_OF_TWO),
                            "One of two family names is the same")
                    : near(part + PART, "Part of the family name is the same" + Frequencies.words(part));
        }
        if (Spelling.alike(mine, theirs)) {
            return near(rarity + ALIKE, "Family name written alike");
        }
        if (Spelling.soundAlike(mine, theirs)) {
            return near(rarity + SOUND, "Family name that sounds alike");
        }
        return new Evidence(Field.FAMILY, Level.OTHER, DIFFERS, "Another family name");
    }

    /** The rarity of the rarest word that both have; 0 for none. */
    private int part(Family one, Family other) {
        return one.parts().stream()
                .filter(part -> part.length() > 2 && !PARTICLES.contains(part))
                .filter(other.parts()::contains)
                .mapToInt(frequencies::of)
                .max()
                .orElse(0);
    }

    private static boolean isWithin(Family one, Family other) {
        return other.parts().containsAll(one.parts());
    }

    private static Evidence near(double bits, String words) {
        return new Evidence(Field.FAMILY, Level.NEAR, Math.max(1, bits), words);
    }
}

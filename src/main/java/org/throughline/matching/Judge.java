package org.throughline.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.matching.Evidence.Field;
import org.throughline.matching.Evidence.Level;
import org.throughline.matching.Judgement.Answer;

/**
 * Compares two descriptions and says whether they are one person. The weight of all fields is one condition of a link; the
 * others are rules that no weight outvotes, because fields are not independent where it matters most: who is born together
 * shares all but a first name, father and son all but a birth date. So a link needs a name, a birth date and something
 * beyond both, and nothing that speaks against it. Symmetric. Pure; safe for threads.
 *
 * @param names what names say
 */
public record Judge(Names names) {
    /** From here on there may be a link: 26 : 1 for it where either could be anybody in the country. */
    static final double LINK = 33;

    /** From here on a person is asked. */
    static final double ASK = 30;

    /** More than this is not believed of what a household shares. */
    private static final double MOST_OF_HOUSEHOLD = 16;

    private static final double SAME_SEX = 0.9;
    private static final double OTHER_SEX = -4.5;
    private static final double OTHER_ORDER = -8;

    private static final Set<Field> HOUSEHOLD = Set.of(Field.ADDRESS, Field.PHONE, Field.EMAIL, Field.MEMBER);

    /** What each says only of one person, so that a difference is for a person to explain. */
    private static final Set<Field> CONTRADICTS =
            Set.of(Field.GIVEN, Field.MIDDLE, Field.SUFFIX, Field.BIRTH, Field.BIRTH_ORDER, Field.SEX, Field.NATIONAL);

    /** One with the tables of names that are shipped. */
    public static Judge shipped() {
        return new Judge(Names.shipped());
    }

    public Judgement compare(Demographics one, Demographics other) {
        List<Evidence> evidence = new ArrayList<>(names.compare(one, other));
        evidence.add(BirthDates.compare(one, other));
        evidence.add(sex(one.sex(), other.sex()));
        evidence.add(order(one.birthOrder(), other.birthOrder()));
        evidence.add(Contacts.addresses(one, other));
        evidence.add(Contacts.phones(one, other));
        evidence.add(Contacts.emails(one, other));
        evidence.add(Identifiers.shared(one, other));
        evidence.add(Identifiers.agreeing(one, other));
        evidence.add(Identifiers.contradicting(one, other));
        boolean generation = BirthDates.isGenerationApart(one.birthDate(), other.birthDate());
        return decide(new Judgement(Answer.NO, bits(evidence), "", evidence), generation);
    }

    private static double bits(List<Evidence> evidence) {
        double household = 0;
        double own = 0;
        for (Evidence each : evidence) {
            if (HOUSEHOLD.contains(each.field())) {
                household += each.bits();
            } else {
                own += each.bits();
            }
        }
        return own + Math.min(MOST_OF_HOUSEHOLD, household);
    }

    private static Judgement decide(Judgement found, boolean generation) {
        String against = strangers(found, generation);
        if (!against.isEmpty()) {
            return with(found, Answer.NO, against);
        }
        boolean identified = found.level(Field.IDENTIFIER) == Level.SAME;
        if (found.bits() < ASK && !identified) {
            return with(found, Answer.NO, "Too little agrees.");
        }
        String doubt = doubt(found, identified);
        return doubt.isEmpty()
                ? with(found, Answer.LINK, "Independent facts agree and nothing speaks against it.")
                : with(found, Answer.ASK, doubt);
    }

    /** Why two are two, whatever else agrees; empty when that is not so. */
    private static String strangers(Judgement found, boolean generation) {
        boolean otherBirth = found.level(Field.BIRTH) == Level.OTHER;
        boolean otherGiven = found.level(Field.GIVEN) == Level.OTHER;
        if (otherBirth && found.level(Field.SEX) == Level.OTHER) {
            return "Birth date and sex are other ones.";
        }
        if (found.level(Field.IDENTIFIER) == Level.SAME) {
            return "";
        }
        if (found.level(Field.BIRTH_ORDER) == Level.OTHER) {
            return "Twins: which of them was born first is said of both.";
        }
        if (found.level(Field.SEX) == Level.OTHER && !agrees(found, Field.GIVEN)) {
            return "First name and sex are other ones.";
        }
        if (otherGiven) {
            return found.level(Field.BIRTH) == Level.SAME
                    ? "Another first name: perhaps twins."
                    : "Another first name.";
        }
        return otherBirth && generation ? "Born a generation apart." : "";
    }

    /** Why a person must look; empty when nobody need. */
    private static String doubt(Judgement found, boolean identified) {
        int contacts = contacts(found);
        for (Evidence each : found.evidence()) {
            if (each.level() == Level.OTHER && contradicts(found, each.field(), contacts)) {
                return each.words() + ".";
            }
        }
        boolean numbered = agrees(found, Field.IDENTIFIER);
        if (!agrees(found, Field.BIRTH) && !numbered) {
            return "The birth dates do not agree well enough.";
        }
        // Twins who have no names yet may both have been given the number of their mother.
        if (!agrees(found, Field.GIVEN) && !(identified && found.level(Field.GIVEN) == Level.WEAK)) {
            return "The first names do not agree well enough.";
        }
        // Sisters who are called Ann and Anna may be born on dates that differ by one digit.
        boolean slips = found.level(Field.GIVEN) == Level.NEAR && found.level(Field.BIRTH) == Level.NEAR;
        if (slips && !numbered) {
            return "Neither the first name nor the birth date is quite the same.";
        }
        boolean family = agrees(found, Field.FAMILY) || numbered || contacts >= 2;
        if (!family) {
            return "The family names do not agree well enough.";
        }
        if (!numbered && contacts == 0) {
            return "Nothing beyond name and birth date agrees.";
        }
        return found.bits() < LINK ? "What agrees is frequent." : "";
    }

    private static boolean contradicts(Judgement found, Field field, int contacts) {
        // Nobody lives with a namesake of the same birth date: then the number is wrong.
        boolean allElse = found.level(Field.GIVEN) == Level.SAME
                && found.level(Field.BIRTH) == Level.SAME
                && agrees(found, Field.FAMILY)
                && contacts > 0;
        return CONTRADICTS.contains(field) && !(field == Field.NATIONAL && allElse);
    }

    private static boolean agrees(Judgement found, Field field) {
        Level level = found.level(field);
        return level == Level.SAME || level == Level.NEAR;
    }

    /** How many of the ways to reach somebody agree. */
    private static int contacts(Judgement found) {
        int contacts = agrees(found, Field.ADDRESS) ? 1 : 0;
        contacts += agrees(found, Field.PHONE) ? 1 : 0;
        contacts += agrees(found, Field.EMAIL) ? 1 : 0;
        return contacts;
    }

    private static Judgement with(Judgement found, Answer answer, String because) {
        return new Judgement(answer, found.bits(), because, found.evidence());
    }

    private static Evidence sex(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Evidence.unsaid(Field.SEX);
        }
        return one.equals(other)
                ? new Evidence(Field.SEX, Level.SAME, SAME_SEX, "")
                : new Evidence(Field.SEX, Level.OTHER, OTHER_SEX, "Another sex");
    }

    private static Evidence order(int one, int other) {
        return one == 0 || other == 0 || one == other
                ? Evidence.unsaid(Field.BIRTH_ORDER)
                : new Evidence(Field.BIRTH_ORDER, Level.OTHER, OTHER_ORDER, "Born together with the other");
    }
}

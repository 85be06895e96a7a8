package org.throughline.matching;

import java.util.List;
import org.throughline.matching.Demographics.Identifier;
import org.throughline.matching.Demographics.Kind;
import org.throughline.matching.Evidence.Field;
import org.throughline.matching.Evidence.Level;

/** What numbers say, each within its own system. Pure. */
final class Identifiers {
    private static final double NATIONAL = 20;
    private static final double NATIONAL_SLIP = 9;
    private static final double LAST_FOUR = 8;
    private static final double OTHER_NATIONAL = -7;
    private static final double RECORD = 18;
    private static final double DOCUMENT = 17;
    private static final double FAMILY = 5;

    private static final int SHORTEST_MISTYPED = 6;
    private static final int LAST = 4;

    private Identifiers() {}

    /** What speaks for it. */
    static Evidence agreeing(Demographics one, Demographics other) {
        Evidence best = Evidence.unsaid(Field.IDENTIFIER);
        for (Identifier mine : one.identifiers()) {
            for (Identifier theirs : other.identifiers()) {
                if (mine.kind() != Kind.FAMILY && mine.system().equals(theirs.system())) {
                    best = best.or(compare(mine, theirs));
                }
            }
        }
        return best;
    }

    private static Evidence compare(Identifier one, Identifier other) {
        boolean national = one.kind() == Kind.NATIONAL;
        if (one.value().equals(other.value()) && !(national && one.value().length() <= LAST)) {
            double bits = national ? NATIONAL : one.kind() == Kind.RECORD ? RECORD : DOCUMENT;
            return new Evidence(Field.IDENTIFIER, Level.SAME, bits, words(one.kind()));
        }
        if (national && isLastFour(one.value(), other.value())) {
            return new Evidence(
                    Field.IDENTIFIER, Level.NEAR, LAST_FOUR, "Same last four digits of the social security number");
        }
        if (national && isSlip(one.value(), other.value())) {
            return new Evidence(
                    Field.IDENTIFIER,
                    Level.NEAR,
                    NATIONAL_SLIP,
                    "Social security number with one digit different or two exchanged");
        }
        return Evidence.unsaid(Field.IDENTIFIER);
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case NATIONAL -> "Same social security number";
            case RECORD -> "Same patient number";
            case DOCUMENT -> "Same number of a document";
            case FAMILY -> "Same number of an insurance";
        };
    }

    /** What speaks against it: that both have a number for life, and none of the one is like one of the other. */
    static Evidence contradicting(Demographics one, Demographics other) {
        List<Identifier> theirs = national(other);
        boolean compared = false;
        for (Identifier mine : national(one)) {
            for (Identifier their : theirs) {
                if (mine.system().equals(their.system())) {
                    compared = true;
                    if (mine.value().equals(their.value())
                            || compare(mine, their).bits() > 0) {
                        return Evidence.unsaid(Field.NATIONAL);
                    }
                }
            }
        }
        return compared
                ? new Evidence(Field.NATIONAL, Level.OTHER, OTHER_NATIONAL, "Another social security number")
                : Evidence.unsaid(Field.NATIONAL);
    }

    private static List<Identifier> national(Demographics of) {
        return of.identifiers().stream()
                .filter(each -> each.kind() == Kind.NATIONAL)
                .toList();
    }

    /** What a number says that a family shares. */
    static Evidence shared(Demographics one, Demographics other) {
        boolean same = one.identifiers().stream()
                .filter(each -> each.kind() == Kind.FAMILY)
                .anyMatch(other.identifiers()::contains);
        return same
                ? new Evidence(Field.MEMBER, Level.SAME, FAMILY, words(Kind.FAMILY))
                : Evidence.unsaid(Field.MEMBER);
    }

    private static boolean isLastFour(String one, String other) {
        return (one.length() == LAST || other.length() == LAST) && (one.endsWith(other) || other.endsWith(one));
    }

    private static boolean isSlip(String one, String other) {
        return Math.min(one.length(), other.length()) >= SHORTEST_MISTYPED && Spelling.slips(one, other) == 1;
    }
}

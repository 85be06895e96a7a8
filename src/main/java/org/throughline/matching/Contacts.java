package org.throughline.matching;

import org.throughline.matching.Demographics.Address;
import org.throughline.matching.Evidence.Field;
import org.throughline.matching.Evidence.Level;

/** What addresses, telephones and e-mail say: families share them, and people move. Pure. */
final class Contacts {
    private static final double HOUSE = 8;
    private static final double STREET = 5;
    private static final double POSTAL = 2.5;
    private static final double CITY = 1;
    private static final double MOVED = -2;
    private static final double PHONE = 8;
    private static final double PHONE_SLIP = 6;
    private static final double OTHER_PHONE = -1.5;
    private static final double EMAIL = 9;
    private static final double EMAIL_SLIP = 7;
    private static final double OTHER_EMAIL = -0.5;

    private static final int SHORTEST_MISTYPED_EMAIL = 10;
    private static final int WHOLE_PHONE = 10;

    private Contacts() {}

    static Evidence addresses(Demographics one, Demographics other) {
        return best(Field.ADDRESS, one.addresses(), other.addresses(), Contacts::compare);
    }

    static Evidence phones(Demographics one, Demographics other) {
        return best(Field.PHONE, one.phones(), other.phones(), Contacts::comparePhones);
    }

    static Evidence emails(Demographics one, Demographics other) {
        return best(Field.EMAIL, one.emails(), other.emails(), Contacts::compareEmails);
    }

    private interface Comparison<T> {
        Evidence of(T one, T other);
    }

    private static <T> Evidence best(Field field, Iterable<T> mine, Iterable<T> theirs, Comparison<T> comparison) {
        Evidence best = Evidence.unsaid(field);
        for (T one : mine) {
            for (T other : theirs) {
                Evidence found = comparison.of(one, other);
                best = best.level() == Level.UNSAID ? found : best.or(found);
            }
        }
        return best;
    }

    private static Evidence compare(Address one, Address other) {
        boolean postal = !one.postal().isEmpty() && one.postal().equals(other.postal());
        boolean city =
                !one.city().isEmpty() && (one.city().equals(other.city()) || Spelling.alike(one.city(), other.city()));
        boolean nowhere = (one.postal().isEmpty() || other.postal().isEmpty())
                && (one.city().isEmpty() || other.city().isEmpty());
        boolean there = postal || city || nowhere;
        boolean street = isSameStreet(one.street(), other.street());
        if (there && street && one.number().equals(other.number())) {
            return one.unit().equals(other.unit())
                            || one.unit().isEmpty()
                            || other.unit().isEmpty()
                    ? new Evidence(Field.ADDRESS, Level.SAME, HOUSE, "Same address")
                    : new Evidence(Field.ADDRESS, Level.WEAK, STREET, "Another door of the same house");
        }
        if (there && street && !nowhere) {
            return new Evidence(
                    Field.ADDRESS,
                    isSlip(one.number(), other.number()) ? Level.NEAR : Level.WEAK,
                    STREET,
                    "Same street");
        }
        if (postal) {
            return new Evidence(Field.ADDRESS, Level.WEAK, POSTAL, "Same postal code");
        }
        return city
                ? new Evidence(Field.ADDRESS, Level.WEAK, CITY, "Same town")
                : new Evidence(Field.ADDRESS, Level.OTHER, MOVED, "Another address");
    }

    private static boolean isSameStreet(String one, String other) {
        return !one.isEmpty() && (one.equals(other) || Spelling.alike(one, other));
    }

    private static boolean isSlip(String one, String other) {
        return one.isEmpty() || other.isEmpty() || (one.length() > 1 && Spelling.slips(one, other) == 1);
    }

    private static Evidence comparePhones(String one, String other) {
        if (one.equals(other) || one.endsWith(other) || other.endsWith(one)) {
            return new Evidence(Field.PHONE, Level.SAME, PHONE, "Same phone number");
        }
        return Math.min(one.length(), other.length()) >= WHOLE_PHONE && Spelling.slips(one, other) == 1
                ? new Evidence(Field.PHONE, Level.NEAR, PHONE_SLIP, "Phone number with one digit different")
                : new Evidence(Field.PHONE, Level.OTHER, OTHER_PHONE, "");
    }

    private static Evidence compareEmails(String one, String other) {
        if (one.equals(other)) {
            return new Evidence(Field.EMAIL, Level.SAME, EMAIL, "Same e-mail address");
        }
        return Math.min(one.length(), other.length()) >= SHORTEST_MISTYPED_EMAIL && Spelling.slips(one, other) == 1
                ? new Evidence(Field.EMAIL, Level.NEAR, EMAIL_SLIP, "E-mail address with one letter different")
                : new Evidence(Field.EMAIL, Level.OTHER, OTHER_EMAIL, "");
    }
}

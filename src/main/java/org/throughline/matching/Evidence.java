package org.throughline.matching;

/**
 * What one field says about whether two are one person.
 *
 * @param bits by how many powers of two this is likelier for one person than for two
 * @param words for a person to read; empty when there is nothing to say
 */
public record Evidence(Field field, Level level, double bits, String words) {

    /** What was compared. */
    public enum Field {
        FAMILY,
        GIVEN,
        MIDDLE,
        SUFFIX,
        BIRTH,
        BIRTH_ORDER,
        SEX,
        ADDRESS,
        PHONE,
        EMAIL,
        /** A number that a family shares. */
        MEMBER,
        /** A number of a person or a record that agrees. */
        IDENTIFIER,
        /** A number that a person has for life, and that differs. */
        NATIONAL
    }

    /** How far it agrees. */
    public enum Level {
        SAME,
        /** In a way in which the same is often written differently. */
        NEAR,
        /** Something in common that many have in common. */
        WEAK,
        /** One of the two says nothing. */
        UNSAID,
        OTHER
    }

    static Evidence unsaid(Field field) {
        return new Evidence(field, Level.UNSAID, 0, "");
    }

    boolean agrees() {
        return level == Level.SAME || level == Level.NEAR;
    }

    /** The one that speaks more for it; of two that speak alike, the one that agrees better. */
    Evidence or(Evidence other) {
        int order = Double.compare(bits, other.bits);
        return order < 0 || (order == 0 && level.compareTo(other.level) > 0) ? other : this;
    }
}

package org.throughline.record.protection;

import java.util.List;

/**
 * What a resource says about who may see its patient's record, as rows.
 *
 * @param treating who treats the patient by it
 * @param restrictions the policies that it puts on the patient's record
 * @param named what those policies name
 */
public record ProtectionRows(List<Treating> treating, List<Restriction> restrictions, List<Named> named) {
    public static final ProtectionRows NONE = new ProtectionRows(List.of(), List.of(), List.of());

    public ProtectionRows {
        treating = List.copyOf(treating);
        restrictions = List.copyOf(restrictions);
        named = List.copyOf(named);
    }

    /**
     * Somebody treats the patient for a time.
     *
     * @param actor the address of a Practitioner, PractitionerRole, Organization, CareTeam
     * @param since microseconds since 1970, UTC
     * @param until the first moment at which it is over
     */
    public record Treating(long actor, long since, long until) {}

    /** A policy by its number. */
    public record Restriction(int policy) {}

    /**
     * What a provision names.
     *
     * @param target the address of an actor or resource; 0 for a time
     * @param low for a time, its beginning in microseconds since 1970, UTC
     * @param high for a time, the first moment after it
     */
    public record Named(int provision, Kind kind, long target, long low, long high) {}

    /** What is named. The number is stored: it never changes. */
    public enum Kind {
        ACTOR(1),
        RESOURCE(2),
        DATES(3),
        IN_FORCE(4);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }
}

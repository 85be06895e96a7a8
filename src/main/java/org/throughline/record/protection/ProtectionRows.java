package org.throughline.record.protection;

import java.util.List;

/**
 * What a resource says about who may see its patient's record, as rows, and of a patient, by whose record it was replaced.
 *
 * @param treating who treats the patient by it
 * @param restrictions the policies that it puts on the patient's record
 * @param named what those policies name
 * @param merged the record that took the place of the patient's; none for nearly all
 * @param held what is held from the patient by it
 */
public record ProtectionRows(
        List<Treating> treating,
        List<Restriction> restrictions,
        List<Named> named,
        List<Merged> merged,
        List<Held> held) {
    public static final ProtectionRows NONE = new ProtectionRows(List.of(), List.of(), List.of(), List.of(), List.of());

    public ProtectionRows {
        treating = List.copyOf(treating);
        restrictions = List.copyOf(restrictions);
        named = List.copyOf(named);
        merged = List.copyOf(merged);
        held = List.copyOf(held);
    }

    static ProtectionRows ofHeld(List<Held> held) {
        return held.isEmpty() ? NONE : new ProtectionRows(List.of(), List.of(), List.of(), List.of(), held);
    }

    /**
     * That a resource is held from its patient.
     *
     * @param target its address
     * @param until the first moment at which it is shown, in microseconds since 1970, UTC
     */
    public record Held(long target, long until) {}

    /**
     * That a patient's record was merged into another's.
     *
     * @param id of the Patient that was replaced
     * @param survivor the address of the one that took its place
     * @param survivorId the id of that one
     */
    public record Merged(String id, long survivor, String survivorId) {}

    /**
     * Somebody treats the patient for a time.
     *
     * @param actor the address of a Practitioner, PractitionerRole, Organization, CareTeam
     * @param since microseconds since 1970, UTC
     * @param until the first moment at which it is over
     */
    public record Treating(long actor, long since, long until) {}

    /**
     * A policy by its number.
     *
     * @param origin which resources it restricts beside ours, or alone when it is not 0: those that came from there
     */
    public record Restriction(int policy, int origin) {}

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

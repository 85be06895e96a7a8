package org.throughline.access;

import java.util.Set;

/** What keeps a patient's resources from callers, whatever their grants. */
public sealed interface Policy {

    /** What a consent says. */
    record Consented(Provision provision) implements Policy {}

    /** The chart of a person whom many know, or of an employee: it asks everybody for a reason. */
    record Masked() implements Policy {}

    /** When it keeps a resource from who asks for this purpose. Patients are never kept from their own record. */
    default Limit denial(Purpose purpose) {
        if (purpose == Purpose.PATRQT) {
            return Limit.NEVER;
        }
        return switch (this) {
            case Consented(Provision provision) -> provision.denial(purpose);
            case Masked() -> purpose == Purpose.ETREAT ? Limit.NEVER : Limit.not(new Limit.OfTypes(Set.of("Patient")));
        };
    }

    /**
     * When it lets a resource of a sensitive kind go to who asks for this purpose, where the law asks for a consent that names the kind
     * and who gets it.
     *
     * @param label of the kind
     */
    default Limit release(Purpose purpose, String label) {
        return switch (this) {
            case Consented(Provision provision) -> provision.release(purpose, label, false);
            case Masked() -> Limit.NEVER;
        };
    }
}

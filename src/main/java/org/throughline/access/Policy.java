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
}

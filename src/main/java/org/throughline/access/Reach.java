package org.throughline.access;

import java.util.Set;

/** Whose records a grant reaches. What is of no patient (a practitioner, a value set) is not limited by it. */
public sealed interface Reach {
    Reach EVERYONE = new Everyone();
    Reach TREATED = new Treated();

    /** Every patient's. */
    record Everyone() implements Reach {}

    /** Those of the patients whom the caller treats, as care teams, appointments, encounters and referrals tell. */
    record Treated() implements Reach {}

    /** Those of these patients: one's own, a child's, the one that an app was launched for. */
    record Of(Set<Long> patients) implements Reach {
        /** @param patients addresses of Patient resources */
        public Of {
            patients = Set.copyOf(patients);
        }
    }
}

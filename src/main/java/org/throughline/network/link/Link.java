package org.throughline.network.link;

import java.time.Instant;
import org.throughline.kernel.Address;

/**
 * That a Patient of ours and a Patient of a member of the network are one person.
 *
 * @param number by which it is named
 * @param peer the member's number
 * @param patient the id of our Patient
 * @param theirs the id of the Patient there
 * @param byName who said so
 * @param reason why
 */
public record Link(int number, int peer, String patient, String theirs, Instant since, String byName, String reason) {

    /** The address of our Patient. */
    public long address() {
        return Address.of("Patient", patient);
    }
}

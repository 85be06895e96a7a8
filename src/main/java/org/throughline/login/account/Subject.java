package org.throughline.login.account;

import org.throughline.kernel.Address;

/**
 * A resource that tells who somebody is: a Practitioner, PractitionerRole, Patient or RelatedPerson.
 *
 * @param type the resource's type
 * @param id the resource's id
 */
public record Subject(String type, String id) {

    /** Reads what {@link #toString} wrote. */
    public static Subject parse(String reference) {
        int slash = reference.indexOf('/');
        return new Subject(reference.substring(0, slash), reference.substring(slash + 1));
    }

    /** The resource's address in the store. */
    public long address() {
        return Address.of(type, id);
    }

    /** As FHIR writes a reference: {@code Practitioner/1}. */
    @Override
    public String toString() {
        return type + "/" + id;
    }
}

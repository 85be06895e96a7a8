package org.throughline.network.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Purpose;

/**
 * For whom a member is asked, about whom, and why. The other end is told, and both ends enter it in their trail.
 *
 * @param caller whoever asks here
 * @param purpose {@code TREAT} or {@code ETREAT}
 * @param patients addresses of the patients here about whom it is asked; none when it is about nobody
 * @param about what is asked, as our trail names it
 */
public record Asking(Caller caller, Purpose purpose, Set<Long> patients, String about) {
    private static final String PURPOSES = "urn:oid:2.16.840.1.113883.5.8#";

    public Asking {
        patients = Set.copyOf(patients);
        if (purpose != Purpose.TREAT && purpose != Purpose.ETREAT) {
            throw new IllegalArgumentException("members are asked for treatment only");
        }
    }

    /** Somebody who treats a patient. */
    public static Asking toTreat(Caller caller, Set<Long> patients, String about) {
        return new Asking(caller, Purpose.TREAT, patients, about);
    }

    /** Who and why, of what a token can be used for again. */
    String context() {
        return caller.id() + "\n" + caller.display() + "\n" + caller.capacity().roles() + "\n" + purpose;
    }

    /**
     * As the assertion says it.
     *
     * @param address of this installation
     * @see <a href="https://hl7.org/fhir/us/udap-security/b2b.html#b2b-authorization-extension-object">UDAP, B2B</a>
     */
    Map<String, Object> extension(String address, String organization) {
        Map<String, Object> said = new HashMap<>();
        said.put("version", "1");
        said.put("organization_id", address);
        said.put("organization_name", organization);
        List<String> purposes = new ArrayList<>(List.of(PURPOSES + purpose.name()));
        said.put("purpose_of_use", purposes);
        if (caller.hasAccount()) {
            said.put("subject_name", caller.display());
            said.put("subject_id", address + "#" + caller.id());
            if (!caller.capacity().roles().isEmpty()) {
                said.put(
                        "subject_role",
                        "urn:throughline:role#" + caller.capacity().roles());
            }
        }
        return Map.of("hl7-b2b", said);
    }
}

package org.throughline.privacy;

import java.util.Comparator;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.record.Records;
import org.throughline.record.Stored;

/**
 * Who asks for something about a patient's record, as the record names them.
 *
 * @param reference to the Patient or to the RelatedPerson who acts for the patient, with the display; without a reference
 *     for whoever is neither
 * @param isPatient whether it is the patient
 */
public record Requester(JsonObject reference, boolean isPatient) {

    /** The caller as somebody who asks about this patient. */
    public static Requester of(Caller caller, String patient, Records records) {
        long address = Address.of("Patient", patient);
        if (caller.rights().actors().contains(address)) {
            return new Requester(reference("Patient/" + patient, caller.display()), true);
        }
        return records.present(caller, caller.rights().actors()).stream()
                .filter(actor -> actor.type().equals("RelatedPerson") && actor.patient() == address)
                .min(Comparator.comparing(Stored::id))
                .map(actor -> new Requester(reference("RelatedPerson/" + actor.id(), caller.display()), false))
                .orElseGet(() -> new Requester(
                        JsonObject.builder().add("display", caller.display()).build(), false));
    }

    private static JsonObject reference(String to, String display) {
        return JsonObject.builder().add("reference", to).add("display", display).build();
    }
}

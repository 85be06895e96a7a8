package org.throughline.care.prescription;

import java.math.BigDecimal;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;

/**
 * A prescription as the QR code of its paper says it: short names, no more than what is printed beside it, to be signed by
 * the installation. {@code docs/prescribing.md} lists the names. Pure.
 */
public final class QrText {
    private static final int LONGEST = 400;

    private QrText() {}

    /**
     * The text, to be signed.
     *
     * @param from the address of the installation's API, which says whose signature it is
     * @param id of the MedicationRequest
     */
    public static String of(String from, String id, Prescription prescription, Party patient, Party prescriber) {
        JsonObject.Builder text = JsonObject.builder()
                .add("iss", from)
                .add("rx", id)
                .add("at", prescription.written())
                .add("pt", JsonArray.of(new JsonString(patient.name()), new JsonString(patient.born())))
                .add("by", JsonArray.of(new JsonString(prescriber.name()), new JsonString(prescriber.npi())))
                .add("drug", cut(prescription.drug()))
                .addIfPresent("rxn", prescription.rxcui().isEmpty() ? null : prescription.rxcui())
                .add("sig", cut(prescription.sig()));
        BigDecimal quantity = prescription.quantity();
        if (quantity != null) {
            text.add("qty", new JsonNumber(quantity.toPlainString())).add("unit", prescription.unit());
        }
        if (prescription.refills() > 0) {
            text.add("ref", JsonNumber.of(prescription.refills()));
        }
        if (prescription.asWritten()) {
            text.add("daw", JsonNumber.of(1));
        }
        return JsonWriter.text(text.build());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}

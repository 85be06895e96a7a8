package org.throughline.care.prescription;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;

/**
 * A prescription that came on paper, as somebody types it or as its code says it.
 *
 * @param id of the prescription, as its code says it; empty when it was typed
 * @param from the address of the API that the code names; empty when it was typed
 * @param born as FHIR has it
 * @param quantity in figures, as typed
 * @param refills in figures, as typed
 * @param written the day, as FHIR has it
 */
public record OnPaper(
        String id,
        String from,
        String drug,
        String rxcui,
        String sig,
        String quantity,
        String unit,
        String refills,
        boolean asWritten,
        String patient,
        String born,
        String prescriber,
        String npi,
        String written) {
    public static final OnPaper NOTHING = new OnPaper("", "", "", "", "", "", "", "", false, "", "", "", "", "");

    /** What the text of a code says ({@link QrText}). */
    public static OnPaper of(JsonObject text) {
        return new OnPaper(
                Parts.text(text, "rx"),
                Parts.text(text, "iss"),
                Parts.text(text, "drug"),
                Parts.text(text, "rxn"),
                Parts.text(text, "sig"),
                number(text, "qty"),
                Parts.text(text, "unit"),
                number(text, "ref"),
                text.has("daw"),
                at(text, "pt", 0),
                at(text, "pt", 1),
                at(text, "by", 0),
                at(text, "by", 1),
                Parts.text(text, "at"));
    }

    private static String number(JsonObject text, String name) {
        return text.get(name) instanceof JsonNumber number ? number.decimal().toPlainString() : "";
    }

    private static String at(JsonObject text, String name, int place) {
        return text.list(name).size() > place && text.list(name).get(place) instanceof JsonString string
                ? string.value()
                : "";
    }

    /** What is missing or wrong, by field. */
    public Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        required(faults, "drug", drug, "Say what is prescribed, with strength and form.");
        required(faults, "sig", sig, "Say how it is taken.");
        required(faults, "patient", patient, "Say for whom it is.");
        required(faults, "prescriber", prescriber, "Say who prescribed it.");
        if (!quantity.matches("\\d{1,5}(\\.\\d{1,3})?") || new BigDecimal(quantity).signum() == 0) {
            faults.put("quantity", "Write how much, as 30.");
        }
        if (!refills.isEmpty() && !refills.matches("\\d{1,2}")) {
            faults.put("refills", "Write a whole number.");
        }
        return faults;
    }

    private static void required(Map<String, String> faults, String field, String value, String fault) {
        if (value.isBlank()) {
            faults.put(field, fault);
        }
    }

    /**
     * As the pharmacy keeps it.
     *
     * @param partner the id of the Organization that surely wrote it; empty when that is not sure
     * @param number its id here when it has none of its own
     */
    JsonObject filler(String partner, String pharmacy, String number) {
        JsonObject drugs = rxcui.isEmpty()
                ? JsonObject.of("text", new JsonString(drug))
                : JsonObject.of("text", new JsonString(drug))
                        .with("coding", JsonArray.of(Parts.coding(Coding.RXNORM, rxcui, drug)));
        JsonObject.Builder supply = JsonObject.builder()
                .add("numberOfRepeatsAllowed", JsonNumber.of(refills.isEmpty() ? 0 : Integer.parseInt(refills)))
                .add(
                        "quantity",
                        JsonObject.builder()
                                .add("value", new JsonNumber(quantity))
                                .addIfPresent("unit", unit.isEmpty() ? null : unit)
                                .build());
        JsonObject request = JsonObject.builder()
                .add("resourceType", "MedicationRequest")
                .add("id", id.isEmpty() ? number : id)
                .add("status", "active")
                .add("intent", "order")
                .add("medicationCodeableConcept", drugs)
                .addIfPresent("authoredOn", written.isEmpty() ? null : written)
                .add("dosageInstruction", JsonArray.of(JsonObject.of("text", new JsonString(sig))))
                .add("dispenseRequest", supply.build())
                .add("substitution", JsonObject.of("allowedBoolean", JsonBoolean.of(!asWritten)))
                .build();
        JsonObject whose = named("Patient", patient);
        JsonObject by = named("Practitioner", prescriber);
        return Filler.received(
                request,
                born.isEmpty() ? whose : whose.with("birthDate", new JsonString(born)),
                npi.isEmpty() ? by : by.with("identifier", JsonArray.of(Message.identifier(Party.NPI, npi))),
                JsonObject.EMPTY,
                partner,
                pharmacy);
    }

    private static JsonObject named(String type, String name) {
        return JsonObject.builder()
                .add("resourceType", type)
                .add("name", JsonArray.of(JsonObject.of("text", new JsonString(name))))
                .build();
    }
}

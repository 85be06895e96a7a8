package org.throughline.care.prescription;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Something that was dispensed.
 *
 * @param day as FHIR has it
 * @param lot empty when not told
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-medicationdispense.html">US Core
 *     MedicationDispense</a>
 */
public record Dispensed(String drug, BigDecimal quantity, String unit, String day, String lot) {
    /** The lot; R4 has none for what names its drug by a code. */
    public static final String LOT = "urn:throughline:lot";

    static final String NUMBER = "urn:throughline:dispensing";

    /** What a pharmacy may say of it that goes into a chart. */
    private static final Set<String> KEPT = Set.of(
            "resourceType",
            "identifier",
            "medicationCodeableConcept",
            "type",
            "quantity",
            "daysSupply",
            "whenHandedOver",
            "note",
            "dosageInstruction");

    /** Nothing is left after it. */
    private static final String LAST = "urn:throughline:last-fill";

    static Dispensed of(JsonObject dispense) {
        JsonObject quantity = Objects.requireNonNullElse(dispense.object("quantity"), JsonObject.EMPTY);
        return new Dispensed(
                Parts.words(dispense.object("medicationCodeableConcept")),
                quantity.get("value") instanceof JsonNumber number ? number.decimal() : BigDecimal.ZERO,
                Parts.text(quantity, "unit"),
                Parts.text(dispense, "whenHandedOver"),
                Parts.text(Parts.extension(dispense, LOT), "valueString"));
    }

    /** The pharmacy's own resource, which is in nobody's chart. */
    static JsonObject resource(
            Filler filler, String number, BigDecimal quantity, Filler.Fill fill, String lot, LocalDate day) {
        JsonObject drug =
                Objects.requireNonNullElse(filler.resource().object("medicationCodeableConcept"), JsonObject.EMPTY);
        JsonObject made = JsonObject.builder()
                .add("resourceType", "MedicationDispense")
                .add("meta", JsonObject.of("tag", JsonArray.of(Filler.tag(filler.pharmacy()))))
                .add("identifier", JsonArray.of(Message.identifier(NUMBER, number)))
                .add("status", "completed")
                .add("medicationCodeableConcept", drug)
                .add(
                        "performer",
                        JsonArray.of(JsonObject.of("actor", Parts.reference("Organization", filler.pharmacy(), ""))))
                .add("authorizingPrescription", JsonArray.of(Parts.reference("MedicationRequest", filler.id(), "")))
                .add("type", type(fill))
                .add(
                        "quantity",
                        JsonObject.builder()
                                .add("value", new JsonNumber(quantity.toPlainString()))
                                .addIfPresent(
                                        "unit",
                                        filler.prescription().unit().isEmpty()
                                                ? null
                                                : filler.prescription().unit())
                                .build())
                .add("whenHandedOver", day.toString())
                .build();
        JsonObject marked = fill.last() ? Parts.withExtension(made, LAST, "valueBoolean", JsonBoolean.TRUE) : made;
        return lot.isEmpty() ? marked : Parts.withExtension(marked, LOT, "valueString", new JsonString(lot));
    }

    private static JsonObject type(Filler.Fill fill) {
        String code = (fill.first() ? "FF" : "RF") + (fill.complete() ? "C" : "P");
        return Parts.concept(
                "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                code,
                switch (code) {
                    case "FFC" -> "First Fill - Complete";
                    case "FFP" -> "First Fill - Part Fill";
                    case "RFC" -> "Refill - Complete";
                    default -> "Refill - Part Fill";
                });
    }

    /** By what it is found, so that it is in a chart once only, under whatever message it came; null when it says nothing. The pharmacy's own is of no patient. */
    static @Nullable String criteria(JsonObject told, Exchange exchange) {
        return told.objects("identifier").stream()
                .filter(each -> NUMBER.equals(each.text("system")))
                .map(each -> "identifier=" + NUMBER + "|" + Parts.text(each, "value") + "&patient=Patient/"
                        + exchange.patient())
                .findFirst()
                .orElse(null);
    }

    /** What whoever prescribed is told of it. */
    static JsonObject told(JsonObject dispense, Filler filler, String number) {
        return dispense.without("meta")
                .without("performer")
                .with("id", new JsonString(number))
                .with("authorizingPrescription", JsonArray.of(Message.prescription(filler.prescriptionId())));
    }

    /** The resource of what a message tells, in the patient's chart. */
    static JsonObject inChart(JsonObject told, Exchange exchange) {
        JsonObject lot = Parts.extension(told, LOT);
        JsonObject kept = Told.only(told, KEPT).with("status", new JsonString("completed"));
        return (lot == null ? kept : kept.with("extension", JsonArray.of(lot)))
                .with("subject", Parts.reference("Patient", exchange.patient(), ""))
                .with(
                        "authorizingPrescription",
                        JsonArray.of(JsonObject.of("reference", new JsonString(exchange.order()))))
                .with(
                        "performer",
                        JsonArray.of(JsonObject.of(
                                "actor", Parts.reference("Organization", exchange.pharmacy(), exchange.name()))));
    }

    /** How far the prescription has come with it. */
    static Stage stage(JsonObject told) {
        JsonObject last = Parts.extension(told, LAST);
        if (last != null && last.get("valueBoolean") == JsonBoolean.TRUE) {
            return Stage.DISPENSED;
        }
        return Parts.code(told.object("type"), "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                        .endsWith("P")
                ? Stage.PARTLY
                : Stage.FILLED;
    }
}

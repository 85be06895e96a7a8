package org.throughline.care.prescription;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.medication.DosageWords;
import org.throughline.care.medication.Dosages;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;

/**
 * What a prescription says to a pharmacy.
 *
 * @param written when, as FHIR has it
 * @param drug with strength and form
 * @param rxcui its code in RxNorm; empty without one
 * @param sig how it is taken, in words
 * @param quantity how much at a time; null when it does not say
 * @param unit what is counted
 * @param days how long one supply lasts; null when it does not say
 * @param refills how often it may be dispensed again
 * @param asWritten whether nothing may be given in its place
 * @param start the day from which on; empty for at once
 * @param reasons what it is for, in words
 * @param note to the pharmacist; empty for none
 */
public record Prescription(
        String written,
        String drug,
        String rxcui,
        String sig,
        @Nullable BigDecimal quantity,
        String unit,
        @Nullable Integer days,
        int refills,
        boolean asWritten,
        String start,
        List<String> reasons,
        String note) {
    public Prescription {
        reasons = List.copyOf(reasons);
    }

    /** What a MedicationRequest says that names its drug itself. */
    public static Prescription of(JsonObject request) {
        JsonObject drug = request.object("medicationCodeableConcept");
        JsonObject supply = Objects.requireNonNullElse(request.object("dispenseRequest"), JsonObject.EMPTY);
        JsonObject quantity = supply.object("quantity");
        BigDecimal days = number(supply.object("expectedSupplyDuration"), "value");
        BigDecimal refills = number(supply, "numberOfRepeatsAllowed");
        JsonObject substitution = request.object("substitution");
        return new Prescription(
                Parts.text(request, "authoredOn"),
                Parts.words(drug),
                Parts.code(drug, Coding.RXNORM),
                DosageWords.of(Dosages.in(request)),
                number(quantity, "value"),
                Parts.text(quantity, "unit"),
                days == null ? null : (Integer) days.intValue(),
                refills == null ? 0 : refills.intValue(),
                substitution != null && substitution.get("allowedBoolean") == JsonBoolean.FALSE,
                Parts.text(supply.object("validityPeriod"), "start"),
                Stream.concat(
                                request.objects("reasonReference").stream().map(each -> Parts.text(each, "display")),
                                request.objects("reasonCode").stream().map(Parts::words))
                        .filter(each -> !each.isEmpty())
                        .toList(),
                String.join(
                        "; ",
                        request.objects("note").stream()
                                .map(each -> Parts.text(each, "text"))
                                .toList()));
    }

    /** All that may be dispensed in all; null when no quantity is told. */
    public @Nullable BigDecimal total() {
        BigDecimal once = quantity;
        return once == null ? null : once.multiply(BigDecimal.valueOf(1L + refills));
    }

    private static @Nullable BigDecimal number(@Nullable JsonObject object, String name) {
        return object != null && object.get(name) instanceof JsonNumber number ? number.decimal() : null;
    }
}

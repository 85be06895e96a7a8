package org.throughline.care.taking;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.Parts;
import org.throughline.care.medication.Origin;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Supplies;

/**
 * Reads what pharmacies dispensed of prescriptions. That one was never filled is said only of patients of whom any
 * dispensing is known since it was prescribed: else nobody would have told us.
 */
record FillReader(Records records, Searches searches) {
    private static final String MOST = "300";
    private static final int FIRST_DAYS = 7;

    /** The last fill of each prescription of these rows, by its reference. */
    Map<String, Fill> fills(Caller caller, String patient, List<Row> rows, LocalDate today) {
        if (rows.isEmpty() || !caller.may(Interaction.SEARCH, "MedicationDispense")) {
            return Map.of();
        }
        List<Argument> arguments = List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "completed"),
                new Argument("_sort", "-whenhandedover"),
                new Argument("_count", MOST));
        List<JsonObject> dispenses = searches
                .run(caller, new SearchRequest(new Target.OfType("MedicationDispense"), arguments, true))
                .matches()
                .stream()
                .map(each -> records.bodies().open(Objects.requireNonNull(each.body())))
                .filter(each -> day(each) != null)
                .toList();
        Map<String, JsonObject> last = new HashMap<>();
        for (JsonObject each : dispenses) {
            each.objects("authorizingPrescription")
                    .forEach(prescription -> last.putIfAbsent(
                            "MedicationRequest/" + Parts.idOf(prescription, "MedicationRequest"), each));
        }
        Map<String, Fill> fills = new HashMap<>();
        for (Row row : rows) {
            for (Known known : row.entries()) {
                fill(known, last.get(known.reference()), dispenses, today)
                        .ifPresent(fill -> fills.put(known.reference(), fill));
            }
        }
        return fills;
    }

    private static Optional<Fill> fill(Known known, @Nullable JsonObject last, List<JsonObject> all, LocalDate today) {
        if (!known.isPrescription() || known.state() != Known.State.TAKEN) {
            return Optional.empty();
        }
        if (last != null) {
            LocalDate on = Objects.requireNonNull(day(last));
            return Optional.of(new Fill(
                    on, days(last, known).map(days -> on.plusDays(days - 1L)).orElse(null)));
        }
        LocalDate since = Parts.day(known.since());
        boolean told = since != null
                && since.plusDays(FIRST_DAYS).isBefore(today)
                && all.stream()
                        .anyMatch(each -> !Objects.requireNonNull(day(each)).isBefore(since));
        return told && known.origin() == Origin.HERE ? Optional.of(Fill.NEVER) : Optional.empty();
    }

    /** How many days it lasts: told, else reckoned from how it is taken. */
    private static Optional<Integer> days(JsonObject dispense, Known known) {
        Optional<JsonNumber> told = number(dispense.object("daysSupply"));
        if (told.isPresent()) {
            return told.map(each -> each.decimal().intValue()).filter(each -> each > 0);
        }
        JsonObject quantity = dispense.object("quantity");
        Sig sig = known.sig();
        Product product = known.product();
        return sig == null || product == null
                ? Optional.empty()
                : number(quantity)
                        .map(each -> new Supplies.Quantity(each.decimal(), Parts.text(quantity, "unit")))
                        .flatMap(each -> Supplies.lasts(each, sig, product))
                        .filter(each -> each > 0);
    }

    private static Optional<JsonNumber> number(@Nullable JsonObject quantity) {
        return quantity != null && quantity.get("value") instanceof JsonNumber number
                ? Optional.of(number)
                : Optional.empty();
    }

    private static @Nullable LocalDate day(JsonObject dispense) {
        return Parts.day(Parts.text(dispense, "whenHandedOver"));
    }
}

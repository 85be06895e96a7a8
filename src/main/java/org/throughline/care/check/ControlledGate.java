package org.throughline.care.check;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.care.medication.DrugReader;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Bodies;
import org.throughline.record.Gate;
import org.throughline.search.Search;
import org.throughline.terminology.drug.Meant;

/**
 * A prescription of a controlled substance comes into force only when whoever signs has shown a second factor at that
 * moment, on the page of orders: no program can do that, nor who found a screen open. With it the moment is stored.
 *
 * @see <a href="https://www.ecfr.gov/current/title-21/part-1311/section-1311.120">21 CFR 1311.120</a>
 */
public final class ControlledGate implements Gate {
    /** Of an order: the word for the second factor on its way to the gate, the moment of it once it is stored. */
    private static final String PROOF = "urn:throughline:second-factor";

    private static final Caller PRODUCT = new Caller("checks", "Checks of orders", Rights.EVERYTHING);
    private static final Set<String> TYPES = Set.of("MedicationRequest");

    private final DrugReader drugs;
    private final SecondFactors factors;
    private final Search search;
    private final Bodies bodies;
    private final InstantSource clock;

    public ControlledGate(DrugReader drugs, SecondFactors factors, Search search, Bodies bodies, InstantSource clock) {
        this.drugs = drugs;
        this.factors = factors;
        this.search = search;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** A prescription that is signed with a second factor. */
    public static JsonObject proven(JsonObject order, String word) {
        return with(order, "valueString", word);
    }

    private static JsonObject with(JsonObject order, String member, String value) {
        List<Json> extensions = others(order);
        extensions.add(JsonObject.builder()
                .add("url", PROOF)
                .add(member, new JsonString(value))
                .build());
        return order.with("extension", new JsonArray(extensions));
    }

    private static List<Json> others(JsonObject order) {
        return new ArrayList<>(order.objects("extension").stream()
                .filter(each -> !PROOF.equals(each.text("url")))
                .toList());
    }

    @Override
    public Set<String> types(Caller caller) {
        return caller.hasAccount() ? TYPES : Set.of();
    }

    @Override
    public boolean asks(@Nullable JsonObject before, JsonObject after) {
        return OrderReader.comesIntoForce(before, after);
    }

    @Override
    public List<JsonObject> pass(OpenTransaction transaction, Caller caller, Visible visible, List<JsonObject> orders) {
        Lookup lookup = Lookup.through(search.within(transaction), bodies, PRODUCT);
        return orders.stream().map(order -> passed(order, lookup)).toList();
    }

    private JsonObject passed(JsonObject order, Lookup lookup) {
        if (!isControlled(order, lookup)) {
            return order;
        }
        boolean proven = order.objects("extension").stream()
                .anyMatch(each -> PROOF.equals(each.text("url")) && factors.holds(Parts.text(each, "valueString")));
        if (!proven) {
            throw new Failed(new Failure.Invalid(
                    "business-rule",
                    "MedicationRequest.medication[x]",
                    "A controlled substance is signed on the page of orders, by whoever prescribes it and with a second"
                            + " factor. To go on with one that rested, order it anew there."));
        }
        return with(
                order,
                "valueInstant",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private boolean isControlled(JsonObject order, Lookup lookup) {
        Map<String, JsonObject> referred = new HashMap<>();
        String medication = Parts.text(order.object("medicationReference"), "reference");
        if (medication.startsWith("Medication/")) {
            lookup.find("Medication", "_id", medication.substring("Medication/".length()))
                    .matches()
                    .forEach(each -> referred.put(medication, each));
        }
        return drugs.meant(DrugReader.what(order, referred))
                .map(Meant::schedule)
                .isPresent();
    }
}

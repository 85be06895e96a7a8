package org.throughline.care.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Dosages;
import org.throughline.care.medication.Origin;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.SigWords;

/**
 * Makes the FHIR resources of orders. Pure.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-medicationrequest.html">US Core
 *     MedicationRequest</a>
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-servicerequest.html">US Core
 *     ServiceRequest</a>
 */
final class Requests {
    private static final String DRUG_CATEGORIES = "http://terminology.hl7.org/CodeSystem/medicationrequest-category";

    private static final JsonObject GIVEN_HERE = new Concept(
                    "Given here", List.of(new Coding(DRUG_CATEGORIES, "outpatient", "Outpatient"), Origin.givenHere()))
            .json();

    private Requests() {}

    /**
     * Where an order is made.
     *
     * @param by who is answerable for it
     * @param encounter the id of the visit that it is made at; null for outside of one
     */
    record Context(String patient, Author by, @Nullable String encounter, Instant now) {}

    /** The resource of an order that is signed. */
    static JsonObject of(OrderDraft draft, Context context) {
        return switch (draft) {
            case OrderDraft.Drug drug -> drug(drug, context);
            case OrderDraft.Service service -> service(service, context);
        };
    }

    private static JsonObject drug(OrderDraft.Drug drug, Context context) {
        JsonObject.Builder request = begun("MedicationRequest", drug)
                .add(
                        "category",
                        JsonArray.of(drug.here() ? GIVEN_HERE : Concept.of(DRUG_CATEGORIES, "community", "Community")))
                .add("reportedBoolean", JsonBoolean.FALSE)
                .add("medicationCodeableConcept", drug.what().json());
        common(request, drug, context)
                .add("dosageInstruction", Dosages.json(drug.sig(), step -> words(step, drug.product())))
                .add("dispenseRequest", dispense(drug))
                .add("substitution", JsonObject.of("allowedBoolean", JsonBoolean.of(!drug.asWritten())));
        if (!drug.takes().isEmpty()) {
            request.add("priorPrescription", Parts.reference("MedicationRequest", drug.takes(), ""));
        }
        return request.build();
    }

    private static String words(Sig sig, @Nullable Product product) {
        return product == null ? sig.note() : SigWords.of(sig, product);
    }

    private static JsonObject dispense(OrderDraft.Drug drug) {
        Supply supply = drug.supply();
        LocalDate start = drug.particulars().start();
        JsonObject.Builder dispense = JsonObject.builder();
        if (start != null) {
            dispense.add("validityPeriod", JsonObject.of("start", new JsonString(start.toString())));
        }
        dispense.add("numberOfRepeatsAllowed", JsonNumber.of(supply.refills()));
        if (supply.quantity() != null) {
            dispense.add("quantity", Dosages.quantity(supply.quantity(), supply.unit()));
        }
        if (supply.days() != null) {
            dispense.add(
                    "expectedSupplyDuration",
                    JsonObject.builder()
                            .add("value", JsonNumber.of(supply.days()))
                            .add("unit", "days")
                            .add("system", "http://unitsofmeasure.org")
                            .add("code", "d")
                            .build());
        }
        if (drug.isSent()) {
            dispense.add("performer", Parts.reference("Organization", drug.pharmacy(), ""));
        }
        return dispense.build();
    }

    private static JsonObject service(OrderDraft.Service service, Context context) {
        JsonObject.Builder request = begun("ServiceRequest", service)
                .add("category", service.kind().categories())
                .add("code", service.what().json());
        common(request, service, context);
        request.addIfPresent("performer", service.to().performer());
        FollowUp followUp = service.followUp();
        if (followUp != null) {
            request.add("extension", JsonArray.of(followUp.extension()));
        }
        LocalDate start = service.particulars().start();
        Repeat repeat = service.repeat();
        if (repeat != null) {
            request.add("occurrenceTiming", timing(repeat, start));
        } else if (start != null) {
            request.add("occurrenceDateTime", start.toString());
        }
        return request.build();
    }

    private static JsonObject timing(Repeat repeat, @Nullable LocalDate start) {
        JsonObject.Builder bounds = JsonObject.builder();
        if (start != null) {
            bounds.add("start", start.toString());
        }
        if (repeat.until() != null) {
            bounds.add("end", repeat.until().toString());
        }
        JsonObject period = bounds.build();
        return JsonObject.of(
                "repeat",
                JsonObject.builder()
                        .addIfPresent("boundsPeriod", period.size() == 0 ? null : period)
                        .add("frequency", JsonNumber.of(1))
                        .add("period", JsonNumber.of(repeat.every()))
                        .add("periodUnit", repeat.unit().code())
                        .build());
    }

    private static JsonObject.Builder begun(String type, OrderDraft draft) {
        return JsonObject.builder()
                .add("resourceType", type)
                .add("status", "active")
                .add("intent", "order")
                .add("priority", draft.particulars().urgency().code());
    }

    private static JsonObject.Builder common(JsonObject.Builder request, OrderDraft draft, Context context) {
        Particulars particulars = draft.particulars();
        request.add("subject", Parts.reference("Patient", context.patient(), ""))
                .addIfPresent(
                        "encounter",
                        context.encounter() == null ? null : Parts.reference("Encounter", context.encounter(), ""))
                .add("authoredOn", context.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .add("requester", context.by().json());
        List<Json> listed = particulars.reasons().stream()
                .filter(reason -> !reason.problem().isEmpty())
                .<Json>map(reason -> Parts.reference(
                        "Condition", reason.problem(), reason.what().text()))
                .toList();
        if (!listed.isEmpty()) {
            request.add("reasonReference", new JsonArray(listed));
        }
        List<Json> told = particulars.reasons().stream()
                .filter(reason -> reason.problem().isEmpty())
                .<Json>map(reason -> reason.what().json())
                .toList();
        if (!told.isEmpty()) {
            request.add("reasonCode", new JsonArray(told));
        }
        List<Json> notes = notes(draft);
        if (!notes.isEmpty()) {
            request.add("note", new JsonArray(notes));
        }
        return request;
    }

    private static List<Json> notes(OrderDraft draft) {
        List<String> details = switch (draft) {
            case OrderDraft.Drug ignored -> List.of();
            case OrderDraft.Service service -> service.details();
        };
        return Stream.concat(details.stream(), Stream.of(draft.particulars().note()))
                .filter(text -> !Objects.requireNonNull(text).isBlank())
                .<Json>map(text -> JsonObject.of("text", new JsonString(text)))
                .toList();
    }
}

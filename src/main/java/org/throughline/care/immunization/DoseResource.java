package org.throughline.care.immunization;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.vaccine.Vaccine;

/**
 * Makes Immunizations (US Core 6.1). Pure.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-immunization.html">US Core</a>
 */
final class DoseResource {
    /** The lot of the stock that a dose was taken from; the answers to the questions before it. */
    static final String LOT = "urn:throughline:stock-lot";

    static final String SCREENING = "urn:throughline:screening";
    private static final String SITES = "http://terminology.hl7.org/CodeSystem/v3-ActSite";
    private static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String ORIGINS = "http://terminology.hl7.org/CodeSystem/immunization-origin";
    private static final String FUNCTIONS = "http://terminology.hl7.org/CodeSystem/v2-0443";
    private static final String CLASSES = "http://terminology.hl7.org/CodeSystem/v2-0064";

    private DoseResource() {}

    /**
     * What is common to those of one act.
     *
     * @param encounter the visit it is part of, or null
     * @param screening a reference to the answers, or null
     */
    record Context(
            String patient,
            @Nullable Author author,
            @Nullable String encounter,
            @Nullable String screening,
            Instant now,
            ZoneId zone) {
        LocalDate today() {
            return now.atZone(zone).toLocalDate();
        }
    }

    static JsonObject of(NewDose dose, Context context) {
        return switch (dose) {
            case NewDose.Given given -> given(given, context);
            case NewDose.Refused refused -> refused(refused, context);
            case NewDose.Earlier earlier -> earlier(earlier, context);
        };
    }

    private static JsonObject.Builder begun(NewDose dose, String status, Context context) {
        Vaccine vaccine = dose.vaccine();
        return JsonObject.builder()
                .add("resourceType", "Immunization")
                .add("status", status)
                .add("vaccineCode", new Concept(vaccine.name(), List.of(vaccine.code())).json())
                .add("patient", Parts.reference("Patient", context.patient(), ""))
                .addIfPresent(
                        "encounter",
                        context.encounter() == null ? null : Parts.reference("Encounter", context.encounter(), ""))
                .add("recorded", Parts.moment(context.now(), context.zone()));
    }

    private static JsonObject given(NewDose.Given dose, Context context) {
        Vaccine vaccine = dose.vaccine();
        Lot lot = dose.lot();
        LocalDate expiry = dose.expiry();
        JsonObject.Builder made = begun(dose, "completed", context)
                .add("occurrenceDateTime", Parts.moment(context.now(), context.zone()))
                .add("primarySource", JsonBoolean.TRUE)
                .addIfPresent("manufacturer", vaccine.mvx().isEmpty() ? null : LotResource.maker(vaccine))
                .addIfPresent("lotNumber", dose.lotNumber().isEmpty() ? null : dose.lotNumber())
                .addIfPresent("expirationDate", expiry == null ? null : expiry.toString())
                .addIfPresent("site", dose.site().isEmpty() ? null : site(dose.site()))
                .addIfPresent(
                        "route",
                        dose.route().isEmpty()
                                ? null
                                : Parts.concept(Vaccine.ROUTES, dose.route(), Ways.route(dose.route())))
                .addIfPresent("doseQuantity", dose.amount().isEmpty() ? null : quantity(dose.amount()));
        if (context.author() != null) {
            made.add(
                    "performer",
                    JsonArray.of(JsonObject.builder()
                            .add("function", Parts.concept(FUNCTIONS, "AP", "Administering provider"))
                            .add("actor", context.author().json())
                            .build()));
        }
        if (!dose.sheets().isEmpty()) {
            made.add(
                    "education",
                    new JsonArray(dose.sheets().stream()
                            .<Json>map(each -> education(each, context))
                            .toList()));
        }
        if (!dose.eligibility().isEmpty()) {
            made.add(
                    "programEligibility",
                    JsonArray.of(Parts.concept(
                            CLASSES,
                            dose.eligibility(),
                            NewDose.Eligibility.valueOf(dose.eligibility()).words())));
        }
        if (lot != null) {
            made.add("fundingSource", LotResource.funding(lot.funding()));
        }
        JsonObject resource = made.build();
        if (lot != null) {
            resource = Parts.withExtension(
                    resource, LOT, "valueReference", Parts.reference("Substance", lot.id(), "Lot " + lot.number()));
        }
        if (context.screening() != null) {
            resource = Parts.withExtension(
                    resource, SCREENING, "valueReference", Author.reference(context.screening(), ""));
        }
        return Overrides.with(
                resource,
                dose.reasons().entrySet().stream()
                        .map(each -> new Overrides.Reason(each.getKey(), "", each.getValue()))
                        .toList());
    }

    private static JsonObject site(String code) {
        return Parts.concept(SITES, code, Ways.site(code));
    }

    private static JsonObject quantity(String amount) {
        return JsonObject.builder()
                .add("value", new JsonNumber(new BigDecimal(amount).toPlainString()))
                .add("unit", "mL")
                .add("system", "http://unitsofmeasure.org")
                .add("code", "mL")
                .build();
    }

    private static JsonObject education(Vaccine.Sheet sheet, Context context) {
        return JsonObject.builder()
                .add("documentType", sheet.document())
                .add("publicationDate", sheet.edition().toString())
                .add("presentationDate", Parts.moment(context.now(), context.zone()))
                .build();
    }

    private static JsonObject refused(NewDose.Refused dose, Context context) {
        JsonObject.Builder made = begun(dose, "not-done", context)
                .add(
                        "statusReason",
                        Parts.concept(REASONS, dose.why().code(), dose.why().words()))
                .add("occurrenceDateTime", context.today().toString())
                .add("primarySource", JsonBoolean.TRUE);
        if (context.author() != null) {
            made.add(
                    "performer",
                    JsonArray.of(JsonObject.of("actor", context.author().json())));
        }
        return noted(made, dose.who().isBlank() ? "" : "Said by: " + dose.who().strip(), context);
    }

    private static JsonObject earlier(NewDose.Earlier dose, Context context) {
        return noted(
                begun(dose, "completed", context)
                        .add("occurrenceDateTime", dose.date())
                        .add("primarySource", JsonBoolean.FALSE)
                        .add(
                                "reportOrigin",
                                Parts.concept(
                                        ORIGINS,
                                        dose.origin().code(),
                                        dose.origin().words()))
                        .addIfPresent(
                                "lotNumber",
                                dose.lotNumber().isBlank()
                                        ? null
                                        : dose.lotNumber().strip()),
                dose.where().isBlank() ? "" : "Given by: " + dose.where().strip(),
                context);
    }

    private static JsonObject noted(JsonObject.Builder made, String text, Context context) {
        if (!text.isEmpty()) {
            made.add(
                    "note",
                    JsonArray.of(JsonObject.builder()
                            .addIfPresent(
                                    "authorReference",
                                    context.author() == null
                                            ? null
                                            : context.author().json())
                            .add("time", Parts.moment(context.now(), context.zone()))
                            .add("text", text)
                            .build()));
        }
        return made.build();
    }
}

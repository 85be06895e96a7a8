package org.throughline.care.taking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.medication.Dosages;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.SigWords;

/**
 * Makes and changes MedicationStatements. Pure.
 *
 * @param source whom it is known from, as a Reference
 * @param encounter the id of the visit at which it is said; null for outside of one
 * @param today on which what is no longer taken ends
 * @see <a href="https://hl7.org/fhir/R4/medicationstatement.html">MedicationStatement</a>
 */
record StatementWriter(
        String patient, JsonObject source, @Nullable String encounter, Instant now, LocalDate today) {
    /** By which the one word about a prescription is found. */
    static final String ABOUT = "urn:throughline:said-of";

    /** That a drug is taken that nobody of us ordered. */
    JsonObject of(Taking taking) {
        return dosed(
                begun("active")
                        .add("category", taking.origin().category())
                        .add("medicationCodeableConcept", taking.what().json())
                        .build(),
                taking.sig(),
                taking.product());
    }

    /** What is said of a prescription: nothing yet but that it is taken. */
    JsonObject about(Known prescription) {
        JsonObject identifier = JsonObject.builder()
                .add("system", ABOUT)
                .add("value", prescription.reference())
                .build();
        return begun("active")
                .add("identifier", JsonArray.of(identifier))
                .add("medicationCodeableConcept", prescription.what().json())
                .add("derivedFrom", JsonArray.of(JsonObject.of("reference", new JsonString(prescription.reference()))))
                .build();
    }

    private JsonObject.Builder begun(String status) {
        JsonObject.Builder statement = JsonObject.builder()
                .add("resourceType", "MedicationStatement")
                .add("status", status)
                .add("subject", Parts.reference("Patient", patient, ""))
                .add("dateAsserted", time())
                .add("informationSource", source);
        if (encounter != null) {
            statement.add("context", Parts.reference("Encounter", encounter, ""));
        }
        return statement;
    }

    /** It is taken as it stands. */
    JsonObject taken(JsonObject statement) {
        JsonObject taken = status(statement, "active", "");
        JsonObject period = taken.object("effectivePeriod");
        return period == null ? taken : taken.with("effectivePeriod", period.without("end"));
    }

    /** A word about a prescription: it is taken as that says. */
    JsonObject asPrescribed(JsonObject word) {
        return taken(word).without("dosage");
    }

    /** It is taken in this way. */
    JsonObject taken(JsonObject statement, @Nullable Sig sig, @Nullable Product product) {
        return dosed(taken(statement), sig, product);
    }

    /** A word about a prescription that stands: it is not taken. */
    JsonObject notTaken(JsonObject word, String reason) {
        return status(word, "not-taken", reason).without("dosage");
    }

    /** It is taken no longer, from today on. */
    JsonObject stopped(JsonObject statement, String reason) {
        return stopped(statement, reason, "");
    }

    /** @param ended the last day, as FHIR has it; empty for today */
    JsonObject stopped(JsonObject statement, String reason, String ended) {
        JsonObject stopped = status(statement, "stopped", reason);
        JsonObject period = stopped.object("effectivePeriod");
        String since = Parts.text(stopped, "effectiveDateTime");
        JsonObject begun = period != null
                ? period
                : since.isEmpty() ? JsonObject.EMPTY : JsonObject.of("start", new JsonString(since));
        return stopped.without("effectiveDateTime")
                .with("effectivePeriod", begun.with("end", new JsonString(ended.isEmpty() ? today.toString() : ended)));
    }

    /** Nobody knows whether it is taken. */
    JsonObject unknown(JsonObject statement) {
        return status(statement, "unknown", "");
    }

    private JsonObject status(JsonObject statement, String status, String reason) {
        JsonObject said = statement
                .with("status", new JsonString(status))
                .with("dateAsserted", new JsonString(time()))
                .with("informationSource", source);
        return reason.isBlank()
                ? said.without("statusReason")
                : said.with("statusReason", JsonArray.of(JsonObject.of("text", new JsonString(reason.strip()))));
    }

    private static JsonObject dosed(JsonObject statement, @Nullable Sig sig, @Nullable Product product) {
        return sig == null
                ? statement.without("dosage")
                : statement.with("dosage", Dosages.json(sig, each -> words(each, product)));
    }

    static String words(Sig sig, @Nullable Product product) {
        return product == null ? sig.note() : SigWords.of(sig, product);
    }

    private String time() {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whom it is known from: the patient, else only in words. */
    static JsonObject source(String patient, List<Reconciled.Source> with) {
        if (with.isEmpty() || with.contains(Reconciled.Source.PATIENT)) {
            return Parts.reference("Patient", patient, "");
        }
        return JsonObject.of(
                "display",
                new JsonString(with.getFirst() == Reconciled.Source.CAREGIVER ? "A caregiver" : "The pharmacy's list"));
    }
}

package org.throughline.care.order;

import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;

/**
 * What can be ordered. Those that are not drugs are told apart by the category of their ServiceRequest.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/ValueSet-us-core-servicerequest-category.html">US Core's categories</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // a Coding is a record of texts
public enum OrderKind {
    DRUG("Prescription", null),
    LAB("Lab test", new Coding(Coding.SNOMED, "108252007", "Laboratory procedure")),
    IMAGING("Imaging", new Coding(Coding.SNOMED, "363679005", "Imaging")),
    PROCEDURE("Procedure", new Coding(Coding.SNOMED, "71388002", "Procedure")),
    REFERRAL("Referral", new Coding(Coding.SNOMED, "3457005", "Patient referral"));

    private final String words;
    private final @Nullable Coding category;

    OrderKind(String words, @Nullable Coding category) {
        this.words = words;
        this.category = category;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** As it is written in addresses and forms. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The FHIR type of such an order. */
    public String type() {
        return category == null ? "MedicationRequest" : "ServiceRequest";
    }

    /** The category of a ServiceRequest of this kind; none for a drug. */
    JsonArray categories() {
        return category == null
                ? new JsonArray(java.util.List.of())
                : JsonArray.of(Concept.of(category.system(), category.code(), category.display()));
    }

    /** What kind of order a resource is; a ServiceRequest of another category is a procedure. */
    static OrderKind of(JsonObject resource) {
        if ("MedicationRequest".equals(resource.text("resourceType"))) {
            return DRUG;
        }
        for (OrderKind kind : values()) {
            Coding own = kind.category;
            if (own != null
                    && resource.objects("category").stream()
                            .anyMatch(each -> Concept.code(each, own.system()).equals(own.code()))) {
                return kind;
            }
        }
        return PROCEDURE;
    }
}

package org.throughline.care.taking;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Origin;
import org.throughline.care.same.SaidDrug;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Sig;

/**
 * A prescription or a statement of a drug, as it is known.
 *
 * @param reference {@code MedicationRequest/1}
 * @param what the drug as it stands there
 * @param meant what that is; null when the catalogue does not know it
 * @param product the product that it is; null when that leaves a choice
 * @param sig how it is taken; null when that is not told
 * @param how the same in words; empty when it is not told
 * @param since since when, as FHIR has it; empty when that is not told
 * @param ended the last day, when that is past; null otherwise
 * @param by who prescribed it, or told it; empty when nobody is named
 * @param reason why it was stopped, or is not taken; empty when nothing is said
 * @param about references of what a statement is about, by which it speaks of a prescription
 * @param resource as it is stored
 */
public record Known(
        String reference,
        int version,
        Origin origin,
        State state,
        Concept what,
        @Nullable Meant meant,
        @Nullable Product product,
        @Nullable Sig sig,
        String how,
        String since,
        @Nullable LocalDate ended,
        String by,
        String reason,
        Set<String> about,
        JsonObject resource) {
    public Known {
        about = Set.copyOf(about);
    }

    /** Whether it is taken, as far as is known. */
    public enum State {
        TAKEN,
        HELD,
        /** Nobody knows. */
        UNKNOWN,
        /** It stands there, and the patient does not take it. */
        NOT_TAKEN,
        ENDED
    }

    /** What it says, to be compared. */
    public SaidDrug said() {
        return new SaidDrug(state.name(), what.text(), meant, product, sig);
    }

    /** Whether it is a prescription; else it is a statement. */
    public boolean isPrescription() {
        return reference.startsWith("MedicationRequest/");
    }

    /** The drug's name: that of the product where it is known, with tall-man letters. */
    public String name() {
        return product != null ? product.name() : what.text().isEmpty() ? "Medication that is not named" : what.text();
    }
}

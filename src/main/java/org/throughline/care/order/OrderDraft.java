package org.throughline.care.order;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Sig;

/** Something that is going to be ordered. */
public sealed interface OrderDraft {
    OrderKind kind();

    /** What is ordered, in words and codes. */
    Concept what();

    Particulars particulars();

    /**
     * A prescription.
     *
     * @param product which product of the catalogue it is; null for one that is only words
     * @param asWritten whether the pharmacy may give no other product in its place
     * @param takes the id of the MedicationRequest whose place it takes; empty for none
     */
    record Drug(
            Concept what,
            @Nullable Product product,
            Sig sig,
            Supply supply,
            boolean asWritten,
            String takes,
            Particulars particulars)
            implements OrderDraft {
        @Override
        public OrderKind kind() {
            return OrderKind.DRUG;
        }
    }

    /**
     * Anything else.
     *
     * @param repeat for a standing order; null for once
     * @param details what else is asked and answered, such as the side or the specimen, in words: {@code Side: left}
     */
    record Service(OrderKind kind, Concept what, @Nullable Repeat repeat, List<String> details, Particulars particulars)
            implements OrderDraft {
        public Service {
            details = List.copyOf(details);
        }
    }
}

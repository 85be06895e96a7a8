package org.throughline.care.order;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.referral.Destination;
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
     * @param schedule its DEA schedule; empty when it is not controlled, as far as the catalogue knows it
     * @param asWritten whether the pharmacy may give no other product in its place
     * @param here whether it is given in the practice; else a pharmacy dispenses it
     * @param takes the id of the MedicationRequest whose place it takes; empty for none
     * @param pharmacy the id of the Organization that it is sent to; empty for paper
     * @param answers the id of the Task by which a pharmacy asked for it; empty for none
     */
    record Drug(
            Concept what,
            @Nullable Product product,
            String schedule,
            Sig sig,
            Supply supply,
            boolean asWritten,
            boolean here,
            String takes,
            String pharmacy,
            String answers,
            Particulars particulars)
            implements OrderDraft {
        @Override
        public OrderKind kind() {
            return OrderKind.DRUG;
        }

        /** Whether a second factor is asked for when it is signed. */
        public boolean isControlled() {
            return !schedule.isEmpty();
        }

        /** Whether it leaves as a message: what is given here does not. Controlled substances do not: the product is not certified for that (DEA EPCS). */
        public boolean isSent() {
            return !here && !pharmacy.isEmpty() && !isControlled();
        }
    }

    /**
     * Anything else.
     *
     * @param repeat for a standing order; null for once
     * @param followUp after how long it follows an earlier one on purpose; null when it does not
     * @param details what else is asked and answered, such as the side or the specimen, in words: {@code Side: left}
     * @param to who is to do it; with no name for nobody in particular
     */
    record Service(
            OrderKind kind,
            Concept what,
            @Nullable Repeat repeat,
            @Nullable FollowUp followUp,
            List<String> details,
            Destination to,
            Particulars particulars)
            implements OrderDraft {
        public Service {
            details = List.copyOf(details);
        }
    }
}

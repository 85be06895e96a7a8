package org.throughline.care.referral;

import java.util.List;
import java.util.function.Function;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/** Tells the other side: what is given to it with a write is told once that is committed, and never when it is not. */
public interface Correspondence {
    /** Where nobody else is reached. */
    Correspondence NONE = new Correspondence() {
        @Override
        public boolean reaches(String organization) {
            return false;
        }

        @Override
        public Records.Company telling(Function<List<Outcome>, List<Word>> words) {
            return Records.Company.NONE;
        }
    };

    /** Whether an organization of the directory, by its id, is told by itself. */
    boolean reaches(String organization);

    /**
     * What keeps words in the transaction of a write.
     *
     * @param words made of what was written; those to whom nobody reaches are left out
     */
    Records.Company telling(Function<List<Outcome>, List<Word>> words);

    /**
     * Something that the other side is told.
     *
     * @param organization the id of the Organization here
     * @param task the id of the Task of the referral
     * @param patient the id of the Patient; empty while nobody has said who it is
     * @param first whether the other side does not know of the referral yet
     * @param step the number of the step of ours up to which it is told
     * @param note the id of a note that goes with it; empty for none
     */
    record Word(String organization, String task, String patient, boolean first, int step, String note) {}
}

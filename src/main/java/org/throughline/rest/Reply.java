package org.throughline.rest;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Action;
import org.throughline.http.Answer;

/**
 * An answer, and what it discloses.
 *
 * @param disclosure what the audit trail must know before the answer leaves; null when the entry is written already,
 *     as a write's is with its transaction
 */
record Reply(Answer answer, @Nullable Disclosure disclosure) {

    /**
     * What an answer discloses.
     *
     * @param type the number of the resource type; 0 for none
     * @param patients the addresses of the patients whose data is in the answer
     */
    record Disclosure(Action action, int type, Set<Long> patients) {}

    static Reply audited(Answer answer) {
        return new Reply(answer, null);
    }

    static Reply of(Answer answer, Action action, int type, Set<Long> patients) {
        return new Reply(answer, new Disclosure(action, type, patients));
    }
}

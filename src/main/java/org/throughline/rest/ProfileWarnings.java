package org.throughline.rest;

import java.util.List;
import org.throughline.http.Answer;
import org.throughline.kernel.Issue;
import org.throughline.record.Outcome;
import org.throughline.record.Stored;

/** What is said of a resource that was stored and breaks a profile, where the installation warns of that. */
final class ProfileWarnings {
    /** Carries how many there are, whatever the answer's body is. */
    private static final String HEADER = "X-Profile-Warnings";

    private ProfileWarnings() {}

    /** The warnings about what a write stored; empty unless the installation warns. */
    static List<Issue> of(Parts parts, Outcome outcome) {
        Stored stored = outcome.stored();
        boolean wrote = outcome.effect() == Outcome.Effect.CREATED || outcome.effect() == Outcome.Effect.UPDATED;
        return stored == null || !wrote || !parts.profiles().warns()
                ? List.of()
                : parts.profiles().warnings(parts.rendering().tree(stored));
    }

    static Answer counted(Answer answer, List<Issue> warnings) {
        return warnings.isEmpty() ? answer : answer.with(HEADER, String.valueOf(warnings.size()));
    }
}

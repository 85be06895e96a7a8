package org.throughline.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By what a program with a token acts: enough to work out at any later moment what it may do then. What is done for a
 * program after its call has ended, such as telling it of changes, is done by its mandate.
 *
 * @param holder who holds the token, as the audit names it: {@code app/…} or {@code token/…}
 * @param account the number of the account as which it acts; null for the operator's own programs
 * @param app the number of the app; null when it is none
 * @param grant the number of what a person granted to the app; null when it acts by itself
 * @param scopes of the token
 * @param patient the address of the patient in context; empty or one
 * @param until when the token ends; null when it lasts as long as the app may get new ones
 */
public record Mandate(
        String holder,
        @Nullable Long account,
        @Nullable Long app,
        @Nullable Long grant,
        Scopes scopes,
        Set<Long> patient,
        @Nullable Instant until) {
    private static final String OPERATOR = "operator";

    public Mandate {
        patient = Set.copyOf(patient);
    }

    /** Whose is what is made by it: the same for every token of an app as one account, and for all tokens of the operator. */
    public String owner() {
        if (account == null) {
            return OPERATOR;
        }
        return "account/" + account + (app == null ? "" : "/" + holder);
    }

    /** Whether a program does it by itself, for nobody in particular: the operator's, or an app with an account of its own. */
    public boolean isOfProgram() {
        return account == null || (app != null && grant == null);
    }

    /** What its scopes allow with resources of a type, whatever the account may do. */
    public Set<Interaction> allowed(String type) {
        Set<Interaction> allowed = EnumSet.noneOf(Interaction.class);
        scopes.granted().stream()
                .filter(scope -> scope.type().equals(Grant.ANY) || scope.type().equals(type))
                .forEach(scope -> allowed.addAll(scope.interactions()));
        return allowed;
    }
}

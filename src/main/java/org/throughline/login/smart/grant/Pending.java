package org.throughline.login.smart.grant;

import org.jspecify.annotations.Nullable;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.ScopeList;

/**
 * What an app asks for and nobody has decided on yet.
 *
 * @param redirect where the answer goes; one of the app's addresses
 * @param state what the app wants back with the answer
 * @param scopes those that it can be granted
 * @param challenge by which the app will prove that it is who asked (PKCE, S256)
 * @param nonce what the app wants to find in the id token; null for nothing
 * @param openedBy the account that opened the app from a chart, which alone can decide; null when it was opened elsewhere
 */
public record Pending(
        App app,
        String redirect,
        String state,
        ScopeList scopes,
        String challenge,
        @Nullable String nonce,
        @Nullable Long openedBy,
        LaunchContext context) {

    /** Whether it may be granted without a question: the practice said so, and a person opened the app from a chart. */
    public boolean isUnasked() {
        return openedBy != null && app.registration().unasked();
    }

    /** Whether a patient must be chosen first. */
    public boolean needsPatient() {
        return context.patient() == null && scopes.needsPatient();
    }
}

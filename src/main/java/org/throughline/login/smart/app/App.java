package org.throughline.login.smart.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;

/**
 * A registered app.
 *
 * @param number stands for it in tables and never changes
 * @param clientId stands for it towards others and never changes
 * @param account the number of the account of a program as which it acts by itself; null when it acts for people
 * @param organization the address of the member of the network for which it acts, which says with each request for whom it asks
 *     and why; null for an app of nobody's
 * @param registeredSelf whether it registered itself, so that nobody here has vouched for it
 * @param disabled since when it gets nothing any more; null when it does
 */
public record App(
        long number,
        String clientId,
        Registration registration,
        @Nullable Long account,
        @Nullable String organization,
        boolean registeredSelf,
        Instant created,
        @Nullable Instant disabled) {

    public String name() {
        return registration.name();
    }

    /** The app when it acts by itself and nothing is granted to it, as the audit names it. */
    public Caller asCaller() {
        return new Caller("app/" + clientId, name(), Rights.NONE);
    }

    public boolean enabled() {
        return disabled == null;
    }
}

package org.throughline.login.smart.grant;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.throughline.login.smart.app.ScopeList;

/** What came of an app's try to get tokens. */
public sealed interface Attempt {

    /**
     * Tokens were made.
     *
     * @param scopes what the access token grants
     * @param refresh a token for the next access token; null when none was granted
     */
    record Issued(
            Grant grant,
            String access,
            Duration valid,
            ScopeList scopes,
            @Nullable String refresh) implements Attempt {}

    /** None were. */
    enum Refused implements Attempt {
        /** What it showed is not known here, is another app's, has run out, or does not fit the request. */
        UNKNOWN,
        /** What it showed was used before: somebody has stolen it, and the grant has ended. */
        REPLAYED,
        /** It asks for more than was granted. */
        TOO_MUCH
    }
}

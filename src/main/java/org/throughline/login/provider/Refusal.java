package org.throughline.login.provider;

import org.jspecify.annotations.Nullable;

/** Somebody came back from the identity provider with nothing that lets in. */
@SuppressWarnings("serial")
public final class Refusal extends Exception {
    private final String reason;

    /**
     * @param reason for the operator; no secret and nothing that was sent as it is
     * @param message for the person
     */
    Refusal(String reason, String message, @Nullable Exception cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why, for the operator. */
    public String reason() {
        return reason;
    }

    /** Why, for the person. */
    public String message() {
        return String.valueOf(getMessage());
    }
}

package org.throughline.login.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the identity provider has said.
 *
 * @param intent what the person went there for
 * @param strong whether they showed a second factor there, as far as the provider is believed
 * @param shown when they showed who they are; null when it does not say
 */
public record Proven(
        Provider provider,
        Intent intent,
        Identity identity,
        boolean strong,
        @Nullable Instant shown) {}

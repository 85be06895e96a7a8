package org.throughline.login.smart.app;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is registered of an app.
 *
 * @param name as people are shown it
 * @param about what it is for, in a sentence; may be empty
 * @param redirects addresses that people may be sent back to, compared letter by letter
 * @param launch the address that opens it from a chart; null when it cannot be
 * @param scopes the most that it can be granted
 * @param keys its public keys as a JWK Set; null when it has none or they are fetched
 * @param keysAt the address of its JWK Set; null when it has none or they are given
 * @param service whether it acts by itself, with nobody to ask, instead of for people
 * @param unasked whether it is granted what it asks for without a question when it is opened from a chart
 * @param introspects whether it may ask what the tokens of other apps are good for
 */
public record Registration(
        String name,
        String about,
        Proof proof,
        List<String> redirects,
        @Nullable String launch,
        ScopeList scopes,
        @Nullable String keys,
        @Nullable String keysAt,
        boolean service,
        boolean unasked,
        boolean introspects) {

    public Registration {
        redirects = List.copyOf(redirects);
    }

    /** The origins that pages of the app come from: {@code https://app.example.org}. */
    public Set<String> origins() {
        return Stream.concat(redirects.stream(), Stream.ofNullable(launch))
                .map(Registration::origin)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String origin(String address) {
        URI uri = URI.create(address);
        return uri.getHost() == null ? null : uri.getScheme() + "://" + uri.getAuthority();
    }
}

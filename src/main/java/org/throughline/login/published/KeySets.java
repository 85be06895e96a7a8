package org.throughline.login.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.throughline.http.Fetcher;

/** The public keys that others publish (JWK Set). */
public final class KeySets {
    private final Published<JWKSet> sets;

    public KeySets(Fetcher fetcher, InstantSource clock) {
        this.sets = new Published<>(fetcher, content -> parsed(new String(content, UTF_8)), clock);
    }

    /** The keys at an address that are looked for. */
    public List<JWK> select(URI at, JWKSelector wanted) {
        return sets.get(at, set -> !wanted.select(set).isEmpty())
                .map(wanted::select)
                .orElse(List.of());
    }

    /** Reads a set; empty when it is none. */
    public static Optional<JWKSet> parsed(String text) {
        try {
            return Optional.of(JWKSet.parse(text));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}

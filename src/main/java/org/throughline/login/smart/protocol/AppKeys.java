package org.throughline.login.smart.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.net.URI;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.http.Fetcher;
import org.throughline.http.Fetcher.Fetched;
import org.throughline.kernel.Failed;
import org.throughline.login.smart.app.App;

/**
 * The public keys of apps, as registered or as fetched. What was fetched is kept as long as its owner allows, an hour at
 * most; a key that is not among them has it fetched anew, since apps change keys, but not more than every ten seconds.
 */
final class AppKeys {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_KEPT = 1_000;
    private static final Duration UNSAID = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Fetcher fetcher;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    AppKeys(Fetcher fetcher, InstantSource clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    private record Kept(JWKSet keys, Instant since, Instant until) {}

    /** The one key that a header names and that fits its algorithm; nothing when there is none or are several. */
    List<PublicKey> select(App app, JWSHeader header) {
        JWKSelector selector = new JWKSelector(new JWKMatcher.Builder()
                .keyType(KeyType.forAlgorithm(header.getAlgorithm()))
                .keyID(header.getKeyID())
                .build());
        List<JWK> matching = selector.select(keys(app, selector));
        return matching.size() == 1 ? publicKey(matching.getFirst()) : List.of();
    }

    private static List<PublicKey> publicKey(JWK key) {
        try {
            return key instanceof AsymmetricJWK asymmetric ? List.of(asymmetric.toPublicKey()) : List.of();
        } catch (JOSEException e) {
            return List.of();
        }
    }

    private JWKSet keys(App app, JWKSelector wanted) {
        String registered = app.registration().keys();
        String at = app.registration().keysAt();
        if (registered != null) {
            return parsed(registered);
        }
        return at == null ? new JWKSet() : fetched(at, wanted);
    }

    private JWKSet fetched(String at, JWKSelector wanted) {
        Instant now = clock.instant();
        Kept known = kept.get(at);
        if (known != null) {
            boolean holds =
                    now.isBefore(known.until()) && !wanted.select(known.keys()).isEmpty();
            if (holds || (now.isBefore(known.since().plus(PAUSE)) && now.isBefore(known.until()))) {
                return known.keys();
            }
        }
        return fetch(at, now);
    }

    private JWKSet fetch(String at, Instant now) {
        try {
            Fetched document = fetcher.get(URI.create(at), "application/json", MOST_BYTES);
            Duration said = document.maxAge() == null ? UNSAID : document.maxAge();
            JWKSet keys = parsed(new String(document.content(), UTF_8));
            keep(at, new Kept(keys, now, now.plus(said.compareTo(LONGEST) < 0 ? said : LONGEST)));
            return keys;
        } catch (Failed e) {
            keep(at, new Kept(new JWKSet(), now, now.plus(PAUSE)));
            return new JWKSet();
        }
    }

    private void keep(String at, Kept what) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(at, what);
    }

    private static JWKSet parsed(String text) {
        try {
            return JWKSet.parse(text);
        } catch (ParseException e) {
            return new JWKSet();
        }
    }
}

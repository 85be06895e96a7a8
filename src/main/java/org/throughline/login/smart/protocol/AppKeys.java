package org.throughline.login.smart.protocol;

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
import java.util.List;
import org.throughline.login.published.KeySets;
import org.throughline.login.smart.app.App;

/** The public keys of apps, as registered or as published. */
final class AppKeys {
    private final KeySets published;

    AppKeys(KeySets published) {
        this.published = published;
    }

    /** The one key that a header names and that fits its algorithm; nothing when there is none or are several. */
    List<PublicKey> select(App app, JWSHeader header) {
        List<JWK> matching = keys(
                app,
                new JWKSelector(new JWKMatcher.Builder()
                        .keyType(KeyType.forAlgorithm(header.getAlgorithm()))
                        .keyID(header.getKeyID())
                        .build()));
        return matching.size() == 1 ? publicKey(matching.getFirst()) : List.of();
    }

    private static List<PublicKey> publicKey(JWK key) {
        try {
            return key instanceof AsymmetricJWK asymmetric ? List.of(asymmetric.toPublicKey()) : List.of();
        } catch (JOSEException e) {
            return List.of();
        }
    }

    private List<JWK> keys(App app, JWKSelector wanted) {
        String registered = app.registration().keys();
        String at = app.registration().keysAt();
        if (registered != null) {
            return wanted.select(KeySets.parsed(registered).orElseGet(JWKSet::new));
        }
        return at == null ? List.of() : published.select(URI.create(at), wanted);
    }
}

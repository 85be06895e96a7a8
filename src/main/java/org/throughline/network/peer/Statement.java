package org.throughline.network.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MessageKey;

/**
 * What one installation says to another, as a signed JWT (ES384): who, to whom, what, when, and what belongs to it.
 *
 * @param from the address of who says it
 * @param to the address of whom it is said to
 * @param act what is said, by a word
 * @param key the one by which it says to be signed, when it brings it along; null when it does not
 */
record Statement(
        String from,
        String to,
        String act,
        Instant at,
        String nonce,
        @Nullable ECKey key,
        SignedJWT signed) {
    /** What differs more is no uncertainty of clocks. */
    static final Duration SKEW = Duration.ofMinutes(3);

    private static final int LONGEST = 20_000;
    private static final int LONGEST_TEXT = 300;

    /**
     * Reads one, of which nothing is proven yet.
     *
     * @throws Failed with {@link Failure.Malformed} when it is none
     */
    static Statement read(String text) {
        if (text.length() > LONGEST) {
            throw malformed(null);
        }
        try {
            SignedJWT signed = SignedJWT.parse(text);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            Date at = claims.getIssueTime();
            if (!JWSAlgorithm.ES384.equals(signed.getHeader().getAlgorithm())
                    || !MessageKey.isStatement(signed.getHeader().getType())
                    || at == null
                    || claims.getAudience().size() != 1) {
                throw malformed(null);
            }
            return new Statement(
                    text(claims, "iss"),
                    claims.getAudience().getFirst(),
                    text(claims, "act"),
                    at.toInstant(),
                    text(claims, "nonce"),
                    claims.getClaim("jwk") instanceof Map<?, ?> jwk ? key(jwk) : null,
                    signed);
        } catch (ParseException e) {
            throw malformed(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static ECKey key(Map<?, ?> jwk) throws ParseException {
        ECKey key = ECKey.parse((Map<String, Object>) jwk);
        if (key.isPrivate()) {
            throw new ParseException("a private key", 0);
        }
        return key;
    }

    private static String text(JWTClaimsSet claims, String name) throws ParseException {
        String text = claims.getStringClaim(name);
        if (text != null && text.length() > LONGEST_TEXT) {
            throw new ParseException("too long", 0);
        }
        return text == null ? "" : text;
    }

    /** A text that belongs to it; empty when it does not. */
    String text(String name) {
        try {
            return text(signed.getJWTClaimsSet(), name);
        } catch (ParseException e) {
            throw malformed(e);
        }
    }

    /** What its organization is, as it says. */
    Member member() {
        try {
            Object said = signed.getJWTClaimsSet().getClaim("organization");
            return Member.of(said == null ? "" : said);
        } catch (ParseException e) {
            throw malformed(e);
        }
    }

    /** Whether it is signed with one of these keys. */
    boolean isSignedBy(JWKSet keys) {
        JWK key = keys.getKeyByKeyId(String.valueOf(signed.getHeader().getKeyID()));
        return key instanceof ECKey ec && isSignedBy(ec);
    }

    private boolean isSignedBy(ECKey key) {
        try {
            return signed.verify(new ECDSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    /** The key that it brings along and is signed with; empty when it is not. */
    Optional<ECKey> ownKey() {
        return Optional.ofNullable(key).filter(this::isSignedBy);
    }

    /** How much the clock of who says it is ahead of ours. */
    Duration ahead(Instant now) {
        return Duration.between(now, at);
    }

    /** The thumbprint of a key. */
    static String fingerprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A set of one key, as it is kept. */
    static String set(ECKey key) {
        return new JWKSet(new ECKey.Builder(key).keyID(fingerprint(key)).build().toPublicJWK()).toString(true);
    }

    private static Failed malformed(@Nullable Exception cause) {
        Failure failure =
                new Failure.Malformed("structure", "statement", "What was sent is not a statement of a member.");
        return cause == null ? new Failed(failure) : new Failed(failure, cause);
    }
}

package org.throughline.login.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.http.Fetcher;
import org.throughline.login.published.KeySets;
import org.throughline.login.published.Published;

/**
 * What an identity provider says of itself, and whether we can do with it.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery</a>
 */
public final class Discovery {
    private static final String PATH = "/.well-known/openid-configuration";

    private final Fetcher fetcher;
    private final Published<OIDCProviderMetadata> documents;
    private final KeySets keys;

    public Discovery(Fetcher fetcher, KeySets keys, InstantSource clock) {
        this.fetcher = fetcher;
        this.documents = new Published<>(fetcher, Discovery::parsed, clock);
        this.keys = keys;
    }

    /**
     * What was looked at.
     *
     * @param what in words
     * @param good whether it is as it must be
     * @param told what was found, or what is wrong
     */
    public record Finding(String what, boolean good, String told) {}

    /** What the provider of an issuer says of itself, if we can do with that. */
    Optional<OIDCProviderMetadata> of(String issuer) {
        return documents
                .get(at(issuer))
                .filter(metadata -> look(issuer, metadata).stream().allMatch(Finding::good));
    }

    /** Looks at everything that is needed to log in there, up to the first thing without which nothing else can be seen. */
    public List<Finding> check(String issuer) {
        Optional<URI> address = address(issuer);
        if (address.isEmpty()) {
            return List.of(new Finding(
                    "Issuer",
                    false,
                    "This is no address of an identity provider. It begins with https:// and has no ? or #."));
        }
        Optional<OIDCProviderMetadata> metadata = documents.get(address.get());
        if (metadata.isEmpty()) {
            return List.of(new Finding(
                    "Discovery document",
                    false,
                    "None could be had from " + address.get() + ". Either nothing answers there within five seconds,"
                            + " or what is there is no discovery document, or it is in the private network, which the"
                            + " operator has to allow."));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("Discovery document", true, address.get().toString()));
        findings.addAll(look(issuer, metadata.get()));
        findings.add(keys(metadata.get().getJWKSetURI()));
        return findings;
    }

    private Optional<URI> address(String issuer) {
        try {
            URI address = at(issuer);
            boolean usable = fetcher.allows(address) && address.getQuery() == null;
            return usable ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A slash at the end of the issuer is not doubled. */
    private static URI at(String issuer) {
        return URI.create(issuer.replaceFirst("/$", "") + PATH);
    }

    private List<Finding> look(String issuer, OIDCProviderMetadata metadata) {
        String said = metadata.getIssuer().getValue();
        List<ResponseType> responses = metadata.getResponseTypes();
        List<CodeChallengeMethod> challenges = metadata.getCodeChallengeMethods();
        return List.of(
                new Finding(
                        "Issuer",
                        said.equals(issuer),
                        said.equals(issuer) ? said : "The document names another issuer: " + said + ". Type that one."),
                endpoint("Authorization endpoint", metadata.getAuthorizationEndpointURI()),
                endpoint("Token endpoint", metadata.getTokenEndpointURI()),
                endpoint("Keys", metadata.getJWKSetURI()),
                finding(
                        "Authorization code",
                        responses == null || responses.contains(ResponseType.CODE),
                        "The provider does not offer response_type code."),
                finding(
                        "PKCE",
                        challenges == null || challenges.contains(CodeChallengeMethod.S256),
                        "The provider does not offer code_challenge_method S256."),
                finding(
                        "Signatures",
                        metadata.getIDTokenJWSAlgs() == null
                                || metadata.getIDTokenJWSAlgs().stream().anyMatch(CodeFlow.ALGORITHMS::contains),
                        "The provider signs id tokens with none of " + CodeFlow.ALGORITHMS + "."),
                finding(
                        "Client secret",
                        method(metadata).isPresent(),
                        "The provider takes a client secret neither as client_secret_basic nor as client_secret_post."));
    }

    /** How a secret is shown to the provider; empty when it takes none. */
    static Optional<ClientAuthenticationMethod> method(OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> offered = metadata.getTokenEndpointAuthMethods();
        if (offered == null || offered.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)) {
            return Optional.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        }
        return offered.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                ? Optional.of(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                : Optional.empty();
    }

    private Finding endpoint(String what, @Nullable URI address) {
        return finding(
                what,
                address != null && fetcher.allows(address),
                address == null ? "The document names none." : address + " is no address that can be used.");
    }

    private Finding keys(@Nullable URI address) {
        List<JWK> found = address == null || !fetcher.allows(address)
                ? List.of()
                : keys.select(
                        address,
                        new JWKSelector(new JWKMatcher.Builder()
                                .keyTypes(KeyType.RSA, KeyType.EC)
                                .build()));
        return finding("Keys at their address", !found.isEmpty(), "No key could be had from " + address + ".");
    }

    private static Finding finding(String what, boolean good, String wrong) {
        return new Finding(what, good, good ? "" : wrong);
    }

    private static Optional<OIDCProviderMetadata> parsed(byte[] content) {
        try {
            return Optional.of(OIDCProviderMetadata.parse(new String(content, UTF_8)));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}

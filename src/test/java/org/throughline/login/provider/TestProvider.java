package org.throughline.login.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;
import org.throughline.http.Parameter;
import org.throughline.http.Request;

/**
 * A small identity provider: whoever comes is logged in at once as {@link #who}, with the claims and the kind of token that
 * a test wants. It refuses a code that comes twice, without the verifier, without the secret or with another address.
 */
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "throughline-at-mill-clinic";
    public static final String SECRET = "a secret between us: %&+=";

    private final HttpServer server;
    private final AtomicReference<RSAKey> key = new AtomicReference<>(rsa("first"));
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicReference<String> who = new AtomicReference<>("subject-1");
    private final AtomicReference<UnaryOperator<JWTClaimsSet>> claims = new AtomicReference<>(UnaryOperator.identity());
    private final AtomicReference<Signing> signing = new AtomicReference<>(Signing.RS256);
    private final AtomicReference<Map<String, String>> answer = new AtomicReference<>(Map.of());
    private final AtomicReference<UnaryOperator<String>> document = new AtomicReference<>(UnaryOperator.identity());
    private final AtomicInteger keysAsked = new AtomicInteger();
    private final AtomicReference<String> lastRefusal = new AtomicReference<>("");

    /** How it signs. */
    public enum Signing {
        RS256,
        /** With a key that it does not publish, under the name of one that it does. */
        FOREIGN_KEY,
        /** Keyed with the client's secret. */
        HS256,
        /** Keyed with the public key, for whoever takes that for a secret. */
        HS256_WITH_PUBLIC_KEY,
        NONE
    }

    private TestProvider(HttpServer server) {
        this.server = server;
    }

    public static TestProvider start() {
        AtomicReference<TestProvider> provider = new AtomicReference<>();
        try {
            provider.set(new TestProvider(HttpServer.start(
                    HttpSettings.loopback(0), request -> provider.get().handle(request), Answer::of)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return provider.get();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.port();
    }

    /** From now on, whoever comes is this. */
    public TestProvider who(String subject) {
        who.set(subject);
        return this;
    }

    /** What is otherwise in its tokens. */
    public TestProvider claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        claims.set(set -> change.apply(new JWTClaimsSet.Builder(set)).build());
        return this;
    }

    public TestProvider signing(Signing way) {
        signing.set(way);
        return this;
    }

    /** What stands in the address to which it sends people back, in place of what belongs there; empty to leave it out. */
    public TestProvider answer(Map<String, String> parameters) {
        answer.set(parameters);
        return this;
    }

    /** What is otherwise in its discovery document. */
    public TestProvider document(UnaryOperator<String> change) {
        document.set(change);
        return this;
    }

    /** As it was at first, but for the key. */
    public TestProvider honest() {
        return who("subject-1")
                .claims(UnaryOperator.identity())
                .signing(Signing.RS256)
                .answer(Map.of())
                .document(UnaryOperator.identity());
    }

    /** Signs with a new key from now on. */
    public void rotate(String name) {
        key.set(rsa(name));
    }

    /** How often its keys were asked for. */
    public int keysAsked() {
        return keysAsked.get();
    }

    /** Why it last refused a code. */
    public String lastRefusal() {
        return lastRefusal.get();
    }

    private Answer handle(Request request) {
        return switch (request.path()) {
            case "/.well-known/openid-configuration" ->
                Answer.of(200, "application/json", document.get().apply(discovery()))
                        .with("Cache-Control", "no-cache");
            case "/keys" -> {
                keysAsked.incrementAndGet();
                yield Answer.of(200, "application/json", new JWKSet(key.get().toPublicJWK()).toString())
                        .with("Cache-Control", "max-age=600");
            }
            case "/authorize" -> authorize(request);
            case "/token" -> token(request, request.form(10_000));
            default -> Answer.of(404);
        };
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                "id_token_signing_alg_values_supported":["RS256"],"code_challenge_methods_supported":["S256"],
                "authorization_response_iss_parameter_supported":true}""".formatted(issuer());
    }

    private Answer authorize(Request request) {
        Map<String, String> asked =
                request.parameters().stream().collect(Collectors.toMap(Parameter::name, Parameter::value));
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        Map<String, String> back =
                new HashMap<>(Map.of("code", code, "state", asked.getOrDefault("state", ""), "iss", issuer()));
        back.putAll(answer.get());
        back.values().removeIf(String::isEmpty);
        return Answer.redirect(asked.get("redirect_uri") + "?"
                + back.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private Answer token(Request request, Form form) {
        Map<String, String> asked = codes.getOrDefault(form.value("code"), Map.of());
        codes.remove(form.value("code"));
        String why = refusal(request, form, asked);
        lastRefusal.set(why);
        if (!why.isEmpty()) {
            return Answer.of(400, "application/json", "{\"error\":\"invalid_grant\"}");
        }
        return Answer.of(
                200,
                "application/json",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\""
                        + signed(claims(asked)).serialize() + "\"}");
    }

    private static String refusal(Request request, Form form, Map<String, String> asked) {
        if (asked.isEmpty()) {
            return "the code is not known";
        }
        CodeVerifier verifier = new CodeVerifier(form.value("code_verifier"));
        String challenge =
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(CLIENT) + ":" + encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
        if (!challenge.equals(asked.get("code_challenge")) || !"S256".equals(asked.get("code_challenge_method"))) {
            return "the verifier is wrong";
        }
        if (!form.value("redirect_uri").equals(asked.get("redirect_uri"))) {
            return "the address is another one";
        }
        return basic.equals(request.header("Authorization").orElse("")) ? "" : "the secret is wrong";
    }

    private JWTClaimsSet claims(Map<String, String> asked) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject(who.get())
                .claim("preferred_username", who.get() + "@mill.example")
                .claim("email", "admin@mill.example")
                .claim("nonce", asked.get("nonce"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
        if (asked.containsKey("max_age")) {
            builder.claim("auth_time", now.getEpochSecond());
        }
        return claims.get().apply(builder.build());
    }

    private JWT signed(JWTClaimsSet set) {
        RSAKey own = key.get();
        try {
            return switch (signing.get()) {
                case NONE -> new PlainJWT(set);
                case RS256 -> signed(set, own, own.getKeyID());
                case FOREIGN_KEY -> signed(set, rsa("foreign"), own.getKeyID());
                case HS256 -> mac(set, (SECRET + SECRET).getBytes(StandardCharsets.UTF_8), own.getKeyID());
                case HS256_WITH_PUBLIC_KEY -> mac(set, own.toRSAPublicKey().getEncoded(), own.getKeyID());
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignedJWT signed(JWTClaimsSet set, RSAKey with, String name) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(name).build(), set);
        token.sign(new RSASSASigner(with));
        return token;
    }

    private static SignedJWT mac(JWTClaimsSet set, byte[] with, String name) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(name).build(), set);
        token.sign(new MACSigner(with));
        return token;
    }

    private static RSAKey rsa(String name) {
        try {
            return new RSAKeyGenerator(2048).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}

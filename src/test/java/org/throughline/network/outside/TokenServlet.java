package org.throughline.network.outside;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The token endpoint of {@link FarServer}: SMART Backend Services, for one client whose keys are fetched from where it publishes them. */
final class TokenServlet extends HttpServlet {
    private final String client;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private volatile String keys = "";

    TokenServlet(String client) {
        this.client = client;
    }

    /** From now on these keys count; tokens that were given end. */
    void trusts(String published) {
        keys = published;
        given.clear();
    }

    boolean isGood(@Nullable String authorization) {
        return authorization != null && given.contains(authorization.replaceFirst("^Bearer ", ""));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        String fault = fault(request);
        if (!fault.isEmpty()) {
            response.setStatus(400);
            response.getWriter().write("{\"error\":\"invalid_client\",\"error_description\":\"" + fault + "\"}");
            return;
        }
        String token = UUID.randomUUID().toString();
        given.add(token);
        response.getWriter()
                .write("{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":300,\"scope\":\""
                        + request.getParameter("scope") + "\"}");
    }

    private String fault(HttpServletRequest request) {
        try {
            SignedJWT assertion = SignedJWT.parse(request.getParameter("client_assertion"));
            JWTClaimsSet claims = assertion.getJWTClaimsSet();
            if (!"client_credentials".equals(request.getParameter("grant_type"))
                    || !client.equals(claims.getIssuer())
                    || !client.equals(claims.getSubject())) {
                return "no such client";
            }
            if (!claims.getAudience().equals(List.of(request.getRequestURL().toString()))) {
                return "for another audience";
            }
            Instant expires = claims.getExpirationTime().toInstant();
            if (expires.isBefore(Instant.now()) || expires.isAfter(Instant.now().plusSeconds(300))) {
                return "not valid now";
            }
            JWK key = keys.isEmpty()
                    ? null
                    : JWKSet.load(URI.create(keys).toURL())
                            .getKeyByKeyId(assertion.getHeader().getKeyID());
            if (key == null || !assertion.verify(verifier(key))) {
                return "the signature is not by a key that is known";
            }
            return seen.add(claims.getJWTID()) ? "" : "it was used before";
        } catch (ParseException | JOSEException | IOException e) {
            return "it cannot be read";
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof ECKey curve ? new ECDSAVerifier(curve) : new RSASSAVerifier(key.toRSAKey());
    }
}

package org.throughline.login.smart.protocol;

import java.net.URI;

/**
 * Where everything is.
 *
 * @param issuer the address of the product, without a slash at the end; names it as the one who issues tokens
 */
public record Endpoints(String issuer) {
    public static final String AUTHORIZE = "/oauth/authorize";
    public static final String CONSENT = "/oauth/consent";
    public static final String TOKEN = "/oauth/token";
    public static final String INTROSPECT = "/oauth/introspect";
    public static final String REVOKE = "/oauth/revoke";
    public static final String REGISTER = "/oauth/register";
    public static final String KEYS = "/oauth/keys";
    public static final String STYLE = "/oauth/style";
    public static final String GRANTED = "/account/access";
    public static final String SMART_CONFIGURATION = "/fhir/.well-known/smart-configuration";
    public static final String OPENID_CONFIGURATION = "/.well-known/openid-configuration";
    public static final String SERVER_METADATA = "/.well-known/oauth-authorization-server";

    /** Those of the product whose FHIR API has this address, which ends in {@code /fhir}. */
    public static Endpoints ofFhir(String base) {
        return new Endpoints(base.replaceFirst("/fhir$", ""));
    }

    /** The address of the FHIR API, which tokens are for. */
    public String fhir() {
        return issuer + "/fhir";
    }

    public URI at(String path) {
        return URI.create(issuer + path);
    }
}

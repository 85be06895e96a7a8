package org.throughline.login.smart.protocol;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of a request for access, beside who sent it and where the answer goes. */
final class AuthorizationRules {
    private static final int LONGEST = 2000;

    private AuthorizationRules() {}

    /** @param fhir the address of the FHIR API, which the app must mean to use */
    static void check(AuthorizationRequest request, String fhir) throws ParseException {
        if (request.specifiesRequestObject()) {
            throw wrong(OAuth2Error.REQUEST_NOT_SUPPORTED, "Request objects are not taken.");
        }
        if (!ResponseType.CODE.equals(request.getResponseType())) {
            throw wrong(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE, "The response_type must be code.");
        }
        if (request.getResponseMode() != null && !ResponseMode.QUERY.equals(request.getResponseMode())) {
            throw wrong(OAuth2Error.INVALID_REQUEST, "The response_mode must be query.");
        }
        if (request.getState() == null || request.getState().getValue().length() > LONGEST) {
            throw wrong(OAuth2Error.INVALID_REQUEST, "A state is needed, of at most " + LONGEST + " letters.");
        }
        if (request.getCodeChallenge() == null || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
            throw wrong(OAuth2Error.INVALID_REQUEST, "A code_challenge of the method S256 is needed.");
        }
        if (request.getScope() == null) {
            throw wrong(OAuth2Error.INVALID_SCOPE, "A scope is needed.");
        }
        String audience = custom(request, "aud");
        if (audience == null || !withoutSlash(audience).equals(fhir)) {
            throw wrong(OAuth2Error.INVALID_REQUEST, "The aud must be the address of the FHIR API, " + fhir + ".");
        }
        if (request.getPrompt() != null && request.getPrompt().contains(Prompt.Type.NONE)) {
            throw wrong(OIDCError.INTERACTION_REQUIRED, "A person has to decide.");
        }
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /** The value of a parameter that is not OAuth's own; null when it was not sent. */
    static @Nullable String custom(AuthorizationRequest request, String name) throws ParseException {
        List<String> values = request.getCustomParameter(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1 || values.getFirst().length() > LONGEST) {
            throw wrong(OAuth2Error.INVALID_REQUEST, "The parameter " + name + " is too long or repeated.");
        }
        return values.getFirst();
    }

    static ParseException wrong(ErrorObject error, String message) {
        return new ParseException(message, Messages.described(error, message));
    }
}

package org.throughline.login.smart.protocol;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.login.smart.grant.AccessTokens;

/**
 * {@code POST /oauth/revoke}: an app gives a token back.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">OAuth token revocation</a>
 */
final class RevocationEndpoint implements Handler {
    private final URI address;
    private final RateLimit limit;
    private final ClientDoor door;
    private final AccessTokens tokens;

    RevocationEndpoint(URI address, RateLimit limit, ClientDoor door, AccessTokens tokens) {
        this.address = address;
        this.limit = limit;
        this.door = door;
        this.tokens = tokens;
    }

    @Override
    public Answer handle(Request request) {
        return Messages.post(request, address, limit, this::answer);
    }

    private HTTPResponse answer(HTTPRequest http) throws GeneralException {
        TokenRevocationRequest request = TokenRevocationRequest.parse(http);
        tokens.revoke(door.app(request, address), request.getToken().getValue());
        return new HTTPResponse(HTTPResponse.SC_OK);
    }
}

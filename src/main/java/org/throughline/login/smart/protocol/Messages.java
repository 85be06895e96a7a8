package org.throughline.login.smart.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.throughline.http.Answer;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Turns our requests and answers into Nimbus's and back. */
final class Messages {
    private static final int MOST_BYTES = 100_000;

    private Messages() {}

    /** What an endpoint does with a request; what goes wrong is answered as OAuth has it. */
    @FunctionalInterface
    interface Endpoint {
        HTTPResponse answer(HTTPRequest request) throws GeneralException;
    }

    /**
     * Answers a POST.
     *
     * @param limit how often one address may ask
     */
    static Answer post(Request request, URI address, RateLimit limit, Endpoint endpoint) {
        if (!request.method().equals("POST")) {
            return Answer.of(405).with("Allow", "POST");
        }
        try {
            limit.take(request.subscriber());
            return answer(endpoint.answer(read(request, address)));
        } catch (GeneralException e) {
            ErrorObject error = e.getErrorObject();
            return refusal(
                    request,
                    error == null ? OAuth2Error.INVALID_REQUEST.appendDescription(": " + e.getMessage()) : error);
        } catch (Failed e) {
            Answer refusal = refusal(request, error(e.failure()));
            return e.failure() instanceof Failure.TooManyRequests(String message, Duration after)
                    ? refusal.with("Retry-After", Long.toString(after.toSeconds() + 1))
                    : refusal;
        }
    }

    private static HTTPRequest read(Request request, URI address) throws ParseException {
        HTTPRequest read = new HTTPRequest(HTTPRequest.Method.POST, address);
        request.header("Content-Type").ifPresent(type -> read.setHeader("Content-Type", type));
        request.header("Authorization").ifPresent(read::setAuthorization);
        read.setBody(new String(request.body(MOST_BYTES), UTF_8));
        return read;
    }

    private static Answer refusal(Request request, ErrorObject error) {
        Answer answer = answer(new TokenErrorResponse(error).toHTTPResponse());
        boolean unproven = answer.status() == 401
                && answer.headers().stream().noneMatch(header -> header.name().equals("WWW-Authenticate"));
        return unproven && request.header("Authorization").isPresent()
                ? answer.with("WWW-Authenticate", "Basic realm=\"Throughline\"")
                : answer;
    }

    private static ErrorObject error(Failure failure) {
        return switch (failure) {
            case Failure.Malformed malformed
            when malformed.issues().getFirst().element().equals("scope") -> invalidScope(failure.message());
            case Failure.Malformed ignored -> described(OAuth2Error.INVALID_REQUEST, failure.message());
            case Failure.TooLarge ignored ->
                described(OAuth2Error.INVALID_REQUEST, failure.message()).setHTTPStatusCode(413);
            case Failure.Unavailable ignored ->
                described(OAuth2Error.TEMPORARILY_UNAVAILABLE, failure.message())
                        .setHTTPStatusCode(503);
            case Failure.TooManyRequests ignored ->
                described(OAuth2Error.TEMPORARILY_UNAVAILABLE, failure.message())
                        .setHTTPStatusCode(429);
            default -> described(OAuth2Error.SERVER_ERROR, failure.message());
        };
    }

    /** A scope that there is not, or that cannot be had. */
    static ErrorObject invalidScope(String message) {
        return described(OAuth2Error.INVALID_SCOPE, message);
    }

    /** An error with a description, in which only what OAuth allows is left. */
    static ErrorObject described(ErrorObject error, String message) {
        return error.setDescription(ErrorObject.removeIllegalChars(message.replace('"', '\'')));
    }

    private static Answer answer(HTTPResponse response) {
        String body = response.getBody();
        Answer answer = body == null
                ? Answer.of(response.getStatusCode())
                : Answer.of(response.getStatusCode(), "application/json", body);
        for (Map.Entry<String, List<String>> header : headers(response).entrySet()) {
            if (!header.getKey().equalsIgnoreCase("Content-Type")
                    && !header.getKey().equalsIgnoreCase("Cache-Control")) {
                answer = answer.with(header.getKey(), header.getValue().getFirst());
            }
        }
        return answer.with("Cache-Control", "no-store");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<String>> headers(HTTPResponse response) {
        return response.getHeaderMap();
    }
}

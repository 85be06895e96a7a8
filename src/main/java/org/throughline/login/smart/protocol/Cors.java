package org.throughline.login.smart.protocol;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;

/**
 * Lets pages of registered apps call from their own origins, and pages of others read only what is open to all. No cookie
 * is ever taken from another origin.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/app-launch.html#considerations-for-cross-origin-resource-sharing-cors-support">SMART, CORS</a>
 */
final class Cors implements Handler {
    private static final Set<String> OPEN_TO_ALL = Set.of("/fhir/metadata");
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String SENT = "Authorization, Content-Type, Accept, Prefer, If-Match, If-None-Match,"
            + " If-None-Exist, If-Modified-Since, X-Requested-With";
    private static final String SHOWN =
            "ETag, Location, Content-Location, Last-Modified, WWW-Authenticate, X-Profile-Warnings";

    private final Supplier<Set<String>> origins;
    private final Handler inner;

    /** @param origins of the apps that are registered now */
    Cors(Supplier<Set<String>> origins, Handler inner) {
        this.origins = origins;
        this.inner = inner;
    }

    @Override
    public Answer handle(Request request) {
        Optional<String> origin = request.header("Origin");
        if (OPEN_TO_ALL.contains(request.path())) {
            return inner.handle(request).with("Access-Control-Allow-Origin", "*");
        }
        if (origin.isEmpty() || !origins.get().contains(origin.get())) {
            return inner.handle(request).with("Vary", "Origin");
        }
        boolean preflight = request.method().equals("OPTIONS")
                && request.header("Access-Control-Request-Method").isPresent();
        Answer answer = preflight ? allowed() : inner.handle(request).with("Access-Control-Expose-Headers", SHOWN);
        return answer.with("Access-Control-Allow-Origin", origin.get()).with("Vary", "Origin");
    }

    private static Answer allowed() {
        return Answer.of(204)
                .with("Access-Control-Allow-Methods", METHODS)
                .with("Access-Control-Allow-Headers", SENT)
                .with("Access-Control-Max-Age", "600");
    }
}

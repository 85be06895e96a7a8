package org.throughline.rest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The door of the API: who calls, which interaction, its answer or the one OperationOutcome for what went wrong, and an
 * audit entry that is durable before anything leaves.
 */
final class FhirApi implements Handler {
    private static final Logger LOG = System.getLogger(FhirApi.class.getName());

    private final Function<Request, Caller> login;
    private final CallReader reader;
    private final Bundles bundles;
    private final Audited audited;
    private final Rendering rendering;
    private final AuditTrail audit;
    private final Clock clock;

    FhirApi(
            Function<Request, Caller> login,
            CallReader reader,
            Bundles bundles,
            Audited audited,
            Rendering rendering,
            AuditTrail audit,
            Clock clock) {
        this.login = login;
        this.reader = reader;
        this.bundles = bundles;
        this.audited = audited;
        this.rendering = rendering;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Answer handle(Request request) {
        Caller caller = Caller.NOBODY;
        try {
            if (!reader.isOpenToAll(request)) {
                caller = login.apply(request);
            }
            return answer(reader.read(request, caller));
        } catch (Failed e) {
            return failed(request, caller, e.failure());
        } catch (RuntimeException | StackOverflowError e) {
            return failed(request, caller, Faults.internal(e));
        }
    }

    private Answer answer(Call call) {
        return call.place() instanceof Place.Base && call.method().equals("POST")
                ? audited.recorded(call, bundles.post(call))
                : audited.answer(call);
    }

    private Answer failed(Request request, Caller caller, Failure failure) {
        int status = Outcomes.status(failure);
        Answer answer = rendering.resource(status, Outcomes.of(failure), reader.formatOfFailure(request));
        if (failure instanceof Failure.TooManyRequests(String ignored, Duration after)) {
            // Not audited: it showed nothing, and who floods us shall not make us write.
            return answer.with("Retry-After", Long.toString(after.toSeconds() + 1));
        }
        try {
            audit.record(Access.of(
                    clock.instant(), caller, action(request.method()), 0, reader.target(request), status, Set.of()));
        } catch (Failed e) {
            LOG.log(
                    Level.WARNING,
                    "A refusal could not be audited: {0}",
                    e.failure().message());
        }
        return switch (status) {
            case 401 ->
                answer.with(
                        "WWW-Authenticate",
                        request.header("Authorization").isPresent() ? "Bearer error=\"invalid_token\"" : "Bearer");
            case 405 -> answer.with("Allow", Methods.of(reader.place(request)));
            default -> answer;
        };
    }

    private static Action action(String method) {
        return switch (method) {
            case "GET", "HEAD" -> Action.READ;
            case "POST" -> Action.CREATE;
            case "PUT" -> Action.UPDATE;
            case "PATCH" -> Action.PATCH;
            case "DELETE" -> Action.DELETE;
            default -> Action.OPERATION;
        };
    }
}

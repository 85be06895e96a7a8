package org.throughline.network.transfer;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;

/**
 * {@code GET /network/transfers/ID}: the list of what is on its way to a member that has accepted it; {@code
 * /network/transfers/ID/PACKAGE/NUMBER} a piece of it. Both are packed by gzip. 202: it is being made; 410: it is not to be had
 * any more; 409: it was made anew, ask for the list again.
 */
public final class PartDoor implements Handler {
    static final String PATH = "network/transfers/";
    private static final Pattern PATHS =
            Pattern.compile("/network/transfers/([0-9a-f-]{36})(?:/([0-9a-f-]{36})/([0-9]{1,6}))?");
    private static final String TEXT = "text/plain; charset=utf-8";

    /** More than twenty pieces a second of one member would be too much for the others. */
    private final RateLimit limit = new RateLimit(20, 200, System::nanoTime);

    private final Giving giving;
    private final Peers peers;
    private final Function<Request, Caller> callers;

    /** @param callers tells who makes a request, by its token */
    public PartDoor(Giving giving, Peers peers, Function<Request, Caller> callers) {
        this.giving = giving;
        this.peers = peers;
        this.callers = callers;
    }

    @Override
    public Answer handle(Request request) {
        if (!request.method().equals("GET")) {
            return Answer.of(405).with("Allow", "GET");
        }
        Matcher path = PATHS.matcher(request.path());
        if (!path.matches()) {
            return Answer.of(404);
        }
        try {
            Caller caller = callers.apply(request);
            Optional<Peer> peer = peers.of(caller);
            if (peer.isEmpty()) {
                return Answer.of(403, TEXT, "Members of the network only.");
            }
            limit.take(peer.get().client());
            byte[] content = path.group(2) == null
                    ? giving.manifest(peer.get(), caller, path.group(1))
                    : giving.part(peer.get(), caller, path.group(1), path.group(2), Integer.parseInt(path.group(3)));
            return Answer.of(200, "application/gzip", content).with("Cache-Control", "no-store");
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Unauthenticated ignored -> Answer.of(401);
                case Failure.NotFound missing -> Answer.of(404, TEXT, missing.message());
                case Failure.Gone gone -> Answer.of(410, TEXT, gone.message());
                case Failure.Unavailable ignored -> Answer.of(202); // not 503, which says that nobody is there
                case Failure.Conflict anew -> Answer.of(409, TEXT, anew.message());
                case Failure.TooManyRequests ignored -> Answer.of(429, TEXT, "Too many at once.");
                default -> Answer.of(503);
            };
        }
    }
}

package org.throughline.network.emergency;

import java.util.Optional;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;

/**
 * {@code POST /network/emergency}: members ask in an emergency what we know of somebody, with a token for which they said
 * {@code ETREAT}. The body is {@code {"from": …, "patient": {…}, "reason": …}}, the answer {@code {"answer": "known", "document":
 * {…}}}, {@code perhaps} with the number to call, or {@code nobody}.
 */
public final class EmergencyDoor implements Handler {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int MOST = 200_000;

    /** Nobody has more emergencies than that; who tries names one after the other is held up. */
    private final RateLimit limit = new RateLimit(2, 30, System::nanoTime);

    private final Answers answers;
    private final Peers peers;
    private final Function<Request, Caller> callers;

    /** @param callers tells who makes a request, by its token */
    public EmergencyDoor(Answers answers, Peers peers, Function<Request, Caller> callers) {
        this.answers = answers;
        this.peers = peers;
        this.callers = callers;
    }

    @Override
    public Answer handle(Request request) {
        if (!request.method().equals("POST")) {
            return Answer.of(405).with("Allow", "POST");
        }
        try {
            Caller caller = callers.apply(request);
            Optional<Peer> peer = peers.of(caller);
            if (peer.isEmpty()) {
                return Answer.of(403, TEXT, "Members of the network only.");
            }
            limit.take(peer.get().client());
            Words.Question question = Words.Question.read(JsonReader.readObject(request.body(MOST)));
            return Answer.of(200, "application/json", JsonWriter.bytes(answers.answer(peer.get(), caller, question)))
                    .with("Cache-Control", "no-store");
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Unauthenticated ignored -> Answer.of(401);
                case Failure.Forbidden forbidden -> Answer.of(403, TEXT, forbidden.message());
                case Failure.Malformed malformed -> Answer.of(400, TEXT, malformed.message());
                case Failure.Invalid invalid -> Answer.of(422, TEXT, invalid.message());
                case Failure.TooManyRequests ignored -> Answer.of(429, TEXT, "Too many at once.");
                default -> Answer.of(503);
            };
        }
    }
}

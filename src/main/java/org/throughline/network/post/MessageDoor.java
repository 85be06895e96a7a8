package org.throughline.network.post;

import java.util.Optional;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;

/** {@code POST /network/messages}: members bring messages, which are answered once what they ask for is durable. */
public final class MessageDoor implements Handler {
    private final Inbox inbox;
    private final Peers peers;
    private final Function<Request, Caller> callers;

    /** @param callers tells who makes a request, by its token */
    public MessageDoor(Inbox inbox, Peers peers, Function<Request, Caller> callers) {
        this.inbox = inbox;
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
            return peer.isEmpty()
                    ? Answer.of(403)
                    : Answer.of(
                            200,
                            "application/fhir+json",
                            JsonWriter.bytes(inbox.take(
                                    peer.get(), caller, JsonReader.readObject(request.body(Sender.LARGEST)))));
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Unauthenticated ignored -> Answer.of(401);
                case Failure.Malformed malformed -> Answer.of(400, "text/plain; charset=utf-8", malformed.message());
                case Failure.Invalid invalid -> Answer.of(422, "text/plain; charset=utf-8", invalid.message());
                case Failure.TooLarge large -> Answer.of(413, "text/plain; charset=utf-8", large.message());
                default -> Answer.of(503);
            };
        }
    }
}

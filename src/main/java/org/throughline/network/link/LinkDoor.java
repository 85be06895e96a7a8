package org.throughline.network.link;

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

/** {@code POST /network/links}: members ask whether we know somebody, and tell what became of what we asked. */
public final class LinkDoor implements Handler {
    private static final int MOST = 200_000;

    private final Linking linking;
    private final Peers peers;
    private final Function<Request, Caller> callers;

    /** @param callers tells who makes a request, by its token */
    public LinkDoor(Linking linking, Peers peers, Function<Request, Caller> callers) {
        this.linking = linking;
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
                return Answer.of(403);
            }
            Words said = Words.read(JsonReader.readObject(request.body(MOST)));
            Words answer = linking.heard(peer.get(), caller, said);
            return Answer.of(200, "application/json", JsonWriter.bytes(answer.json()));
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Unauthenticated ignored -> Answer.of(401);
                case Failure.Malformed malformed -> Answer.of(400, "text/plain; charset=utf-8", malformed.message());
                case Failure.Invalid invalid -> Answer.of(422, "text/plain; charset=utf-8", invalid.message());
                default -> Answer.of(503);
            };
        }
    }
}

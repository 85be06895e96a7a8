package org.throughline.network.share;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;

/**
 * {@code POST /network/events/NUMBER}: members tell what there is for us, each showing what it was given to show. What is
 * answered with 200 is durable.
 */
public final class EventDoor implements Handler {
    private static final Pattern PATH = Pattern.compile("/network/events/([0-9]{1,5})");
    private static final String BEARER = "Bearer ";
    private static final int MOST = 16 << 20;

    private final Peers peers;
    private final Listening listening;

    public EventDoor(Peers peers, Listening listening) {
        this.peers = peers;
        this.listening = listening;
    }

    @Override
    public Answer handle(Request request) {
        if (!request.method().equals("POST")) {
            return Answer.of(405).with("Allow", "POST");
        }
        Optional<Peer> peer = sender(request);
        if (peer.isEmpty()) {
            return Answer.of(401);
        }
        try {
            listening.take(peer.get(), request.body(MOST));
            return Answer.of(200);
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Malformed malformed -> Answer.of(400, "text/plain; charset=utf-8", malformed.message());
                case Failure.NotFound ignored -> Answer.of(404);
                case Failure.Unavailable ignored -> Answer.of(503);
                default -> Answer.of(503);
            };
        }
    }

    private Optional<Peer> sender(Request request) {
        Matcher path = PATH.matcher(request.path());
        String shown = request.header("Authorization").orElse("");
        if (!path.matches() || !shown.startsWith(BEARER)) {
            return Optional.empty();
        }
        return peers.of(Integer.parseInt(path.group(1)))
                .filter(Peer::isMember)
                .filter(peer -> listening.isShownBy(peer.number(), shown.substring(BEARER.length())));
    }
}

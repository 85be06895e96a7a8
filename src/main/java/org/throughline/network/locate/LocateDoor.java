package org.throughline.network.locate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Kind;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;

/**
 * {@code /network/locate}, for members only. Of a locator: {@code PUT} {@code {"entries": [{"handle", "keys"}]}} says which records a
 * member has, {@code POST} {@code {"keys": […]}} asks who has one: {@code {"members": [{"address", "name"}]}}. Of any other member:
 * {@code GET /network/locate/secret}, which is not for locators.
 */
public final class LocateDoor implements Handler {
    static final String PATH = "network/locate";
    private static final String JSON = "application/json";
    private static final int MOST = 2_000_000;

    private final Locator locator;
    private final Secret secret;
    private final Peers peers;
    private final Function<Request, Caller> callers;

    /** @param callers tells who makes a request, by its token */
    public LocateDoor(Locator locator, Secret secret, Peers peers, Function<Request, Caller> callers) {
        this.locator = locator;
        this.secret = secret;
        this.peers = peers;
        this.callers = callers;
    }

    @Override
    public Answer handle(Request request) {
        try {
            Caller caller = callers.apply(request);
            Optional<Peer> peer = peers.of(caller).filter(Peer::isMember);
            return peer.isEmpty() ? Answer.of(403) : answer(request, caller, peer.get());
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Unauthenticated ignored -> Answer.of(401);
                case Failure.Malformed malformed -> Answer.of(400, "text/plain; charset=utf-8", malformed.message());
                default -> Answer.of(503);
            };
        }
    }

    private Answer answer(Request request, Caller caller, Peer peer) {
        return switch (request.method() + " " + request.path()) {
            case "GET /network/locate/secret" ->
                locator.locates() || peer.kind() == Kind.LOCATOR
                        ? Answer.of(403)
                        : Answer.of(200, JSON, JsonWriter.bytes(secret.present().json()));
            case "PUT /network/locate" -> locator.locates() ? put(request, peer) : Answer.of(404);
            case "POST /network/locate" -> locator.locates() ? find(request, caller, peer) : Answer.of(404);
            default -> Answer.of(404);
        };
    }

    private Answer put(Request request, Peer peer) {
        JsonObject said = JsonReader.readObject(request.body(MOST));
        locator.put(peer, said.objects("entries").stream().map(Entry::read).toList());
        return Answer.of(200);
    }

    private Answer find(Request request, Caller caller, Peer peer) {
        List<String> keys = Entry.keys(JsonReader.readObject(request.body(MOST)));
        List<Json> members = locator.holders(peer, caller, keys).stream()
                .<Json>map(each -> JsonObject.builder()
                        .add("address", each.address())
                        .add("name", each.name())
                        .build())
                .toList();
        return Answer.of(200, JSON, JsonWriter.bytes(JsonObject.of("members", new JsonArray(members))));
    }
}

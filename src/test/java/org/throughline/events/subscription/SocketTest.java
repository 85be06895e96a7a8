package org.throughline.events.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;
import org.throughline.events.subscription.Receiver.Notification;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** Notifications over a WebSocket. */
class SocketTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private final Subscriber subscriber = Subscriber.operator(PRODUCT);

    /** The other end. */
    private static final class End implements WebSocket.Listener {
        private final List<Notification> heard = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private volatile @Nullable String closed;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                JsonObject bundle = JsonReader.readObject(part.toString().getBytes(StandardCharsets.UTF_8));
                heard.add(new Notification(bundle, Map.of(), java.time.Instant.now(), 200));
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed = reason;
            return null;
        }

        List<Notification> of(String type) {
            return heard.stream().filter(each -> each.type().equals(type)).toList();
        }

        List<Long> numbers() {
            return of("event-notification").stream()
                    .flatMap(each -> each.numbers().stream())
                    .toList();
        }
    }

    private static String part(Reply parameters, String name) {
        return parameters.json().objects("parameter").stream()
                .filter(each -> name.equals(each.text("name")))
                .map(each -> String.valueOf(each.valueAt(1)))
                .findFirst()
                .orElseThrow();
    }

    private static WebSocket connect(String address, End end) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), end)
                .join();
    }

    private Reply token(String id) {
        Reply token = subscriber.get("Subscription/" + id + "/$get-ws-binding-token");
        assertEquals(200, token.status(), token.text());
        return token;
    }

    @Test
    void isBoundByATokenToSeveralSubscriptions() {
        String one = subscriber.patient();
        String other = subscriber.patient();
        String first = subscriber.subscribe(Requested.of("patient-record", "patient=" + one));
        String second = subscriber.subscribe(Requested.of("patient-record", "patient=" + other));
        assertEquals("active", subscriber.state(first));
        // What happens before anybody listens is kept.
        subscriber.observe(one, "laboratory");
        Reply token = token(first);
        End end = new End();
        WebSocket socket = connect(part(token, "websocket-url"), end);
        socket.sendText("bind-with-token: " + part(token, "token"), true).join();
        Receiver.await("what was kept is told", () -> end.numbers().size() == 1);
        assertEquals("handshake", end.heard.getFirst().type());
        socket.sendText("bind-with-token: " + part(token(second), "token"), true)
                .join();
        Receiver.await(
                "there is a handshake for each", () -> end.of("handshake").size() == 2);
        subscriber.observe(other, "laboratory");
        subscriber.observe(one, "laboratory");
        Receiver.await("all are told", () -> end.numbers().size() == 3);
        assertEquals(List.of(1L, 1L, 2L), end.numbers().stream().sorted().toList());
        // A second connection gets what comes from then on.
        End late = new End();
        WebSocket again = connect(part(token, "websocket-url"), late);
        again.sendText("bind-with-token " + part(token, "token"), true).join();
        Receiver.await("it is bound", () -> !late.of("handshake").isEmpty());
        subscriber.observe(one, "laboratory");
        Receiver.await(
                "both are told",
                () -> late.numbers().equals(List.of(3L)) && end.numbers().size() == 4);
        subscriber.send("DELETE", "Subscription/" + first, "");
        Receiver.await("it is closed", () -> late.closed != null);
        subscriber.send("DELETE", "Subscription/" + second, "");
        Receiver.await("both are closed", () -> end.closed != null);
    }

    @Test
    void isClosedWhenTheTokenEnds() {
        String id = subscriber.subscribe(Requested.of("patient-record", "patient=" + subscriber.patient()));
        Reply token = token(id);
        End end = new End();
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "UPDATE subscription_binding SET expires = now() + interval '2 seconds' WHERE subscriptions = ?",
                        (Object) new String[] {id}));
        connect(part(token, "websocket-url"), end)
                .sendText("bind-with-token: " + part(token, "token"), true)
                .join();
        Receiver.await("it is bound", () -> !end.of("handshake").isEmpty());
        Receiver.await("it is closed", () -> end.closed != null);
        assertTrue(Objects.requireNonNull(end.closed).contains("not any more"));
    }

    @Test
    void isClosedWhenTheRightsEnd() {
        PRODUCT.send("PUT", "Practitioner/ivy", "{'resourceType':'Practitioner','id':'ivy'}");
        new TestAccounts(PRODUCT).staff("ivy", "Dr. Ivy", "ivy", "physician");
        Subscriber ivy = new Subscriber(PRODUCT, PRODUCT.token("user/*.cruds", "ivy", null));
        String id = ivy.subscribe(Requested.of("resource-change", "Observation?status=final"));
        Reply token = ivy.get("Subscription/$get-ws-binding-token");
        assertEquals(id, part(token, "subscription"));
        End end = new End();
        connect(part(token, "websocket-url"), end)
                .sendText("bind-with-token: " + part(token, "token"), true)
                .join();
        Receiver.await("it is bound", () -> !end.of("handshake").isEmpty());
        PRODUCT.database()
                .inTransaction(
                        connection -> Sql.change(connection, "UPDATE account SET disabled = now() WHERE name = 'ivy'"));
        Receiver.await("it is closed", () -> end.closed != null);
    }

    @Test
    void isOfNoUseWithoutASoundToken() {
        String id = subscriber.subscribe(Requested.of("patient-record", "patient=" + subscriber.patient()));
        End end = new End();
        connect(part(token(id), "websocket-url"), end)
                .sendText("bind-with-token: guessed", true)
                .join();
        Receiver.await("it is closed", () -> end.closed != null);
        assertEquals(List.of(), end.heard);
        assertEquals(
                404, subscriber.get("Subscription/none/$get-ws-binding-token").status());
        assertEquals(
                426,
                PRODUCT.anonymous("GET", PRODUCT.home() + "/subscriptions")
                        .send()
                        .status());
    }

    @Test
    void tellsThatAllIsWell() {
        String id = subscriber.subscribe(Requested.of("patient-record", "patient=" + subscriber.patient())
                .seconds("heartbeat-period", 10));
        PRODUCT.database()
                .inTransaction(
                        connection -> Sql.change(connection, "UPDATE subscription SET heartbeat = 1 WHERE id = ?", id));
        Reply token = token(id);
        End end = new End();
        connect(part(token, "websocket-url"), end)
                .sendText("bind-with-token: " + part(token, "token"), true)
                .join();
        Receiver.await("two heartbeats come", () -> end.of("heartbeat").size() == 2);
    }
}

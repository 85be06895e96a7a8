package org.throughline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Connections that become WebSockets. */
class WebSocketTest {
    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();

    private final class Echo implements Socket.Listener {
        private final Socket socket;

        private Echo(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void heard(String message) {
            if (message.equals("end")) {
                socket.close("As you wish.");
            } else {
                socket.send(message.repeat(20_000));
            }
        }

        @Override
        public void closed() {
            happened.add("closed here");
        }
    }

    private final class End implements WebSocket.Listener {
        private int length;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            length += data.length();
            if (last) {
                happened.add(Integer.toString(length));
                length = 0;
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            happened.add(reason);
            return null;
        }
    }

    private static HttpServer serving(Handler handler) throws IOException {
        HttpSettings quick = new HttpSettings(
                "127.0.0.1",
                0,
                null,
                1 << 20,
                false,
                new HttpSettings.Pace(Duration.ofMillis(500), Duration.ofSeconds(1), 4096),
                TrustedProxies.NONE);
        return HttpServer.start(quick, handler, Answer::of);
    }

    private String next() throws InterruptedException {
        String next = happened.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Test
    void carryMessagesBothWaysAndMayRest() throws Exception {
        try (HttpServer server = serving(request -> Answer.upgrade(Echo::new));
                HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/"), new End())
                    .join();
            socket.sendText("hello", true).join();
            assertEquals("100000", next());
            // Longer than a request may take to come in.
            Thread.sleep(2_000);
            socket.sendText("hello", true).join();
            assertEquals("100000", next());
            socket.sendText("end", true).join();
            assertTrue("closed here As you wish.".contains(next()));
            assertTrue("closed here As you wish.".contains(next()));
        }
    }

    @Test
    void takeNoLongMessages() throws Exception {
        try (HttpServer server = serving(request -> Answer.upgrade(Echo::new));
                HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/"), new End())
                    .join();
            socket.sendText("x".repeat(9_000), true).join();
            String first = next();
            assertTrue(first.contains("too large") || first.contains("closed"), first);
        }
    }
}

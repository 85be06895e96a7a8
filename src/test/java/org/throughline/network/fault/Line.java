package org.throughline.network.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;

/** The line to a member: the address that the others know is its, behind it the process listens. */
final class Line implements AutoCloseable {
    /** What one client says to one server, and not to the next. */
    private static final Set<String> OF_ONE_HOP =
            Set.of("connection", "host", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect");

    private static final Duration SLOWLY = Duration.ofMillis(250);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final HttpServer server;
    private final int port;
    private final Random random;
    private volatile State state = State.GOOD;

    /** How it is. */
    enum State {
        GOOD,
        /** Everything arrives, after a while. */
        SLOW,
        BAD,
        CUT
    }

    /** @param port where the process behind it listens */
    Line(int port, long seed) throws IOException {
        this.port = port;
        this.random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void is(State now) {
        state = now;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (state) {
                case GOOD -> answer(exchange, brought(exchange, body));
                case SLOW -> take(exchange, body, new Fault.Delayed(SLOWLY));
                case BAD -> take(exchange, body, Fault.next(random));
                case CUT -> throw new IOException("cut");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(HttpExchange exchange, byte[] body, Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Lost() -> throw new IOException("lost");
            case Fault.AnswerLost() -> {
                brought(exchange, body);
                throw new IOException("lost");
            }
            case Fault.Twice() -> {
                HttpResponse<byte[]> first = brought(exchange, body);
                brought(exchange, body);
                answer(exchange, first);
            }
            case Fault.Delayed(Duration by) -> {
                Thread.sleep(by);
                answer(exchange, brought(exchange, body));
            }
        }
    }

    private HttpResponse<byte[]> brought(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + exchange.getRequestURI()))
                .timeout(Duration.ofSeconds(30))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(each -> request.header(name, each));
            }
        });
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}

package org.throughline.events.subscription;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.xml.XmlReader;

/** Takes notifications, or does not. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Notification> notifications = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile Duration delay = Duration.ZERO;

    /** What came. */
    public record Notification(JsonObject bundle, Map<String, List<String>> headers, Instant at, int answered) {
        private JsonObject status() {
            return Objects.requireNonNull(bundle.objects("entry").getFirst().object("resource"));
        }

        public String parameter(String name) {
            return status().objects("parameter").stream()
                    .filter(each -> name.equals(each.text("name")))
                    .map(each -> each.valueAt(1))
                    .map(String::valueOf)
                    .findFirst()
                    .orElse("");
        }

        public String type() {
            return parameter("type");
        }

        public List<JsonObject> events() {
            return status().objects("parameter").stream()
                    .filter(each -> "notification-event".equals(each.text("name")))
                    .toList();
        }

        public List<Long> numbers() {
            return events().stream()
                    .map(each -> Long.valueOf(Objects.requireNonNull(
                            each.objects("part").getFirst().text("valueString"))))
                    .toList();
        }

        List<JsonObject> entries() {
            List<JsonObject> entries = bundle.objects("entry");
            return entries.subList(1, entries.size());
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    public Receiver() {
        this(0);
    }

    public Receiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::take);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String address() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    public void answer(int with) {
        status = with;
    }

    public void delay(Duration by) {
        delay = by;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int answer = status;
            Thread.sleep(delay);
            boolean xml = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                    .endsWith("xml");
            notifications.add(new Notification(
                    xml ? XmlReader.read(body) : JsonReader.readObject(body),
                    Map.copyOf(exchange.getRequestHeaders()),
                    Instant.now(),
                    answer));
            exchange.sendResponseHeaders(answer, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public List<Notification> all() {
        return notifications;
    }

    /** Those that were taken and tell of events. */
    public List<Notification> taken() {
        return notifications.stream()
                .filter(each -> each.answered() == 200 && each.type().equals("event-notification"))
                .toList();
    }

    /** The numbers of all events that were taken, in the order in which they came. */
    public List<Long> numbers() {
        return taken().stream().flatMap(each -> each.numbers().stream()).toList();
    }

    /** Waits until something is so. */
    public static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("It did not happen that " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.database.TestDatabase;
import org.throughline.http.Handler;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;
import org.throughline.http.RateLimit;
import org.throughline.rest.Rest;

/** How often one caller may ask the API. */
class RequestLimitTest {
    @TempDir
    private Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoAsksTooOftenIsToldWhenToComeBackAndOthersAreServed() throws Exception {
        AtomicReference<Handler> handler = new AtomicReference<>(Health::starting);
        try (HttpServer server = HttpServer.start(
                        HttpSettings.loopback(0), request -> handler.get().handle(request), Rest::unreadable);
                Wiring wiring = wiring(server)) {
            URI patients = URI.create("http://127.0.0.1:" + server.port() + "/fhir/Patient");
            handler.set(wiring.routes(new RateLimit(0.1, 5, System::nanoTime)));
            String quick = RunningProduct.token(folder);
            for (int i = 0; i < 5; i++) {
                assertEquals(200, get(patients, quick).statusCode());
            }
            HttpResponse<String> refused = get(patients, quick);
            assertEquals(429, refused.statusCode());
            assertTrue(refused.body().contains("\"code\":\"throttled\""), refused::body);
            int seconds =
                    Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
            assertTrue(seconds >= 1 && seconds <= 11, "after " + seconds);
            assertEquals(200, get(patients, RunningProduct.token(folder)).statusCode());
        }
    }

    private Wiring wiring(HttpServer server) {
        Groundwork ground = Groundwork.load(folder, "http://127.0.0.1:" + server.port() + "/fhir");
        return new Wiring(ground, TestDatabase.fresh(), HouseRules.DEFAULT);
    }

    @Test
    void theOperatorSetsTheLimit() {
        TestProduct slow = TestProduct.start("--requests-per-second=1");
        int refused = 0;
        for (int i = 0; i < 10; i++) {
            refused += slow.get("Patient?_count=0").status() == 429 ? 1 : 0;
        }
        assertTrue(refused >= 5, refused + " refused");
    }

    private HttpResponse<String> get(URI address, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

package org.throughline.login.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.http.Answer;
import org.throughline.http.Fetcher;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;

/** Keys of others, which change them when they like. */
class KeySetsTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<String> published = new AtomicReference<>(set("first"));
    private final AtomicReference<String> control = new AtomicReference<>("max-age=600");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
    private final Fetcher fetcher = new Fetcher(true);
    private final KeySets keys = new KeySets(fetcher, now::get);
    private HttpServer server;

    @BeforeEach
    void publish() throws IOException {
        server = HttpServer.start(
                HttpSettings.loopback(0),
                request -> {
                    asked.incrementAndGet();
                    return Answer.of(200, "application/json", published.get()).with("Cache-Control", control.get());
                },
                Answer::of);
    }

    @AfterEach
    void stop() {
        server.close();
        fetcher.close();
    }

    private static String set(String name) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256).keyID(name).generate();
            return new JWKSet(key.toPublicJWK()).toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private int found(String name) {
        URI at = URI.create("http://127.0.0.1:" + server.port() + "/keys");
        return keys.select(
                        at, new JWKSelector(new JWKMatcher.Builder().keyID(name).build()))
                .size();
    }

    private void later(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    @Test
    void aKeyThatIsNotKnownIsFetchedOnceThePauseIsOver() {
        assertEquals(1, found("first"));
        published.set(set("second"));
        assertEquals(0, found("second"), "within ten seconds");
        later(Duration.ofSeconds(11));
        assertEquals(1, found("second"));
        assertEquals(0, found("first"), "a key that was taken back is of no use");
        assertEquals(2, asked.get());
    }

    @Test
    void whoeverMakesUpNamesDoesNotHaveUsAskAgainAndAgain() {
        for (int i = 0; i < 50; i++) {
            assertEquals(0, found("made up " + i));
        }
        assertEquals(1, asked.get());
    }

    @Test
    void nothingIsKeptLongerThanItsOwnerAllowsNorThanAnHour() {
        found("first");
        later(Duration.ofMinutes(9));
        found("first");
        assertEquals(1, asked.get());
        later(Duration.ofMinutes(2));
        found("first");
        assertEquals(2, asked.get());

        control.set("max-age=999999");
        later(Duration.ofMinutes(11));
        found("first");
        later(Duration.ofMinutes(59));
        found("first");
        assertEquals(3, asked.get());
        later(Duration.ofMinutes(2));
        found("first");
        assertEquals(4, asked.get());
    }

    @Test
    void whereNothingIsPublishedNobodyIsAskedAgainAndAgain() {
        published.set("no set");
        assertEquals(0, found("first"));
        assertEquals(0, found("first"));
        assertEquals(1, asked.get());
        published.set(set("first"));
        later(Duration.ofSeconds(11));
        assertEquals(1, found("first"));
    }
}

package org.throughline.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.clinic.door.Visitor;
import org.throughline.database.Sql;

/** The stream of changes, over HTTP. */
class LiveScreenTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final TestAccounts ACCOUNTS = new TestAccounts(PRODUCT);

    @BeforeAll
    static void people() {
        PRODUCT.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito','name':[{'family':'Ito'}]}");
        ACCOUNTS.staff("ito", "Dr. Ito", "ito", "physician");
        patient("treated", "'generalPractitioner':[{'reference':'Practitioner/ito'}],");
        patient("stranger", "");
    }

    private static void patient(String id, String more) {
        PRODUCT.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient'," + more + "'id':'" + id + "','name':[{'family':'Marlowe'}]}");
    }

    private static void problem(String id, String patient) {
        PRODUCT.send(
                "PUT",
                "Condition/" + id,
                "{'resourceType':'Condition','id':'" + id + "','subject':{'reference':'Patient/" + patient
                        + "'},'code':{'text':'Gout'}}");
    }

    /** Reads a stream on a thread of its own. */
    private static final class Listening implements AutoCloseable {
        private final List<Map<String, String>> events = new ArrayList<>();
        private final HttpResponse<InputStream> response;
        private volatile boolean ended;

        Listening(String name, String query, String... headers) {
            this.response = open(name, query, headers);
            Thread.ofVirtual().start(this::read);
        }

        private static HttpResponse<InputStream> open(String name, String query, String... headers) {
            Visitor visitor = new Visitor(PRODUCT.home());
            visitor.logIn(name, TestProduct.PASSWORD);
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(PRODUCT.home() + "/live?" + query))
                    .header("Accept", "text/event-stream")
                    .header("Cookie", visitor.cookies());
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            try {
                return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void read() {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                Map<String, String> event = new HashMap<>();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.isEmpty()) {
                        synchronized (events) {
                            events.add(Map.copyOf(event));
                            events.notifyAll();
                        }
                        event.clear();
                    } else {
                        int colon = line.indexOf(':');
                        event.put(
                                line.substring(0, colon),
                                line.substring(colon + 1).strip());
                    }
                }
            } catch (IOException e) {
                // Closed by the test.
            } finally {
                ended = true;
                synchronized (events) {
                    events.notifyAll();
                }
            }
        }

        /** The next event of a kind that was not taken yet. */
        Map<String, String> next(String kind) {
            Instant until = Instant.now().plus(Duration.ofSeconds(15));
            synchronized (events) {
                while (Instant.now().isBefore(until)) {
                    while (!events.isEmpty()) {
                        Map<String, String> event = events.removeFirst();
                        if (kind.equals(event.get("event"))) {
                            return event;
                        }
                    }
                    try {
                        events.wait(200);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            throw new AssertionError("no event " + kind);
        }

        void awaitEnd() {
            Instant until = Instant.now().plus(Duration.ofSeconds(25));
            synchronized (events) {
                while (!ended && Instant.now().isBefore(until)) {
                    try {
                        events.wait(200);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            assertTrue(ended);
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aChangeIsToldByItsTopicAndNothingMore() {
        try (Listening stream = new Listening("ito", "on=Patient/treated&on=Task")) {
            assertEquals(
                    "text/event-stream;charset=utf-8",
                    stream.response.headers().firstValue("Content-Type").orElse(""));
            stream.next("still");
            problem("secret-gout", "treated");
            Map<String, String> event = stream.next("changed");
            assertEquals("Patient/treated", event.get("data"));
            assertFalse(event.toString().contains("gout"));
        }
    }

    @Test
    void whoMayNotOpenAChartHearsNothingOfIt() {
        try (Listening stream = new Listening("ito", "on=Patient/stranger&on=Patient/treated")) {
            stream.next("still");
            problem("theirs", "stranger");
            problem("ours", "treated");
            assertEquals("Patient/treated", stream.next("changed").get("data"));
        }
    }

    @Test
    void whatHappenedWhileTheStreamWasBrokenOffIsToldWhenItGoesOn() {
        String moment;
        try (Listening stream = new Listening("ito", "on=Patient/treated")) {
            moment = stream.next("still").get("id");
            assertNotNull(moment);
        }
        problem("missed", "treated");
        try (Listening stream = new Listening("ito", "on=Patient/treated", "Last-Event-ID", moment)) {
            assertEquals("Patient/treated", stream.next("changed").get("data"));
        }
    }

    @Test
    void aMomentThatIsNoneMeansThatAnythingMayHaveHappened() {
        try (Listening stream = new Listening("ito", "on=Patient/treated&since=9999999999999999999:1:")) {
            assertEquals("Patient/treated", stream.next("changed").get("data"));
        }
        try (Listening stream = new Listening("ito", "on=Patient/treated&since=1:1:")) {
            assertEquals("Patient/treated", stream.next("changed").get("data"));
        }
    }

    @Test
    void theStreamEndsWithTheSessionAndDoesNotKeepItAlive() {
        ACCOUNTS.staff("leaver", "Leaver", "ito", "physician");
        try (Listening stream = new Listening("leaver", "on=Patient/treated")) {
            stream.next("still");
            PRODUCT.database()
                    .inTransaction(connection -> Sql.change(
                            connection,
                            "UPDATE session SET seen = now() - interval '14 minutes' WHERE account ="
                                    + " (SELECT account FROM account WHERE name = 'leaver')"));
            problem("heard", "treated");
            stream.next("changed");
            assertEquals(
                    true,
                    PRODUCT.database()
                            .<Boolean>read(connection -> Sql.any(
                                    connection,
                                    "SELECT 1 FROM session s JOIN account a ON a.account = s.account WHERE a.name = 'leaver'"
                                            + " AND s.seen < now() - interval '13 minutes'")));
            PRODUCT.database()
                    .inTransaction(connection -> Sql.change(
                            connection,
                            "DELETE FROM session WHERE account = (SELECT account FROM account WHERE name = 'leaver')"));
            stream.awaitEnd();
        }
    }

    @Test
    void nobodyListensWithoutASession() {
        assertEquals(
                401,
                PRODUCT.anonymous("GET", PRODUCT.home() + "/live?on=Task")
                        .header("Accept", "text/event-stream")
                        .send()
                        .status());
    }
}

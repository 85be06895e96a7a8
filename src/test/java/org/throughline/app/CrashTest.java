package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.database.Database;

/**
 * Crashes in the middle of concurrent writes. Writers send transactions that each make a pair of patients; afterwards
 * every pair that was acknowledged is there, and of every other pair both or neither.
 */
class CrashTest {
    private static final Path FOLDER = RunningProduct.emptyFolder("crash-test");
    private static final int WRITERS = 8;
    private static final int ENOUGH = 100;

    private static final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final AtomicInteger COUNT = new AtomicInteger((int) (System.nanoTime() >>> 20));

    private final Set<Integer> tried = ConcurrentHashMap.newKeySet();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean writing = new AtomicBoolean(true);

    @Test
    void aKilledProductLosesNothingThatItAcknowledged() throws Exception {
        writeKillAndCompare();
    }

    private void writeKillAndCompare() throws Exception {
        RunningProduct product = RunningProduct.on(FOLDER);
        List<Thread> writers = writers(product);
        awaitMoreThan(acknowledged.size() + ENOUGH);
        product.kill();
        stop(writers);
        try (RunningProduct next = RunningProduct.on(FOLDER)) {
            assertWhole(next);
        }
    }

    @Test
    @Tag("long")
    void aKilledDatabaseLosesNothingThatWasAcknowledged() throws Exception {
        try (RunningProduct product = RunningProduct.on(FOLDER)) {
            List<Thread> writers = writers(product);
            awaitMoreThan(ENOUGH);
            int before = acknowledged.size();
            ProcessHandle.of(Database.serverPid(FOLDER).orElseThrow())
                    .orElseThrow()
                    .destroyForcibly();
            awaitMoreThan(before + WRITERS);
            stop(writers);
            assertWhole(product);
        }
    }

    /** As near to a power cut as a process can come: the product and every process of PostgreSQL end at once. */
    @Test
    void allKilledAtOnceLosesNothingThatWasAcknowledged() throws Exception {
        RunningProduct product = RunningProduct.on(FOLDER);
        List<Thread> writers = writers(product);
        awaitMoreThan(ENOUGH);
        ProcessHandle postmaster =
                ProcessHandle.of(Database.serverPid(FOLDER).orElseThrow()).orElseThrow();
        List<ProcessHandle> backends = postmaster.children().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        product.kill();
        stop(writers);
        try (RunningProduct next = RunningProduct.on(FOLDER)) {
            assertWhole(next);
        }
    }

    @Test
    @Tag("long")
    void tenCrashesInARowLoseNothing() throws Exception {
        for (int round = 0; round < 10; round++) {
            writing.set(true);
            writeKillAndCompare();
        }
    }

    private List<Thread> writers(RunningProduct product) {
        String token = RunningProduct.token(FOLDER);
        return IntStream.range(0, WRITERS)
                .mapToObj(each -> Thread.ofVirtual().start(() -> writeUntilStopped(product, token)))
                .toList();
    }

    private void writeUntilStopped(RunningProduct product, String token) {
        while (writing.get()) {
            int pair = COUNT.incrementAndGet();
            tried.add(pair);
            try {
                HttpRequest request = request(product, token, "")
                        .header("Content-Type", "application/fhir+json")
                        .POST(HttpRequest.BodyPublishers.ofString(bundle(pair)))
                        .build();
                if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                    acknowledged.add(pair);
                }
            } catch (IOException e) {
                // The crash: whether this pair was stored is not known.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String bundle(int pair) {
        String entry = """
                {"resource": {"resourceType": "Patient", "id": "%1$s", "active": true},
                 "request": {"method": "PUT", "url": "Patient/%1$s"}}""";
        return "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": [" + entry.formatted(pair + "-a")
                + "," + entry.formatted(pair + "-b") + "]}";
    }

    private void assertWhole(RunningProduct product) throws Exception {
        String token = RunningProduct.token(FOLDER);
        List<String> wrong = new ArrayList<>();
        for (int pair : tried) {
            int a = status(product, token, "/Patient/" + pair + "-a");
            int b = status(product, token, "/Patient/" + pair + "-b");
            if (a != b || (a != 200 && acknowledged.contains(pair))) {
                wrong.add(pair + ": " + a + " and " + b);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A connection of before the crash may be met long after it: "unavailable" says to ask again, as a client does. */
    private static int status(RunningProduct product, String token, String path) throws Exception {
        HttpRequest request = request(product, token, path).build();
        int status = 503;
        for (int i = 0; i < 20 && status == 503; i++) {
            Thread.sleep(i * 50L);
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
        return status;
    }

    private static HttpRequest.Builder request(RunningProduct product, String token, String path) {
        return HttpRequest.newBuilder(URI.create(product.address() + "/fhir" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private void awaitMoreThan(int pairs) throws InterruptedException {
        for (int i = 0; i < 600 && acknowledged.size() <= pairs; i++) {
            Thread.sleep(100);
        }
        assertTrue(acknowledged.size() > pairs, () -> "only " + acknowledged.size() + " were acknowledged");
    }

    private void stop(List<Thread> writers) throws InterruptedException {
        writing.set(false);
        for (Thread writer : writers) {
            writer.join();
        }
    }
}

package org.throughline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** How the product starts, stops and survives. All on one data folder, which each test leaves stopped or crashed. */
class ServeTest {
    private static final Path FOLDER = RunningProduct.emptyFolder("serve-test");
    private static final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aTermSignalStopsProductAndDatabaseCleanly() throws Exception {
        RunningProduct product = RunningProduct.on(FOLDER);
        assertEquals(200, status(product, "/health/live"));
        assertEquals(200, status(product, "/health/ready"));
        long begun = System.nanoTime();
        assertEquals(0, product.stop());
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 8);
        assertEquals(OptionalLong.empty(), Database.serverPid(FOLDER));
        assertEquals(3, run("status"));
    }

    @Test
    void statusTellsWhatRuns() throws Exception {
        try (RunningProduct product = RunningProduct.on(FOLDER)) {
            JsonObject status = json("status", "--json");
            assertEquals(Long.toString(product.process().pid()), String.valueOf(status.get("pid")));
            assertEquals(
                    Long.toString(Database.serverPid(FOLDER).orElseThrow()), String.valueOf(status.get("postgresPid")));
            assertEquals(product.address(), status.text("address"));
        }
    }

    @Test
    @Tag("long")
    void theNextStartStopsTheDatabaseThatAKilledProductLeft() throws Exception {
        RunningProduct killed = RunningProduct.on(FOLDER);
        killed.kill();
        long orphan = Database.serverPid(FOLDER).orElseThrow();
        try (RunningProduct next = RunningProduct.on(FOLDER)) {
            assertNotEquals(orphan, Database.serverPid(FOLDER).orElseThrow());
            assertEquals(200, status(next, "/health/ready"));
        }
    }

    @Test
    void aKilledDatabaseComesBack() throws Exception {
        try (RunningProduct product = RunningProduct.on(FOLDER)) {
            long victim = Database.serverPid(FOLDER).orElseThrow();
            ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            awaitReadyWithout(victim, product);
            assertEquals(200, status(product, "/health/ready"));
        }
    }

    @Test
    void aSecondProductOnTheFolderIsRefused() throws Exception {
        try (RunningProduct product = RunningProduct.on(FOLDER)) {
            Path errors = Files.createTempFile("second", ".log");
            Process second = RunningProduct.command(FOLDER, "serve", "--port", "0", "--data", FOLDER.toString())
                    .redirectError(errors.toFile())
                    .start();
            assertEquals(1, second.waitFor());
            assertTrue(Files.readString(errors)
                    .contains("is in use by process " + product.process().pid()));
            assertEquals(200, status(product, "/health/ready"));
        }
    }

    @Test
    void aTokenIsAllThatTheTokenCommandPrints() throws Exception {
        Process command = RunningProduct.command(FOLDER, "token", "--scope", "system/*.*", "--data", FOLDER.toString())
                .start();
        String printed = new String(command.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, command.waitFor());
        assertTrue(printed.matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\n"), printed);
        assertEquals(1, run("token", "--scope", "everything"));
        assertEquals(2, run("token"));
        assertEquals(2, run("token", "--scope", "user/Patient.rs"));
        assertEquals(2, run("token", "--scope", "patient/Patient.rs", "--user", "admin"));
        assertEquals(2, run("token", "--scope", "patient/Patient.rs", "--patient", "1"));
    }

    @Test
    void aPathThatIsNotThereIsToldWithoutATrace() throws Exception {
        Path log = Files.createTempFile("missing", ".log");
        Process command = RunningProduct.command(FOLDER, "import", "--data", FOLDER.toString(), "/no/such/path")
                .redirectError(log.toFile())
                .start();
        assertEquals(1, command.waitFor());
        String errors = Files.readString(log);
        assertTrue(errors.contains("There is no /no/such/path."), errors);
        assertFalse(errors.contains("Exception"), errors);
    }

    private static void awaitReadyWithout(long victim, RunningProduct product) throws Exception {
        for (int i = 0; i < 300; i++) {
            OptionalLong now = Database.serverPid(FOLDER);
            if (now.isPresent() && now.getAsLong() != victim && status(product, "/health/ready") == 200) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("PostgreSQL does not come back");
    }

    private static int status(RunningProduct product, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(product.address() + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int run(String... arguments) throws IOException, InterruptedException {
        return command(arguments).waitFor();
    }

    private static JsonObject json(String... arguments) throws IOException {
        return (JsonObject) JsonReader.read(command(arguments).getInputStream().readAllBytes());
    }

    private static Process command(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", FOLDER.toString()));
        return RunningProduct.command(FOLDER.resolveSibling("serve-test-command"), all.toArray(String[]::new))
                .start();
    }
}

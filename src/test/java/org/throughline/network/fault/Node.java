package org.throughline.network.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Scopes;
import org.throughline.app.MemberProcess;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.keys.SigningKey;
import org.throughline.login.bearer.Tokens;

/** A member as a process, which can be killed, halted and set to a wrong time, and the line to it. */
final class Node implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final String name;
    final Line line;
    private final Path folder;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private long ahead;
    private @Nullable Process process;
    private @Nullable BufferedReader out;
    private @Nullable PrintWriter in;

    /** Starts it on an empty folder. */
    Node(String name, Path folder, long seed) throws IOException {
        this.name = name;
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        this.line = new Line(port, seed);
        Files.createDirectories(folder);
        start();
    }

    /** What came of a request; empty when nothing did, so that nobody knows. */
    record Reply(int status, String text) {
        JsonObject json() {
            return JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Starts it anew, by a clock that is so many seconds ahead. */
    void start(long secondsAhead) throws IOException {
        ahead = secondsAhead;
        start();
    }

    private void start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MemberProcess.class.getName(),
                folder.toString(),
                Integer.toString(port),
                line.address(),
                name,
                Long.toString(ahead));
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        process = started;
        out = started.inputReader(StandardCharsets.UTF_8);
        in = new PrintWriter(started.outputWriter(StandardCharsets.UTF_8), true);
        answer();
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    /** Does a command of {@link MemberProcess}; empty when it could not be done. */
    Optional<String> tells(String command) throws IOException {
        PrintWriter to = in;
        if (to == null) {
            throw new IllegalStateException(name + " does not run");
        }
        to.println(command);
        String answer = answer();
        return answer.startsWith("ok ") ? Optional.of(answer.substring(3)) : Optional.empty();
    }

    /** Does a command that must go well, and gives what it says. */
    String does(String command) throws IOException {
        return tells(command).orElseThrow(() -> new IllegalStateException(name + " does not: " + command));
    }

    private String answer() throws IOException {
        BufferedReader from = out;
        if (from == null) {
            throw new IllegalStateException(name + " does not run");
        }
        String line = from.readLine();
        while (line != null && !line.startsWith("ok ") && !line.startsWith("no ")) {
            line = from.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(name + " has ended: " + Files.readString(log()));
        }
        return line;
    }

    /** As a crash ends it. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.waitFor();
        }
    }

    /** It does nothing at all until it is {@linkplain #goesOn() woken}. */
    void halts() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goesOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String which) throws IOException, InterruptedException {
        Process running = process;
        if (running != null) {
            new ProcessBuilder("kill", "-" + which, Long.toString(running.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** Waits until it takes writes. */
    void awaitReady(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (send("PUT", "Basic/ready", "{'resourceType':'Basic','id':'ready','code':{'text':'ready'}}")
                .filter(each -> each.status() / 100 == 2)
                .isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(name + " takes no writes");
            }
            Thread.sleep(200);
        }
    }

    /** Where others find its record. */
    String base() {
        return line.address() + "/fhir";
    }

    /** Asks the process itself, past its line. */
    Optional<Reply> send(String method, String target, String body) {
        String token = new Tokens(SigningKey.of(folder), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(ahead)))
                .issue(Scopes.EVERYTHING, Duration.ofHours(1))
                .token();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir/" + target))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/fhir+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return Optional.of(new Reply(answer.statusCode(), answer.body()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What it says to a question that it must answer. */
    JsonObject get(String target) {
        Reply reply = send("GET", target, "").orElseThrow(() -> new IllegalStateException(name + " does not answer"));
        if (reply.status() != 200) {
            throw new IllegalStateException(name + " answers " + target + " with " + reply);
        }
        return reply.json();
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            PrintWriter to = in;
            if (to != null) {
                to.close();
            }
            running.onExit().completeOnTimeout(running, 30, TimeUnit.SECONDS).join();
            running.destroyForcibly();
        }
        line.close();
        client.close();
    }
}

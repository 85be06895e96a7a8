package org.throughline.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.rest.Rest;

/**
 * The demonstration of a network: each member is a process of its own with a database of its own, so that one can be stopped to see
 * what the others say then; a guided page leads from one to the other.
 */
final class DemoNetwork {
    private static final String PASSWORD = "demo";
    private static final String PORT = "port";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int TRIES = 3;
    private static final Duration FAREWELL = Duration.ofMinutes(1);

    /** Little is asked of each, and four of them are to fit on one machine. */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC", "-Xms32m", "-Xmx256m", "-XX:MaxMetaspaceSize=192m", "-XX:ReservedCodeCacheSize=64m");

    private final Path folder;
    private final int port;
    private final Map<DemoMember, Process> running = new EnumMap<>(DemoMember.class);

    private DemoNetwork(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Runs it until it is told to stop. */
    static int run(Path folder, int port) throws InterruptedException {
        if (port == 0) {
            throw new Failed(new Failure.Malformed(
                    "value", "--port", "A network needs five ports after each other: name the first."));
        }
        DemoNetwork network = new DemoNetwork(folder, port);
        Runtime.getRuntime().addShutdownHook(new Thread(network::stopAll, "stop"));
        network.start();
        new CountDownLatch(1).await();
        return Main.DONE;
    }

    /** A member ends when whoever started it has ended, however that came. */
    static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nothing is ever said
                }
            } catch (IOException e) {
                // as if it had ended
            }
            Runtime.getRuntime().exit(Main.DONE);
        });
    }

    private void start() {
        remember();
        System.out.println("Starting four organizations ...");
        for (DemoMember member : DemoMember.values()) {
            begin(member);
        }
        for (DemoMember member : DemoMember.values()) {
            awaitReady(member);
        }
        System.out.println("Joining them ...");
        join();
        HttpServer tour = listen();
        System.out.println();
        for (DemoMember member : DemoMember.values()) {
            System.out.printf("%-26s %s/%n", member.title(), address(member));
        }
        System.out.println("Log in as physician, privacy, frontdesk or admin, each with the password " + PASSWORD
                + ". The patients are made up. Ctrl-C stops all.");
        System.out.println("The guided page is ready at http://127.0.0.1:" + tour.port() + "/");
        System.out.flush();
    }

    /** Members know each other by their addresses, so a network stays on its ports. */
    private void remember() {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(PORT);
            String before = Files.exists(file) ? Files.readString(file).strip() : Integer.toString(port);
            if (!before.equals(Integer.toString(port))) {
                throw new Failed(new Failure.Conflict("The network in " + folder + " was made with --port " + before
                        + ", by which its members know each other. Start it so, or with another --data."));
            }
            Files.writeString(file, before);
        } catch (IOException e) {
            throw new Failed(new Failure.Unavailable("The data folder " + folder + " cannot be used."), e);
        }
    }

    String address(DemoMember member) {
        return "http://127.0.0.1:" + port(member);
    }

    private int port(DemoMember member) {
        return port + 1 + List.of(DemoMember.values()).indexOf(member);
    }

    /** The number of the process; empty when it does not run. */
    synchronized Optional<Long> process(DemoMember member) {
        return Optional.ofNullable(running.get(member)).filter(Process::isAlive).map(Process::pid);
    }

    /** Starts a member that does not run. */
    synchronized void begin(DemoMember member) {
        if (process(member).isPresent()) {
            return;
        }
        Path data = folder.resolve(member.code());
        running.put(
                member,
                started(
                        member.code(),
                        "demo",
                        "--member",
                        member.name(),
                        "--port",
                        Integer.toString(port(member)),
                        "--data",
                        data.toString()));
    }

    /** Stops a member that runs; the others find nobody there. */
    synchronized void stop(DemoMember member) {
        Process process = running.remove(member);
        if (process != null) {
            process.destroy();
            await(process, FAREWELL);
        }
    }

    private void awaitReady(DemoMember member) {
        Process process = Objects.requireNonNull(running.get(member));
        // Not closed: closing it would close the pipe that the member may still write to.
        BufferedReader out = process.inputReader();
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains("ready at ")) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new Failed(new Failure.Unavailable(
                member.title() + " did not start; see " + folder.resolve(member.code() + ".log") + "."));
    }

    /** On a busy machine one of them may answer too late to be joined at first; what was joined stays so. */
    private void join() {
        for (int i = 0; i < TRIES; i++) {
            Process joining = started("joins", "demo-joins", folder.toString());
            await(joining, LONGEST);
            if (joining.exitValue() == Main.DONE) {
                return;
            }
        }
        throw new Failed(new Failure.Unavailable("They could not be joined; see " + folder.resolve("joins.log") + "."));
    }

    private Process started(String log, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(DemoNetwork::isKept)
                .forEach(command::add);
        command.addAll(SMALL);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectError(folder.resolve(log + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How this process was started goes for the others too, but for how much memory it may take. */
    private static boolean isKept(String argument) {
        return !argument.startsWith("-Xm")
                && !argument.startsWith("-XX:+UseG1GC")
                && !argument.startsWith("-XX:MaxGCPauseMillis")
                && !argument.startsWith("-agentlib")
                && !argument.startsWith("-javaagent");
    }

    private HttpServer listen() {
        try {
            return HttpServer.start(HttpSettings.loopback(port), new DemoTour(this), Rest::unreadable);
        } catch (IOException e) {
            throw new Failed(new Failure.Unavailable("Port " + port + " cannot be listened on: " + e.getMessage()), e);
        }
    }

    private synchronized void stopAll() {
        running.values().forEach(Process::destroy);
        running.values().forEach(process -> await(process, FAREWELL));
    }

    private static void await(Process process, Duration most) {
        try {
            if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package org.throughline.database;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The running server of one cluster. It lives in a session of its own, so that a signal to our process group reaches
 * only us. When it dies on its own it is started again on the same port; when we were killed, the next product that
 * starts finds it, stops it, and starts its own.
 */
final class Postmaster implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Postmaster.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 10;

    private final Binaries binaries;
    private final Path cluster;
    private final List<String> options;
    private final int port;
    private volatile Process process;
    private volatile boolean closing;

    private Postmaster(Binaries binaries, Path cluster, List<String> options) throws IOException {
        this.binaries = binaries;
        this.cluster = cluster;
        this.options = options;
        this.port = freePort();
        this.process = launch(PATIENCE);
        Thread.ofVirtual().name("postgres-watch").start(this::watch);
    }

    /**
     * Starts the server and returns when it takes connections. A server that an earlier process left behind is stopped
     * first.
     *
     * @param options more words for its command line, for example {@code -c fsync=off}
     */
    static Postmaster start(Binaries binaries, Path cluster, List<String> options) throws IOException {
        stopOrphan(cluster);
        return new Postmaster(binaries, cluster, List.copyOf(options));
    }

    int port() {
        return port;
    }

    Path cluster() {
        return cluster;
    }

    long pid() {
        return process.pid();
    }

    /** Stops the server after a checkpoint; if that takes too long, at once, which costs a recovery at the next start. */
    @Override
    public void close() {
        closing = true;
        Process last = process;
        signal("INT", last.pid());
        if (!awaitEnd(last::isAlive, STOP)) {
            signal("QUIT", last.pid());
            awaitEnd(last::isAlive, STOP);
        }
    }

    private static void stopOrphan(Path cluster) {
        Optional<PidFile> file = PidFile.of(cluster).filter(found -> found.isServerOf(cluster));
        if (file.isPresent()) {
            PidFile orphan = file.get();
            LOG.info(() -> "Stopping a PostgreSQL that an earlier run left behind, process " + orphan.pid() + ".");
            signal("INT", orphan.pid());
            if (!awaitEnd(() -> orphan.isServerOf(cluster), PATIENCE)) {
                signal("QUIT", orphan.pid());
                awaitEnd(() -> orphan.isServerOf(cluster), PATIENCE);
            }
        }
    }

    /**
     * Launches until the server stays up. It may refuse at first: after a crash its former children need a moment to
     * leave the shared memory.
     */
    private Process launch(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Process attempt = builder().start();
            if (awaitReady(attempt)) {
                return attempt;
            }
            if (closing || System.nanoTime() > deadline) {
                throw new Failed(new Failure.Unavailable(
                        "PostgreSQL does not start; " + startLog() + " and " + cluster.resolve("log") + " say why."));
            }
            pause(300);
        }
    }

    private ProcessBuilder builder() throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(Account.prefix(cluster));
        command.addAll(List.of(binaries.program("postgres").toString(), "-D", cluster.toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        command.addAll(
                EmbeddedServer.hasSocket(cluster)
                        ? List.of("-k", cluster.toString(), "-c", "listen_addresses=")
                        : List.of("-k", "", "-c", "listen_addresses=127.0.0.1"));
        command.addAll(options);
        return EmbeddedServer.quiet(command, startLog());
    }

    private Path startLog() {
        return cluster.resolveSibling("postgres-start.log");
    }

    /** Waits until the server takes connections, however long its recovery needs; false when it ended instead. */
    private boolean awaitReady(Process attempt) throws IOException {
        long started = System.nanoTime();
        boolean told = false;
        while (attempt.isAlive()) {
            Optional<PidFile> file = PidFile.of(cluster);
            if (file.isPresent()
                    && file.get().pid() == attempt.pid()
                    && file.get().ready()) {
                return true;
            }
            if (!told && System.nanoTime() - started > TimeUnit.SECONDS.toNanos(3)) {
                told = true;
                LOG.info("PostgreSQL is recovering from a crash; this can take a while.");
            }
            pause(POLL_MILLIS);
        }
        return false;
    }

    private void watch() {
        try {
            while (!closing) {
                int code = process.waitFor();
                if (!closing) {
                    LOG.warning(() -> "PostgreSQL ended unexpectedly (" + code + "); starting it again.");
                    process = launch(Duration.ofDays(1));
                    LOG.info("PostgreSQL is back.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | Failed e) {
            if (!closing) {
                LOG.log(Level.SEVERE, "PostgreSQL could not be started again.", e);
            }
        }
    }

    private static boolean awaitEnd(BooleanSupplier alive, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (alive.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                pause(POLL_MILLIS);
            } catch (InterruptedIOException e) {
                return false;
            }
        }
        return true;
    }

    /** The JVM can only send TERM, on which PostgreSQL waits for its clients; INT is its fast shutdown. */
    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "PostgreSQL, process " + pid + ", could not be told to stop.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static void pause(long millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}

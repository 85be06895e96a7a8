package org.throughline.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.throughline.access.Scopes;
import org.throughline.keys.SigningKey;
import org.throughline.login.bearer.Tokens;

/**
 * The product as a process of its own, for tests of what only a process can show: signals, crashes, two at once.
 *
 * @param address where it serves, without a slash at the end
 */
public record RunningProduct(Process process, String address) implements AutoCloseable {

    /** A data folder below the build's, without a database; PostgreSQL's programs stay unpacked in it. */
    public static Path emptyFolder(String name) {
        Path folder = Path.of("target", name).toAbsolutePath();
        Path cluster = folder.resolve("postgres");
        if (Files.exists(cluster)) {
            try (Stream<Path> all = Files.walk(cluster)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** Starts {@code serve} on a free port of that data folder; returns when it is ready. */
    public static RunningProduct on(Path folder, String... options) throws IOException {
        return started(folder, serve(folder, options));
    }

    /** The same on an empty folder; the first administrator has this password. */
    public static RunningProduct withPassword(Path folder, String password) throws IOException {
        ProcessBuilder command = serve(folder);
        command.environment().put("THROUGHLINE_ADMIN_PASSWORD", password);
        return started(folder, command);
    }

    /** The demonstration, on a free port. */
    public static RunningProduct demo(Path folder) throws IOException {
        return started(folder, command(folder, "demo", "--port", "0", "--data", folder.toString()));
    }

    private static ProcessBuilder serve(Path folder, String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", folder.toString()));
        arguments.addAll(List.of(options));
        return command(folder, arguments.toArray(String[]::new));
    }

    private static RunningProduct started(Path folder, ProcessBuilder command) throws IOException {
        Process process = command.start();
        // Not closed: closing it would close the pipe that the product may still write to.
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.indexOf("ready at ");
            if (at >= 0) {
                return new RunningProduct(process, line.substring(at + "ready at ".length(), line.length() - 1));
            }
        }
        throw new IllegalStateException("The product did not start: " + Files.readString(log(folder)));
    }

    /** A token for everything, of the installation that runs on that folder. */
    public static String token(Path folder) {
        return new Tokens(SigningKey.of(folder), Clock.systemUTC())
                .issue(Scopes.EVERYTHING, Duration.ofHours(1))
                .token();
    }

    /** A command of the product, to be started; its standard error goes to a file beside the folder. */
    static ProcessBuilder command(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(log(folder).toFile());
    }

    static Path log(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    /** Ends it as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends it with SIGTERM and gives its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The product does not stop.");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

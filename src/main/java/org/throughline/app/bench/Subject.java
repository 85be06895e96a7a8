package org.throughline.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.throughline.access.Scopes;
import org.throughline.app.Main;
import org.throughline.database.Database;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.SigningKey;
import org.throughline.login.bearer.Tokens;

/**
 * The product that is measured: a process of its own, with the JVM options that this one has.
 *
 * @param address where it serves, without a slash at the end
 * @param readyMillis from the start of the process to its readiness, on an empty folder
 */
record Subject(Process process, Path folder, String address, long readyMillis) implements AutoCloseable {
    private static final String READY = "ready at ";

    static Subject start(Path folder) throws IOException {
        return start("serve", folder);
    }

    /** @param how the product's command: {@code serve}, {@code demo} */
    static Subject start(String how, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(how, "--port", "0", "--data", folder.toString()));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.indexOf(READY);
            if (at >= 0) {
                String address = line.substring(at + READY.length(), line.length() - 1);
                return new Subject(process, folder, address, (System.nanoTime() - begun) / 1_000_000);
            }
        }
        throw new Failed(new Failure.Unavailable("The product to measure did not start; the lines above say why."));
    }

    String token() {
        return new Tokens(SigningKey.of(folder), Clock.systemUTC())
                .issue(Scopes.EVERYTHING, Duration.ofDays(1))
                .token();
    }

    /** What it has used so far. */
    Cpu cpu() {
        Set<Long> database = databaseProcesses();
        double product = Processes.tree(process.pid())
                .filter(pid -> !database.contains(pid))
                .mapToDouble(Processes::cpuSeconds)
                .sum();
        return new Cpu(
                product, database.stream().mapToDouble(Processes::cpuSeconds).sum());
    }

    /** Bytes of memory of the whole tree. */
    long memory() {
        Set<Long> all = databaseProcesses();
        Processes.tree(process.pid()).forEach(all::add);
        return all.stream().mapToLong(Processes::memory).sum();
    }

    private Set<Long> databaseProcesses() {
        return Database.serverPid(folder).stream()
                .flatMap(Processes::tree)
                .boxed()
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

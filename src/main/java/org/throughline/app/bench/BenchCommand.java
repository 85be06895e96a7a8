package org.throughline.app.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.app.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: measures the product on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the product on a scratch folder: time, rate and processor time of each kind of request,"
                + " memory, and disk. Linux only.")
public final class BenchCommand implements Callable<Integer> {
    private static final int SEED = 42;

    @Option(
            names = "--bundles",
            paramLabel = "DIR",
            description = "FHIR transaction bundles (.json) to load; default: the sample of the demonstration.")
    private @Nullable Path bundles;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description =
                    "How long to measure each kind of request; a third of it is spent on warming up (default: 10).")
    private int seconds;

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Where to put the scratch folder; the disk below it is measured (default: ./target).")
    private Path scratch = Path.of("target");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.to(Logging.Level.WARNING);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Files.createDirectories(scratch);
        Path folder = Files.createTempDirectory(scratch.toAbsolutePath(), "bench");
        try (Subject subject = Subject.start(folder.resolve("data"))) {
            run(subject, bundles == null ? Bundles.sample(folder.resolve("bundles")) : Bundles.of(bundles), out);
        } finally {
            Bundles.delete(folder);
        }
        return 0;
    }

    private void run(Subject subject, Bundles loaded, PrintWriter out) throws IOException, InterruptedException {
        Report report = new Report(out);
        report.start(subject.readyMillis(), subject.memory());
        Client client = new Client(subject.address(), subject.token());
        Loader loader = new Loader(client);
        Cpu before = subject.cpu();
        long begun = System.nanoTime();
        loader.load(loaded);
        report.load(loader.resources(), System.nanoTime() - begun, subject.cpu().minus(before));
        Known known = loader.known();
        report.heading();
        for (Work work : Work.all(known)) {
            new Loop(client, work, new Random(SEED)).run(Math.max(1, seconds / 3));
            report.row(new Loop(client, work, new Random(SEED)).measure(subject, seconds));
        }
        report.end(subject);
    }
}

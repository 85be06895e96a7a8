package org.throughline.app.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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
    private static final int USUAL = 5_000;
    private static final int LARGE = 131_000;
    private static final int AGAIN = 50;

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

    @Option(
            names = "--screens",
            description =
                    "Measures the screens instead: charts of 5,000 and of 131,000 resources are made up and opened, then 50"
                            + " people work in them.")
    private boolean screens;

    @Option(
            names = "--charts",
            defaultValue = "100",
            description = "How many charts of 5,000 resources the screens have, more than 50 (default: 100).")
    private int charts;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.to(Logging.Level.WARNING);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Files.createDirectories(scratch);
        Path folder = Files.createTempDirectory(scratch.toAbsolutePath(), "bench");
        try {
            if (screens) {
                screens(folder.resolve("data"), new Report(out));
            } else {
                requests(folder, out);
            }
        } finally {
            Bundles.delete(folder);
        }
        return 0;
    }

    private void requests(Path folder, PrintWriter out) throws IOException, InterruptedException {
        try (Subject subject = Subject.start(folder.resolve("data"))) {
            run(subject, bundles == null ? Bundles.sample(folder.resolve("bundles")) : Bundles.of(bundles), out);
        }
    }

    /** The product is started twice: after the second time, nothing of the charts is warm but the system's own cache. */
    private void screens(Path data, Report report) throws IOException, InterruptedException {
        List<String> usual;
        List<String> large;
        try (Subject subject = Subject.start("demo", data)) {
            Client client = new Client(subject.address(), subject.token());
            Charts made = new Charts(client, Charts.clinician(client));
            usual = made.make("usual-", charts, USUAL);
            large = made.make("large-", 1, LARGE);
        }
        try (Subject subject = Subject.start("demo", data)) {
            Screens measured = new Screens(subject, report);
            report.pages();
            measured.open("5,000 resources, after a start", usual);
            measured.open("5,000 resources, again", usual);
            measured.open("131,000 resources, after a start", large);
            measured.open("131,000 resources, again", Collections.nCopies(AGAIN, large.getFirst()));
            measured.work(usual, Math.max(60, seconds));
        }
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

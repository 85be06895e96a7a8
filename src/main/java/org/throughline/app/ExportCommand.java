package org.throughline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.throughline.bulk.Exporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: writes everything out, whether the product runs or not. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Exports the whole record as NDJSON, one file per resource type, as it is at one moment."
                + " Importing it into an empty installation gives the same resources, ids and versions.")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--history", description = "Superseded versions and deletions too.")
    private boolean history;

    @Parameters(paramLabel = "DIR", description = "The folder to write to; made when missing.")
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws IOException {
        Logging.to(Logging.Level.WARNING);
        try (Wiring wiring = Installation.open(
                database.folder(), database.settings(), "http://127.0.0.1:8080/fhir", HouseRules.DEFAULT)) {
            List<Exporter.Count> counts = wiring.exporter(Installation.operator())
                    .run(
                            folder,
                            history,
                            Instant.now(),
                            count -> System.err.printf(Locale.ROOT, "%,10d %s%n", count.versions(), count.type()));
            long all = counts.stream().mapToLong(Exporter.Count::versions).sum();
            System.err.printf(Locale.ROOT, "%,10d in all, in %s%n", all, folder);
            return Main.DONE;
        }
    }
}

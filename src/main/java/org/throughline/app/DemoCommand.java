package org.throughline.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.throughline.database.DatabaseSettings;
import org.throughline.http.HttpSettings;
import org.throughline.http.TrustedProxies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the product with sample patients, in a data folder of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs the product with 25 made-up patients, in ./data/demo.")
final class DemoCommand implements Callable<Integer> {
    private static final String PASSWORD = "demo";
    private static final String SAMPLE = "/org/throughline/demo/sample.ndjson.xz";

    @Option(
            names = "--port",
            defaultValue = "${env:THROUGHLINE_PORT:-8080}",
            description = "The port; 0 takes a free one (or THROUGHLINE_PORT; default: 8080).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "The data folder (default: ./data/demo).")
    private Path data = Path.of("data/demo");

    @Override
    public Integer call() throws InterruptedException {
        Logging.to(Logging.Level.WARNING);
        Path folder = data.toAbsolutePath().normalize();
        ServeSettings settings = new ServeSettings(
                folder,
                new DatabaseSettings.Embedded(folder),
                new HttpSettings(
                        "127.0.0.1",
                        port,
                        null,
                        ServeCommand.BODY_BYTES_IN_FLIGHT,
                        false,
                        HttpSettings.Pace.USUAL,
                        TrustedProxies.NONE),
                HouseRules.DEFAULT,
                Optional.empty(),
                Optional.of(PASSWORD));
        return Foreground.run(settings, product -> {
            load(product.wiring(), folder);
            DemoPeople people = new DemoPeople(product.wiring());
            people.make(PASSWORD);
            people.makeSchedule(Instant.now());
            System.out.println(
                    "Log in as physician, practitioner, nurse, frontdesk, billing, radiologist, imaging, manager, privacy, pharmacist, patient or admin, each with the password "
                            + PASSWORD
                            + ". The patients are made up (Synthea). Which vaccines are due is said once the CDC's schedule is"
                            + " loaded: it is not shipped, see docs/immunizations.md.");
        });
    }

    /** Imports the sample; when it is there already, the journal knows it. */
    private static void load(Wiring wiring, Path folder) {
        Path sample = folder.resolve("sample.ndjson.xz");
        try (InputStream in = Objects.requireNonNull(DemoCommand.class.getResourceAsStream(SAMPLE));
                ImportReport report = new ImportReport(System.err, folder.resolve("sample-rejects.tsv"))) {
            Files.copy(in, sample, StandardCopyOption.REPLACE_EXISTING);
            report.finish(wiring.importer(Installation.operator(), report).run(List.of(sample)));
            Files.delete(sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

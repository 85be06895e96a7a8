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
import org.jspecify.annotations.Nullable;
import org.throughline.database.DatabaseSettings;
import org.throughline.http.HttpSettings;
import org.throughline.http.TrustedProxies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the product with sample patients, in a data folder of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Runs the product with 25 made-up patients, in ./data/demo; with --network four of it that have joined.")
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
            description = "The data folder (default: ./data/demo, of a network ./data/demo-network).")
    private @Nullable Path data;

    @Option(
            names = "--network",
            description =
                    "Runs four organizations that have joined, on the four ports after --port, and a guided page at --port:"
                            + " what each sees of patients whom several know.")
    private boolean network;

    @Option(names = "--member", hidden = true, description = "One of the network, as a process of its own.")
    private @Nullable DemoMember member;

    @Override
    public Integer call() throws InterruptedException {
        Logging.to(Logging.Level.WARNING);
        if (network) {
            return DemoNetwork.run(folder("data/demo-network"), port);
        }
        Path folder = folder("data/demo");
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
        DemoMember one = member;
        if (one != null) {
            DemoNetwork.endWithParent();
            return Foreground.run(settings, product -> one.make(product.wiring(), PASSWORD));
        }
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

    private Path folder(String usual) {
        return Objects.requireNonNullElse(data, Path.of(usual)).toAbsolutePath().normalize();
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

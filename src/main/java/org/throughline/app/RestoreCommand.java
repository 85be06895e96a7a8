package org.throughline.app;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.seal.Verdict;
import org.throughline.database.DatabaseSettings;
import org.throughline.database.backup.Passphrase;
import org.throughline.database.backup.Restore;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: makes a data folder of a backup, and proves that it is whole. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Makes a data folder of a backup: all of it or nothing. The folder must be missing or empty. Then the"
                        + " database is started once, and the chain of the audit trail verified.")
final class RestoreCommand implements Callable<Integer> {
    private static final String VARIABLE = "THROUGHLINE_BACKUP_PASSPHRASE";

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Holds the passphrase of the backup. Else it is taken from " + VARIABLE + ", or asked for.")
    private @Nullable Path passphraseFile;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        Logging.to(Logging.Level.WARNING);
        Properties about = Restore.run(file.toAbsolutePath(), data.folder(), passphrase());
        System.out.println("Restored into " + data.folder() + ": the backup of " + about.getProperty("taken", "?")
                + ", version " + about.getProperty("version", "?"));
        try (Wiring wiring = Installation.open(
                data.folder(),
                new DatabaseSettings.Embedded(data.folder()),
                "http://127.0.0.1:8080/fhir",
                HouseRules.DEFAULT)) {
            Verdict verdict = wiring.chain().verify(Optional.empty());
            verdict.faults().forEach(System.out::println);
            System.out.printf(
                    Locale.ROOT,
                    "The database starts. The audit trail is %s: %,d entries under %,d seals.%n",
                    verdict.isWhole() ? "whole" : "NOT WHOLE",
                    verdict.entries(),
                    verdict.seals());
            return verdict.isWhole() ? Main.DONE : Main.FAILED;
        }
    }

    private Passphrase passphrase() throws IOException {
        if (passphraseFile != null) {
            return new Passphrase(Files.readString(passphraseFile, StandardCharsets.UTF_8));
        }
        String variable = System.getenv(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return new Passphrase(variable);
        }
        Console console = Objects.requireNonNull(System.console());
        char[] typed = console.isTerminal() ? console.readPassword("Passphrase of the backup: ") : null;
        if (typed == null) {
            throw new Failed(new Failure.Malformed(
                    "required", "passphrase", "Give the passphrase with --passphrase-file or " + VARIABLE + "."));
        }
        return new Passphrase(new String(typed));
    }
}

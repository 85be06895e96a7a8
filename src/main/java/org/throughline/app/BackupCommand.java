package org.throughline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.throughline.database.backup.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backup}: takes a backup while the product runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description =
                "Takes an encrypted backup of everything (record, history, audit, accounts, keys) while the product"
                        + " runs, or not. The passphrase is in the file backup-passphrase of the data folder: keep a copy of it"
                        + " elsewhere, without it no backup can be restored.")
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "DIR", description = "The folder to write to; made when missing.")
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws IOException {
        Logging.to(Logging.Level.WARNING);
        try (Wiring wiring = Installation.open(
                database.folder(), database.settings(), "http://127.0.0.1:8080/fhir", HouseRules.DEFAULT)) {
            Backup backup = wiring.safekeeping().backups().take(Installation.operator(), folder.toAbsolutePath());
            System.out.printf(Locale.ROOT, "%s, %,d MB%n", backup.file(), Math.ceilDiv(backup.bytes(), 1_000_000));
            System.err.println("Its passphrase: "
                    + wiring.safekeeping().backups().passphrase().text());
            System.err.println("Write it down and keep it elsewhere. Without it the backup cannot be restored.");
            return Main.DONE;
        }
    }
}

package org.throughline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.backup.Backup;
import org.throughline.database.backup.Passphrase;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Takes backups of the installation, each entered in the trail. */
final class Backups {
    private final Path dataFolder;
    private final Database database;
    private final AuditTrail audit;
    private final SecureRandom random;
    private final Clock clock;

    Backups(Path dataFolder, Database database, AuditTrail audit, SecureRandom random, Clock clock) {
        this.dataFolder = dataFolder;
        this.database = database;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /** Whether the product can take any: only of the database that comes with it. */
    boolean isPossible() {
        return database.isEmbedded();
    }

    /** What they are encrypted with. */
    Passphrase passphrase() {
        try {
            return Passphrase.of(dataFolder, random);
        } catch (IOException e) {
            throw new Failed(
                    new Failure.Unavailable("The passphrase of the backups cannot be read or made in the data folder."),
                    e);
        }
    }

    /**
     * Takes one.
     *
     * @throws Failed with {@link Failure.Unavailable} when it is not possible
     */
    Backup take(Caller by, Path folder) throws IOException {
        if (!isPossible()) {
            throw new Failed(new Failure.Unavailable("The database is one of your own: back it up with its own tools"
                    + " (pg_basebackup, or what its host offers), together with the files of the data folder."));
        }
        Instant now = clock.instant();
        // Before it, so that it is in the backup too.
        audit.record(Access.of(now, by, Action.EXPORT, 0, "backup " + folder, 200, Set.of()));
        Properties about = new Properties();
        about.setProperty("taken", now.toString());
        about.setProperty("version", Version.CURRENT);
        return Backup.take(dataFolder, folder, passphrase(), random, now, about);
    }
}

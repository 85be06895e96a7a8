package org.throughline.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Brings the tables up to date with the scripts in the resource folder {@code migration}. */
final class Migrations {
    /** Where it is kept which scripts the database has seen. */
    static final String TABLE = "migration";

    private Migrations() {}

    /**
     * Runs the scripts that the database has not seen.
     *
     * @throws Failed with {@link Failure.Unavailable} when one fails, or when the database was made by scripts of which
     *     this build knows nothing
     */
    static void run(DatabaseSettings.Outside database) {
        try {
            Flyway.configure()
                    .dataSource(database.url(), database.owner(), database.ownerPassword())
                    .locations("classpath:org/throughline/database/migration")
                    .table(TABLE)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new Failed(
                    new Failure.Unavailable("The database's tables do not fit this version of the product and could not"
                            + " be brought up to date: " + e.getMessage()),
                    e);
        }
    }
}

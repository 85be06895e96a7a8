package org.throughline.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Brings the tables up to date with the scripts in the resource folder {@code migration}. */
final class Migrations {
    private Migrations() {}

    /**
     * Runs the scripts that the database has not seen.
     *
     * @throws Failed with {@link Failure.Unavailable} when one fails, or when the database was made by scripts of which
     *     this build knows nothing
     */
    static void run(DataSource database) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:org/throughline/database/migration")
                    .table("migration")
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

package org.throughline.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables up to date with the scripts in the resource folder {@code migration}. */
final class Migrations {
    private Migrations() {}

    static void run(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:org/throughline/database/migration")
                .table("migration")
                .failOnMissingLocations(false)
                .load()
                .migrate();
    }
}

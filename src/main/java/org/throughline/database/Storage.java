package org.throughline.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What tables take on the disk, and how many rows they hold. */
public final class Storage {
    private static final String TABLES = """
            SELECT c.relname, pg_total_relation_size(c.oid), c.reltuples::bigint
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname = 'public'""";

    private final Map<String, Table> tables;

    private Storage(Map<String, Table> tables) {
        this.tables = tables;
    }

    private record Table(long bytes, long rows) {}

    /**
     * Vacuums the database, which takes seconds to minutes, and measures it.
     *
     * @throws org.throughline.kernel.Failed as {@link Database#read}
     */
    public static Storage afterVacuum(Database database) {
        try (Database owner = database.asOwner()) {
            return owner.read(Storage::measure);
        }
    }

    private static Storage measure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
            Map<String, Table> tables = new HashMap<>();
            try (ResultSet found = statement.executeQuery(TABLES)) {
                while (found.next()) {
                    tables.put(found.getString(1), new Table(found.getLong(2), found.getLong(3)));
                }
            }
            return new Storage(tables);
        }
    }

    /** Bytes of these tables with their indexes and what is stored apart. */
    public long bytes(String... names) {
        return Stream.of(names).map(tables::get).mapToLong(Table::bytes).sum();
    }

    /** How many rows a table has, as the last vacuum counted them. */
    public long rows(String table) {
        return tables.getOrDefault(table, new Table(0, 0)).rows();
    }
}

package org.throughline.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.record.Records;

/**
 * Makes the index rows of whole types of resources anew when an administrator asks for it, some resources at a time,
 * while everybody goes on. Any number of processes may do this at once, and one that ends is gone on from.
 */
public final class Reindexing {
    private static final int BATCH = 200;
    private static final double ADDRESSES = 0x1p64;

    private final Database database;
    private final Records records;
    private final Types types;

    public Reindexing(Database database, Records records, Types types) {
        this.database = database;
        this.records = records;
        this.types = types;
    }

    /**
     * How far a type is.
     *
     * @param part how many of its resources are done, from 0 to 1
     */
    public record Status(String type, double part, boolean done) {}

    /** Asks for these types, from their beginning. */
    public void ask(List<String> names) {
        database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO reindexing (type)"
                    + " SELECT * FROM unnest(?::smallint[]) ON CONFLICT (type) DO UPDATE"
                    + " SET since = excluded.since, position = excluded.position, done = false")) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "int2", names.stream().map(types::number).toArray()));
                return statement.executeUpdate();
            }
        });
    }

    /** How far each type is that was ever asked for. */
    public List<Status> status() {
        return database.read(connection -> {
            List<Status> all = new ArrayList<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT type, position, done FROM reindexing ORDER BY type");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    boolean done = row.getBoolean(3);
                    // Addresses are hashes, so they are spread evenly.
                    double part = done ? 1 : ((double) row.getLong(2) - Long.MIN_VALUE) / ADDRESSES;
                    all.add(new Status(types.resourceType(row.getShort(1)), part, done));
                }
            }
            return all;
        });
    }

    /**
     * Does some more.
     *
     * @return whether there is more to do
     */
    public boolean step() {
        Next next = database.read(Reindexing::next);
        if (next == null) {
            return false;
        }
        long position = records.reindex(List.of(types.resourceType(next.type())), next.position(), BATCH);
        database.inTransaction(connection -> advance(connection, next, position));
        return true;
    }

    private record Next(short type, long position) {}

    private static @Nullable Next next(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT type, position FROM reindexing WHERE NOT done ORDER BY since, type LIMIT 1");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? new Next(row.getShort(1), row.getLong(2)) : null;
        }
    }

    /** Only from where it was read: whoever asked anew meanwhile gets all of it. */
    private static boolean advance(Connection connection, Next from, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE reindexing SET position = ?, done = ? WHERE type = ? AND position = ?")) {
            statement.setLong(1, position);
            statement.setBoolean(2, position == Long.MAX_VALUE);
            statement.setShort(3, from.type());
            statement.setLong(4, from.position());
            return statement.executeUpdate() > 0;
        }
    }
}

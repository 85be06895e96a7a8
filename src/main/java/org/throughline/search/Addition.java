package org.throughline.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that resources are to be indexed by beyond R4's own parameters, and how far that is: a row of the table
 * {@code search_parameter}.
 *
 * @param position resources up to this address are done
 * @param done whether it can be searched by
 */
record Addition(Key key, long position, boolean done) {
    private static final double ADDRESSES = 0x1p64;
    private static final String COLUMNS = "SELECT origin, id, version, position, done FROM search_parameter ";

    /**
     * What it is.
     *
     * @param id of the SearchParameter resource; the address of a package's; a resource type, whose texts are indexed
     * @param version of the resource; the number of the package; 0 for texts
     */
    record Key(Origin origin, String id, int version) {}

    /** Where it comes from. */
    enum Origin {
        /** A SearchParameter resource that a client has stored. */
        POSTED,
        /** A package. */
        PACKAGED,
        /** The installation's list of types whose texts are indexed. */
        TEXT;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String SOURCES = "SELECT 'posted', r.id, r.version FROM resource r"
            + " WHERE r.type = ? AND r.origin = 0 AND NOT r.deleted UNION ALL"
            + " SELECT 'packaged', d.url, d.package FROM definition_in_force d WHERE d.type = 'SearchParameter'";

    /** Brings the table to what is there now: new ones come, changed ones begin anew, others go. */
    static void meet(Connection connection, short searchParameter) throws SQLException {
        try (PreparedStatement gone = connection.prepareStatement("DELETE FROM search_parameter"
                        + " WHERE origin <> 'text' AND (origin, id, version) NOT IN (" + SOURCES + ")");
                PreparedStatement come = connection.prepareStatement("INSERT INTO search_parameter"
                        + " (origin, id, version) " + SOURCES + " ON CONFLICT (origin, id) DO NOTHING")) {
            gone.setShort(1, searchParameter);
            gone.executeUpdate();
            come.setShort(1, searchParameter);
            come.executeUpdate();
        }
    }

    /** Has the texts of these types indexed, and of no others. In an empty database there is nothing to wait for. */
    static boolean indexTexts(Connection connection, List<String> types) throws SQLException {
        Object array = connection.createArrayOf("text", types.toArray());
        try (PreparedStatement gone = connection.prepareStatement(
                        "DELETE FROM search_parameter WHERE origin = 'text' AND id <> ALL (?)");
                PreparedStatement come = connection.prepareStatement("INSERT INTO search_parameter"
                        + " (origin, id, version, done) SELECT 'text', unnest(?::text[]), 0,"
                        + " NOT EXISTS (SELECT 1 FROM resource) ON CONFLICT (origin, id) DO NOTHING")) {
            gone.setObject(1, array);
            come.setObject(1, array);
            return gone.executeUpdate() + come.executeUpdate() > 0;
        }
    }

    static List<Addition> all(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + "ORDER BY origin, id")) {
            return read(statement);
        }
    }

    /** The one whose turn it is; empty when there is nothing to do. */
    static List<Addition> waiting(Connection connection, long settlingMillis) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS
                + "WHERE NOT done AND since <= now() - ? * interval '1 millisecond'"
                + " ORDER BY since, origin, id LIMIT 1")) {
            statement.setLong(1, settlingMillis);
            return read(statement);
        }
    }

    private static List<Addition> read(PreparedStatement statement) throws SQLException {
        List<Addition> all = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Origin origin = Origin.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
                all.add(new Addition(
                        new Key(origin, row.getString(2), row.getInt(3)), row.getLong(4), row.getBoolean(5)));
            }
        }
        return all;
    }

    /** Notes how far it is; {@link Long#MAX_VALUE} for all. */
    boolean advance(Connection connection, long reached) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE search_parameter SET position = ?, done = ? WHERE origin = ? AND id = ? AND version = ?")) {
            statement.setLong(1, reached);
            statement.setBoolean(2, reached == Long.MAX_VALUE);
            statement.setString(3, key.origin().label());
            statement.setString(4, key.id());
            statement.setInt(5, key.version());
            return statement.executeUpdate() > 0;
        }
    }

    /** Whether it is the words of a type. */
    boolean isOfWords() {
        return key.origin() == Origin.TEXT;
    }

    /** How much of the resources is indexed by it, from 0 to 1. */
    double part() {
        // Addresses are hashes, so they are spread evenly.
        return done ? 1 : ((double) position - Long.MIN_VALUE) / ADDRESSES;
    }
}

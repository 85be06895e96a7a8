package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks keys up in the table of tokens. */
record Dictionary(Connection connection) {

    /** All of the keys, those to be looked up too. */
    List<Long> resolve(Keys keys) throws SQLException {
        List<Long> found = new ArrayList<>();
        for (long key : keys.known()) {
            found.add(key);
        }
        for (Keys.Lookup lookup : keys.lookups()) {
            found.addAll(longs(Keys.select(lookup)));
        }
        return found;
    }

    /** The keys of all tokens of these paths. */
    List<Long> all(int[] paths) throws SQLException {
        return longs(Sql.of("SELECT v.key FROM value v WHERE v.path = ANY (?::integer[])", paths));
    }

    List<Long> longs(Sql sql) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }
}

package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.throughline.database.Fragment;
import org.throughline.search.query.Criterion;

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
        return longs(Fragment.of("SELECT v.key FROM value v WHERE v.path = ANY (?::integer[])", paths));
    }

    /** The tokens of these paths that a resource which may be seen has now; the table keeps those of former ones too. */
    List<Criterion.Token> inUse(int[] paths, Visible visible) throws SQLException {
        Fragment sql = Fragment.of(
                        "SELECT DISTINCT v.system, v.code FROM value v CROSS JOIN LATERAL (SELECT 1 FROM term t")
                .add(Statements.resource("t.resource", "r"))
                .add(" WHERE t.key = v.key AND ")
                .add(visible.sql("r"))
                .add(" LIMIT 1) u WHERE v.path = ANY (?::integer[]) ORDER BY v.system, v.code", paths);
        List<Criterion.Token> found = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Criterion.Token(rows.getString(1), rows.getString(2)));
            }
        }
        return found;
    }

    List<Long> longs(Fragment sql) throws SQLException {
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

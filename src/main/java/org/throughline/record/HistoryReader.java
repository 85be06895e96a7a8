package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Lists versions, newest first, page by page. A page shows what was committed when the first page was made, so nothing
 * appears twice or shifts while data changes.
 */
final class HistoryReader {
    private static final String COLUMNS = "r.resource, r.type, r.id, r.version, r.updated, r.patient, r.body,"
            + " (extract(epoch FROM r.updated) * 1000000)::bigint AS micros";

    private final Connection connection;
    private final Types types;
    private final Predicate predicate;
    private final List<Object> parameters = new ArrayList<>();

    HistoryReader(Connection connection, Types types, Caller caller) {
        this.connection = connection;
        this.types = types;
        this.predicate = Predicate.of(caller.visibility(Interaction.READ), types, "r");
    }

    HistoryPage page(HistoryQuery query) throws SQLException {
        HistoryCursor after = query.after();
        String snapshot = after == null ? snapshot() : after.snapshot();
        String sql = "(" + part("resource", query, snapshot) + ") UNION ALL (" + part("history", query, snapshot)
                + ") ORDER BY updated DESC, resource DESC, version DESC LIMIT " + (query.count() + 1);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                bind(statement, i + 1, parameters.get(i));
            }
            return page(statement, query, snapshot);
        }
    }

    private HistoryPage page(PreparedStatement statement, HistoryQuery query, String snapshot) throws SQLException {
        List<Stored> versions = new ArrayList<>();
        HistoryCursor last = null;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (versions.size() == query.count()) {
                    return new HistoryPage(versions, last);
                }
                versions.add(stored(row));
                last = new HistoryCursor(row.getLong(8), row.getLong(1), row.getInt(4), snapshot);
            }
        }
        if (versions.isEmpty() && query.id() != null && query.after() == null && query.since() == null) {
            throw new Failed(new Failure.NotFound("There is no " + query.type() + "/" + query.id() + "."));
        }
        return new HistoryPage(versions, null);
    }

    private String part(String table, HistoryQuery query, String snapshot) {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM " + table + " r WHERE " + predicate.sql());
        if (predicate.types() != null) {
            parameters.add(predicate.types());
        }
        and(sql, "pg_visible_in_snapshot(r.xid, ?::pg_snapshot)", snapshot);
        if (query.type() != null) {
            and(sql, "r.type = ?", (short) types.number(query.type()));
        }
        if (query.type() != null && query.id() != null) {
            and(sql, "r.resource = ?", Address.of(query.type(), query.id()));
        }
        if (query.since() != null) {
            and(sql, "r.updated >= timestamptz 'epoch' + ? * interval '1 microsecond'", Micros.of(query.since()));
        }
        HistoryCursor after = query.after();
        if (after != null) {
            and(
                    sql,
                    "(r.updated, r.resource, r.version) <"
                            + " (timestamptz 'epoch' + ? * interval '1 microsecond', ?, ?)",
                    after.micros(),
                    after.address(),
                    after.version());
        }
        return sql + " ORDER BY r.updated DESC, r.resource DESC, r.version DESC LIMIT " + (query.count() + 1);
    }

    private void and(StringBuilder sql, String condition, Object... values) {
        sql.append(" AND ").append(condition);
        parameters.addAll(List.of(values));
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (value) {
            case Short[] numbers -> statement.setArray(index, connection.createArrayOf("int2", numbers));
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Short number -> statement.setShort(index, number);
            default -> statement.setString(index, value.toString());
        }
    }

    private Stored stored(ResultSet row) throws SQLException {
        byte @Nullable [] body = row.getBytes(7);
        return new Stored(
                row.getLong(1),
                types.resourceType(row.getShort(2)),
                row.getString(3),
                row.getInt(4),
                row.getTimestamp(5).toInstant(),
                row.getLong(6),
                body);
    }

    private String snapshot() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_current_snapshot()::text");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}

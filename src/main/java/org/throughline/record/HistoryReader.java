package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Visibility;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Lists versions, newest first, page by page. A page shows what was committed when the first page was made, so nothing
 * appears twice or shifts while data changes; but of more than one resource nothing beyond the {@link Horizon}.
 */
final class HistoryReader {
    private static final String COLUMNS = "r.resource, r.type, r.id, r.version, r.updated, r.patient, r.body";
    private static final String INSTANT = "timestamptz 'epoch' + ? * interval '1 microsecond'";
    private static final String NEXT =
            "SELECT n.updated FROM %s n WHERE n.resource = r.resource AND n.version > r.version";

    private final Connection connection;
    private final Types types;
    private final Clock clock;
    private final Predicate predicate;
    private final List<Object> parameters = new ArrayList<>();

    HistoryReader(Connection connection, Parts parts, Visibility visibility) {
        this.connection = connection;
        this.types = parts.types();
        this.clock = parts.clock();
        this.predicate = Predicate.of(visibility, types, "r");
    }

    HistoryPage page(HistoryQuery query) throws SQLException {
        HistoryCursor after = query.after();
        // In this order: what is committed in between is seen then, and held to the horizon.
        Instant settled = query.id() == null && after == null ? Horizon.of(connection, clock) : null;
        String snapshot = after == null ? snapshot() : after.snapshot();
        Long total = query.id() == null ? null : count(query, snapshot);
        List<Stored> versions = versions(query, snapshot, settled);
        if (versions.size() <= query.count()) {
            return new HistoryPage(versions, settled, total, null);
        }
        List<Stored> shown = versions.subList(0, query.count());
        Stored last = shown.getLast();
        HistoryCursor next = new HistoryCursor(Micros.of(last.updated()), last.address(), last.version(), snapshot);
        return new HistoryPage(shown, settled, total, next);
    }

    /** The versions of a page and one more when there is one. */
    private List<Stored> versions(HistoryQuery query, String snapshot, @Nullable Instant settled) throws SQLException {
        String order = " ORDER BY updated DESC, resource DESC, version DESC LIMIT " + (query.count() + 1);
        parameters.clear();
        String sql = "(SELECT " + COLUMNS + part("resource", query, snapshot) + below(settled, query.after()) + order
                + ") UNION ALL (SELECT " + COLUMNS + part("history", query, snapshot) + below(settled, query.after())
                + order + ")" + order;
        List<Stored> versions = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                versions.add(stored(row));
            }
        }
        return versions;
    }

    /** How many versions there are on all pages together. */
    private long count(HistoryQuery query, String snapshot) throws SQLException {
        parameters.clear();
        String sql = "SELECT (SELECT count(*)" + part("resource", query, snapshot) + ") + (SELECT count(*)"
                + part("history", query, snapshot) + ")";
        try (PreparedStatement statement = prepare(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long count = row.getLong(1);
            if (count == 0 && query.since() == null && query.at() == null) {
                throw new Failed(new Failure.NotFound("There is no " + query.type() + "/" + query.id() + "."));
            }
            return count;
        }
    }

    private String part(String table, HistoryQuery query, String snapshot) {
        StringBuilder sql = new StringBuilder(" FROM " + table + " r WHERE " + predicate.sql());
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
            and(sql, "r.updated >= " + INSTANT, Micros.of(query.since()));
        }
        if (query.at() != null) {
            during(sql, table, query.at());
        }
        return sql.toString();
    }

    /** A version was the present one from its time until that of the next. */
    private void during(StringBuilder sql, String table, HistoryQuery.During range) {
        if (range.high() != Long.MAX_VALUE) {
            and(sql, "r.updated < " + INSTANT, range.high());
        }
        if (table.equals("history") && range.low() != Long.MIN_VALUE) {
            String next = NEXT.formatted("history") + " UNION ALL " + NEXT.formatted("resource");
            and(sql, "(SELECT min(updated) FROM (" + next + ") n) > " + INSTANT, range.low());
        }
    }

    private String below(@Nullable Instant settled, @Nullable HistoryCursor after) {
        StringBuilder sql = new StringBuilder();
        if (settled != null) {
            and(sql, "r.updated <= " + INSTANT, Micros.of(settled));
        }
        if (after != null) {
            and(
                    sql,
                    "(r.updated, r.resource, r.version) < (" + INSTANT + ", ?, ?)",
                    after.micros(),
                    after.address(),
                    after.version());
        }
        return sql.toString();
    }

    private void and(StringBuilder sql, String condition, Object... values) {
        sql.append(" AND ").append(condition);
        parameters.addAll(List.of(values));
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.size(); i++) {
            bind(statement, i + 1, parameters.get(i));
        }
        return statement;
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

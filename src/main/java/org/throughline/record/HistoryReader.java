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
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.protection.Sight;

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
    private final Sight sight;

    HistoryReader(Connection connection, Parts parts, Sight sight) {
        this.connection = connection;
        this.types = parts.types();
        this.clock = parts.clock();
        this.sight = sight;
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
        Fragment sql = Fragment.of("(SELECT " + COLUMNS)
                .add(part("resource", query, snapshot))
                .add(below(settled, query.after()))
                .add(order + ") UNION ALL (SELECT " + COLUMNS)
                .add(part("history", query, snapshot))
                .add(below(settled, query.after()))
                .add(order + ")" + order);
        List<Stored> versions = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                versions.add(stored(row));
            }
        }
        return versions;
    }

    /** How many versions there are on all pages together. */
    private long count(HistoryQuery query, String snapshot) throws SQLException {
        Fragment sql = Fragment.of("SELECT (SELECT count(*)")
                .add(part("resource", query, snapshot))
                .add(") + (SELECT count(*)")
                .add(part("history", query, snapshot))
                .add(")");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long count = row.getLong(1);
            if (count == 0 && query.since() == null && query.at() == null) {
                throw new Failed(new Failure.NotFound("There is no " + query.type() + "/" + query.id() + "."));
            }
            return count;
        }
    }

    private Fragment part(String table, HistoryQuery query, String snapshot) {
        Fragment sql = Fragment.of(" FROM " + table + " r WHERE ")
                .add(table.equals("history") ? sight.ofPast("r") : sight.ofPresent("r"))
                .add(" AND pg_visible_in_snapshot(r.xid, ?::pg_snapshot)", snapshot);
        if (query.type() != null) {
            sql.add(" AND r.type = ?", (short) types.number(query.type()));
        }
        if (query.type() != null && query.id() != null) {
            sql.add(" AND r.resource = ?", Address.of(query.type(), query.id()));
        }
        if (query.since() != null) {
            sql.add(" AND r.updated >= " + INSTANT, Micros.of(query.since()));
        }
        return query.at() == null ? sql : sql.add(during(table, query.at()));
    }

    /** A version was the present one from its time until that of the next. */
    private static Fragment during(String table, HistoryQuery.During range) {
        Fragment sql = new Fragment();
        if (range.high() != Long.MAX_VALUE) {
            sql.add(" AND r.updated < " + INSTANT, range.high());
        }
        if (table.equals("history") && range.low() != Long.MIN_VALUE) {
            String next = NEXT.formatted("history") + " UNION ALL " + NEXT.formatted("resource");
            sql.add(" AND (SELECT min(updated) FROM (" + next + ") n) > " + INSTANT, range.low());
        }
        return sql;
    }

    private static Fragment below(@Nullable Instant settled, @Nullable HistoryCursor after) {
        Fragment sql = new Fragment();
        if (settled != null) {
            sql.add(" AND r.updated <= " + INSTANT, Micros.of(settled));
        }
        if (after != null) {
            sql.add(
                    " AND (r.updated, r.resource, r.version) < (" + INSTANT + ", ?, ?)",
                    after.micros(),
                    after.address(),
                    after.version());
        }
        return sql;
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

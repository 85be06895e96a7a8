package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Visibility;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Address;
import org.throughline.record.Stored;
import org.throughline.search.query.EverythingQuery;
import org.throughline.search.value.TimeRange;

/**
 * Finds all that there is of a patient: first the patient and what is in the compartment, then what those refer to
 * outside of any patient's record (practitioners, organizations, medications).
 */
public record Everything(Connection connection, EverythingPaths paths, Types types, Visibility visibility) {
    private static final String COLUMNS = "r.resource, r.patient, r.type, r.id, r.version, r.updated, r.body,"
            + " (SELECT pg_current_snapshot()::text)";
    private static final int SNAPSHOT = 8;

    /** The two parts, one after the other. */
    public enum Part {
        INSIDE,
        REFERRED_TO
    }

    /**
     * Where a page begins.
     *
     * @param after the last address before it
     * @param snapshot what was committed when the first page was read
     */
    public record Position(Part part, long after, String snapshot) {}

    /**
     * A page.
     *
     * @param next where the next page begins; null when there is none
     */
    public record Page(List<Stored> resources, @Nullable Position next) {
        public Page {
            resources = List.copyOf(resources);
        }
    }

    /** The page that begins there; the first when the position is null. */
    public Page page(EverythingQuery query, @Nullable Position from) throws SQLException {
        Reading reading = new Reading(query, from == null ? null : from.snapshot());
        Part part = from == null ? Part.INSIDE : from.part();
        long after = from == null ? Long.MIN_VALUE : from.after();
        if (part == Part.INSIDE) {
            reading.read(part, inside(query), after);
            after = Long.MIN_VALUE;
        }
        int inside = reading.found.size();
        if (inside <= query.count()) {
            reading.read(Part.REFERRED_TO, referredTo(query), after);
        }
        return reading.page(inside);
    }

    /** The addresses of the patient and of the members of the compartment, each once. */
    private Sql members(EverythingQuery query) {
        long patient = Address.of("Patient", query.patient());
        return Sql.of(
                "SELECT ?::bigint AS resource UNION SELECT t.resource FROM term t WHERE t.key = ANY (?::bigint[])",
                patient,
                paths.keys(patient));
    }

    private Sql inside(EverythingQuery query) {
        return Sql.of("SELECT m.resource FROM (").add(members(query)).add(") m");
    }

    private Sql referredTo(EverythingQuery query) {
        Sql sql = Sql.of(
                "SELECT i.key # p.salt AS resource FROM unnest(?::integer[], ?::bigint[]) AS p (path, salt) JOIN"
                        + " (SELECT t.key, t.path FROM (",
                paths.references(),
                paths.salts());
        sql.add(members(query)).add(") m");
        if (query.care() != null) {
            sql.add(Statements.resource("m.resource", "r"))
                    .add(" ")
                    .add(" JOIN term t ON t.resource = r.resource WHERE ");
            sql.add(inTime(query.care(), query));
        } else {
            sql.add(" JOIN term t ON t.resource = m.resource");
        }
        return sql.add(" OFFSET 0) i ON i.path = p.path EXCEPT (")
                .add(members(query))
                .add(")");
    }

    /** A row of a resource has one of its dates in the range, or none; the patient is always wanted. */
    private Sql inTime(TimeRange care, EverythingQuery query) {
        long[] keys = paths.dates();
        return Sql.of(
                "(r.resource = ? OR EXISTS (SELECT 1 FROM moment d WHERE d.resource = r.resource AND d.key = ANY"
                        + " (?::bigint[]) AND d.low < ? AND d.high > ? OFFSET 0) OR NOT EXISTS (SELECT 1 FROM"
                        + " moment d WHERE d.resource = r.resource AND d.key = ANY (?::bigint[]) OFFSET 0))",
                Address.of("Patient", query.patient()),
                keys,
                care.high(),
                care.low(),
                keys);
    }

    /** Collects a page from the parts. */
    private final class Reading {
        private final EverythingQuery query;
        private final List<Stored> found = new ArrayList<>();
        private @Nullable String snapshot;

        Reading(EverythingQuery query, @Nullable String snapshot) {
            this.query = query;
            this.snapshot = snapshot;
        }

        void read(Part part, Sql addresses, long after) throws SQLException {
            // The patient comes first: flipping by its address makes its own place the least of all.
            long flip = Address.of("Patient", query.patient()) ^ Long.MIN_VALUE;
            Sql sql = Sql.of("SELECT " + COLUMNS + " FROM (SELECT a.resource FROM (")
                    .add(addresses)
                    .add(") a WHERE a.resource # ? >= ? ORDER BY a.resource # ? OFFSET 0) a", flip, after, flip)
                    .add(Statements.resource("a.resource", "r"))
                    .add(" WHERE ")
                    .add(new Visible(visibility, types).sql("r"))
                    .add(conditions(part))
                    .add(" ORDER BY a.resource # ? LIMIT ?", flip, query.count() + 1 - found.size());
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(Rows.stored(row, types));
                    snapshot = snapshot == null ? row.getString(SNAPSHOT) : snapshot;
                }
            }
        }

        private Sql conditions(Part part) {
            Sql sql = new Sql();
            if (snapshot != null) {
                sql.add(" AND pg_visible_in_snapshot(r.xid, ?::pg_snapshot)", snapshot);
            }
            if (part == Part.REFERRED_TO) {
                sql.add(" AND r.patient = 0");
            } else if (query.care() != null) {
                sql.add(" AND ").add(inTime(query.care(), query));
            }
            if (query.since() != Long.MIN_VALUE) {
                sql.add(
                        " AND r.updated >= ?",
                        Instant.EPOCH.plus(query.since(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            }
            if (!query.types().isEmpty()) {
                sql.add(" AND r.type = ANY (?::smallint[])", EverythingPaths.numbers(types, query.types()));
            }
            return sql;
        }

        /** @param inside how many of what was found are of the first part */
        Page page(int inside) {
            if (found.size() <= query.count() || snapshot == null) {
                return new Page(found, null);
            }
            // The one too many is where the next page begins.
            Stored next = found.removeLast();
            long flip = Address.of("Patient", query.patient()) ^ Long.MIN_VALUE;
            Part part = found.size() < inside ? Part.INSIDE : Part.REFERRED_TO;
            return new Page(found, new Position(part, next.address() ^ flip, snapshot));
        }
    }
}

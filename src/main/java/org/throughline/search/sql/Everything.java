package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.time.TimeRange;
import org.throughline.kernel.Address;
import org.throughline.record.Stored;
import org.throughline.search.query.EverythingQuery;

/**
 * Finds all that there is of a patient: the patient, what is in the compartment, then what those refer to outside of any
 * patient's record (practitioners, organizations, medications). Each part comes in the order of addresses, so that a
 * page begins in the index where the one before it ended.
 */
public record Everything(Connection connection, EverythingPaths paths, Types types, Visible visible) {
    private static final String COLUMNS = "r.resource, r.patient, r.type, r.id, r.version, r.updated, r.body,"
            + " (SELECT pg_current_snapshot()::text), a.resource";
    private static final int SNAPSHOT = 8;
    private static final int CANDIDATE = 9;

    /** How many candidates are looked at in one statement where most may not be wanted. */
    private static final int CHUNK = 5000;

    /** The parts, one after the other. */
    public enum Part {
        PATIENT,
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
        Part first = from == null ? Part.PATIENT : from.part();
        long after = from == null ? Long.MIN_VALUE : from.after();
        for (Part part : EnumSet.range(first, Part.REFERRED_TO)) {
            reading.read(part, part == first ? after : Long.MIN_VALUE);
        }
        return reading.page();
    }

    private Fragment candidates(Part part, EverythingPaths paths, long patient, long after, int limit) {
        Fragment sql = switch (part) {
            case PATIENT -> Fragment.of("SELECT ?::bigint AS resource", patient);
            case INSIDE -> inside(paths.keys(patient), patient, after, limit);
            case REFERRED_TO -> referredTo(paths, patient);
        };
        return Fragment.of("SELECT c.resource FROM (")
                .add(sql)
                .add(") c WHERE c.resource > ? ORDER BY c.resource LIMIT ?", after, limit);
    }

    /** Nearly every member is filed under this patient; the others (a link, a group) are looked for on both sides. */
    private static Fragment inside(long[] keys, long patient, long after, int limit) {
        String term = "SELECT t.resource FROM term t WHERE t.key = k.key AND t.resource > ? AND t.patient ";
        return Fragment.of("SELECT DISTINCT i.resource FROM unnest(?::bigint[]) AS k (key) CROSS JOIN LATERAL ((", keys)
                .add(term + "= ? ORDER BY t.resource LIMIT ?", after, patient, limit + 1)
                .add(") UNION ALL (" + term + "< ?", after, patient)
                .add(") UNION ALL (" + term + "> ?", after, patient)
                .add(")) i WHERE i.resource <> ?", patient);
    }

    /** What members refer to that are themselves seen: who is named in what is hidden is hidden with it. */
    private Fragment referredTo(EverythingPaths paths, long patient) {
        Fragment members = Fragment.of(
                "SELECT ?::bigint AS resource UNION SELECT t.resource FROM term t WHERE t.key = ANY (?::bigint[])",
                patient,
                paths.keys(patient));
        return Fragment.of("SELECT i.key # p.salt AS resource FROM (SELECT t.key, t.path FROM (")
                .add(members)
                .add(") m")
                .add(seen())
                .add(" JOIN term t ON t.resource = m.resource OFFSET 0) i JOIN unnest(?::integer[], ?::bigint[])")
                .add(" AS p (path, salt) ON i.path = p.path EXCEPT (", paths.references(), paths.salts())
                .add(members)
                .add(")");
    }

    private Fragment seen() {
        return visible.isEverything()
                ? new Fragment()
                : Fragment.of(" JOIN LATERAL (SELECT s.* FROM resource s WHERE s.resource = m.resource OFFSET 0) v ON ")
                        .add(visible.sql("v"));
    }

    /** Collects a page from the parts. */
    private final class Reading {
        private final EverythingQuery query;
        private final long patient;
        private final int chunk;
        private final List<Stored> found = new ArrayList<>();
        private @Nullable String snapshot;
        private @Nullable Position next;

        Reading(EverythingQuery query, @Nullable String snapshot) {
            this.query = query;
            this.patient = Address.of("Patient", query.patient());
            this.snapshot = snapshot;
            boolean all = query.types().isEmpty()
                    && query.care() == null
                    && query.since() == Long.MIN_VALUE
                    && visible.isEverything();
            this.chunk = all ? query.count() + 1 : CHUNK;
        }

        Page page() {
            return new Page(found, next);
        }

        void read(Part part, long after) throws SQLException {
            long last = after;
            for (boolean more = true; more && next == null; ) {
                int seen = 0;
                Fragment sql = statement(part, last);
                try (PreparedStatement statement = sql.prepare(connection);
                        ResultSet row = statement.executeQuery()) {
                    while (next == null && row.next()) {
                        seen++;
                        take(row, new Position(part, last, row.getString(SNAPSHOT)));
                        last = row.getLong(CANDIDATE);
                    }
                }
                more = seen == chunk;
            }
        }

        /** Takes a candidate; one that is more than a page only shows that there is another. */
        private void take(ResultSet row, Position before) throws SQLException {
            snapshot = snapshot == null ? before.snapshot() : snapshot;
            if (row.getObject(1) == null) {
                return;
            }
            if (found.size() == query.count()) {
                next = new Position(before.part(), before.after(), snapshot);
            } else {
                found.add(Rows.stored(row, types));
            }
        }

        private Fragment statement(Part part, long after) {
            return Fragment.of("SELECT " + COLUMNS + " FROM (")
                    .add(candidates(part, paths, patient, after, chunk))
                    .add(
                            ") a LEFT JOIN LATERAL (SELECT s.* FROM resource s WHERE s.resource = a.resource OFFSET 0) r ON ")
                    .add(visible.sql("r"))
                    .add(conditions(part))
                    .add(" ORDER BY a.resource");
        }

        private Fragment conditions(Part part) {
            Fragment sql = new Fragment();
            if (snapshot != null) {
                sql.add(" AND pg_visible_in_snapshot(r.xid, ?::pg_snapshot)", snapshot);
            }
            if (part == Part.REFERRED_TO) {
                sql.add(" AND r.patient = 0");
            }
            if (part == Part.INSIDE && query.care() != null) {
                sql.add(" AND ").add(inTime(query.care()));
            }
            if (query.since() != Long.MIN_VALUE) {
                Instant since = Instant.EPOCH.plus(query.since(), ChronoUnit.MICROS);
                sql.add(" AND r.updated >= ?", since.atOffset(ZoneOffset.UTC));
            }
            if (query.until() != Long.MAX_VALUE) {
                Instant until = Instant.EPOCH.plus(query.until(), ChronoUnit.MICROS);
                sql.add(" AND r.updated <= ?", until.atOffset(ZoneOffset.UTC));
            }
            if (!query.types().isEmpty()) {
                sql.add(" AND r.type = ANY (?::smallint[])", types.numbers(query.types()));
            }
            return sql;
        }

        /** A resource has one of its dates in the range, or none. */
        private Fragment inTime(TimeRange care) {
            String date = "EXISTS (SELECT 1 FROM moment d WHERE d.resource = r.resource AND d.key <> ALL (?::bigint[])";
            return Fragment.of(
                    "(" + date + " AND d.low < ? AND d.high > ? OFFSET 0) OR NOT " + date + " OFFSET 0))",
                    paths.notOfCare(),
                    care.high(),
                    care.low(),
                    paths.notOfCare());
        }
    }
}

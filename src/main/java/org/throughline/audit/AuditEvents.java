package org.throughline.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Capacity;
import org.throughline.database.Database;
import org.throughline.database.Fragment;

/** Reads the trail, newest first. Entries are numbered nearly in the order of their times. */
public final class AuditEvents {
    static final String SELECT =
            "SELECT a.access, a.at, n.name, n.display, n.roles, n.sites, a.action, a.status, a.target, a.patient, a.purpose, a.others, a.xid::text AS xid FROM ";
    private static final String NAMED = " JOIN agent n ON n.agent = a.agent WHERE ";

    /** What went out of everybody's record since there is an entry about a patient, who is given twice. */
    private static final String OF_ALL = "a.patient = 0 AND a.action = 13 AND a.access < ? AND a.access > least("
            + "(SELECT min(f.access) FROM access f WHERE f.patient = ?),"
            + " (SELECT min(f.access) FROM access f WHERE f.others @> ARRAY[?::bigint]))";

    /** How many numbers are looked through first; the index tells only roughly where a number is. */
    private static final long WINDOW = 20_000;

    private final Database database;

    AuditEvents(Database database) {
        this.database = database;
    }

    /** The entry of a number. */
    public Optional<AuditEntry> read(long number) {
        if (number < 0 || number == Long.MAX_VALUE) {
            return Optional.empty();
        }
        AuditQuery any = new AuditQuery(null, null, null, null, 1, number + 1);
        return database.read(connection -> window(connection, any, number)).stream()
                .findFirst();
    }

    /** The newest entries that are wanted. */
    public List<AuditEntry> find(AuditQuery query) {
        Long patient = query.patient();
        return database.read(
                connection -> patient == null ? inWindows(connection, query) : ofWhole(connection, query, patient));
    }

    /** Of a patient and of the records that were merged into theirs, which are theirs too. */
    private static List<AuditEntry> ofWhole(Connection connection, AuditQuery query, long patient) throws SQLException {
        if (query.former().isEmpty()) {
            return ofPatient(connection, query, patient);
        }
        Map<Long, AuditEntry> found = new TreeMap<>(Comparator.reverseOrder());
        ofPatient(connection, query, patient).forEach(entry -> found.put(entry.number(), entry));
        for (long former : query.former()) {
            ofPatient(connection, query, former).forEach(entry -> found.put(entry.number(), entry));
        }
        return found.values().stream()
                .limit(query.count())
                .map(entry -> entry.followed(query.former(), patient))
                .toList();
    }

    /**
     * What of a patient's record went out beyond treatment, payment and the running of the practice: for research or public
     * health, to programs that act for themselves, and by exports of everything. Programs that act for treatment or payment, and
     * those that the patient chose, are left out.
     *
     * @param programs numbers of the accounts of programs
     */
    public List<Disclosed> disclosed(long patient, Instant from, Instant until, Collection<Long> programs) {
        Fragment sql = new Fragment()
                .add(
                        "SELECT n.name, n.display, n.roles, n.sites, a.action, a.purpose, a.patient = 0 AS of_all, min(a.at),"
                                + " max(a.at), count(*), min(a.target) FROM (")
                .add("SELECT * FROM access a WHERE a.patient = ? AND a.patient <> 0", patient)
                .add(" UNION ALL SELECT * FROM access a WHERE a.others @> ARRAY[?::bigint]", patient)
                .add(
                        " UNION ALL SELECT * FROM access a WHERE a.patient = 0 AND a.action = 13 AND a.access > least("
                                + "(SELECT min(f.access) FROM access f WHERE f.patient = ?),"
                                + " (SELECT min(f.access) FROM access f WHERE f.others @> ARRAY[?::bigint]))",
                        patient,
                        patient)
                .add(") a JOIN agent n ON n.agent = a.agent WHERE a.status < 400")
                .add(" AND a.at >= ?::timestamptz AND a.at < ?::timestamptz", from.toString(), until.toString())
                .add(
                        " AND (a.purpose IN (7, 8) OR a.action = 13 OR (a.purpose NOT IN (1, 2, 3, 5, 6)"
                                + " AND CASE WHEN n.name LIKE 'account/%'"
                                + " THEN split_part(n.name, '/', 2)::bigint = ANY (?::bigint[])"
                                + " ELSE n.name LIKE 'token/%' END))",
                        programs.stream().mapToLong(Long::longValue).toArray())
                .add(
                        " GROUP BY n.name, n.display, n.roles, n.sites, a.action, a.purpose, of_all ORDER BY min(a.at) DESC");
        return database.read(connection -> {
            List<Disclosed> disclosed = new ArrayList<>();
            try (PreparedStatement select = sql.prepare(connection);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    disclosed.add(new Disclosed(
                            new Agent(
                                    row.getString(1),
                                    row.getString(2),
                                    new Capacity(row.getString(3), row.getString(4))),
                            Action.of(row.getInt(5)),
                            Purposes.of(row.getInt(6)),
                            row.getBoolean(7),
                            row.getObject(8, OffsetDateTime.class).toInstant(),
                            row.getObject(9, OffsetDateTime.class).toInstant(),
                            row.getLong(10),
                            row.getString(11)));
                }
            }
            return disclosed;
        });
    }

    private static List<AuditEntry> inWindows(Connection connection, AuditQuery query) throws SQLException {
        long before = Math.min(query.before(), end(connection));
        List<AuditEntry> found = new ArrayList<>();
        for (long size = WINDOW; before > 0 && found.size() < query.count(); size *= 4) {
            long from = Math.max(0, before - size);
            AuditQuery rest = new AuditQuery(
                    query.from(), query.until(), null, query.agent(), query.count() - found.size(), before);
            found.addAll(window(connection, rest, from));
            before = from;
        }
        return found;
    }

    private static List<AuditEntry> window(Connection connection, AuditQuery query, long from) throws SQLException {
        return run(
                connection,
                SELECT + "access a" + NAMED + "a.access < ? AND a.access >= ?",
                query,
                query.before(),
                from);
    }

    private static List<AuditEntry> ofPatient(Connection connection, AuditQuery query, long patient)
            throws SQLException {
        List<AuditEntry> found = new ArrayList<>(run(
                connection,
                SELECT + "access a" + NAMED + "a.patient = ? AND a.access < ?",
                query,
                patient,
                query.before()));
        found.addAll(run(
                connection,
                SELECT + "access a" + NAMED + "a.others @> ARRAY[?::bigint] AND a.access < ?",
                query,
                patient,
                query.before()));
        found.addAll(run(connection, SELECT + "access a" + NAMED + OF_ALL, query, query.before(), patient, patient));
        found.sort(Comparator.comparingLong(AuditEntry::number).reversed());
        return found.size() <= query.count() ? found : List.copyOf(found.subList(0, query.count()));
    }

    private static long end(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT s.last_value + q.seqincrement FROM access_number s, pg_sequence q"
                                + " WHERE q.seqrelid = 'access_number'::regclass");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Runs a statement with the further conditions of the query added. */
    private static List<AuditEntry> run(Connection connection, String select, AuditQuery query, Object... bound)
            throws SQLException {
        StringBuilder sql = new StringBuilder(select);
        List<Object> values = new ArrayList<>(List.of(bound));
        if (query.agent() != null) {
            sql.append(" AND (n.name = ? OR n.display = ?)");
            values.addAll(List.of(query.agent(), query.agent()));
        }
        if (query.from() != null) {
            sql.append(" AND a.at >= ?");
            values.add(utc(query.from()));
        }
        if (query.until() != null) {
            sql.append(" AND a.at < ?");
            values.add(utc(query.until()));
        }
        sql.append(" ORDER BY a.access DESC LIMIT ?");
        values.add(query.count());
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return entries(statement);
        }
    }

    private static Set<Long> patients(long first, @Nullable Array others) throws SQLException {
        Set<Long> patients = new HashSet<>();
        if (first != 0) {
            patients.add(first);
        }
        if (others != null) {
            patients.addAll(List.of((Long[]) others.getArray()));
        }
        return patients;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static List<AuditEntry> entries(PreparedStatement statement) throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.add(entry(row));
            }
        }
        return entries;
    }

    static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                new Agent(row.getString(3), row.getString(4), new Capacity(row.getString(5), row.getString(6))),
                Action.of(row.getInt(7)),
                row.getInt(8),
                row.getString(9),
                patients(row.getLong(10), row.getArray(12)),
                Purposes.of(row.getInt(11)));
    }
}

package org.throughline.events.forecast;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.Sql;

/** The rows of where patients stand, and of who is to be looked at anew. */
public final class ForecastRows {
    private static final LocalDate AT_ONCE = LocalDate.of(1, 1, 1);

    private final Database database;

    public ForecastRows(Database database) {
        this.database = database;
    }

    /**
     * Where a patient stands with a group of vaccines.
     *
     * @param state OVERDUE, DUE, UNSURE, FORBIDDEN, LATER, DONE or NONE
     * @param since since when it is due or overdue, or from when on it will be; null otherwise
     */
    public record Vaccine(
            String name, String state, @Nullable LocalDate since) {}

    /** A patient who is due, since when at the longest: a place in the list, from which on it can be read. */
    public record Due(String patient, LocalDate since) {}

    /** A patient who is to be looked at anew; given back when that is done. */
    public record Waiting(String patient, long changes) {}

    /** How many patients are up to date with a group of vaccines, of those who need it. */
    public record Coverage(String vaccine, int done, int needed) {}

    /** These are to be looked at anew: something about them has changed. */
    public void mark(Collection<String> patients) {
        if (!patients.isEmpty()) {
            database.inTransaction(connection -> Sql.change(
                    connection,
                    "INSERT INTO forecast (patient, renew) SELECT DISTINCT unnest(?::text[]), ? ON CONFLICT (patient)"
                            + " DO UPDATE SET renew = EXCLUDED.renew, changes = forecast.changes + 1",
                    array(connection, patients),
                    AT_ONCE));
        }
    }

    /** Who is to be looked at anew, those first who changed. */
    public List<Waiting> waiting(LocalDate today, int most) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Waiting(row.getString("patient"), row.getLong("changes")),
                "SELECT patient, changes FROM forecast WHERE renew <= ? ORDER BY renew LIMIT ?",
                today,
                most));
    }

    /** How many are to be looked at anew, up to a number. */
    public int waitingUpTo(LocalDate today, int most) {
        return waiting(today, most).size();
    }

    /** Keeps where a patient stands. What has changed meanwhile is looked at again. */
    public void keep(Waiting of, @Nullable LocalDate born, List<Vaccine> vaccines, LocalDate renew) {
        database.inTransaction(connection -> {
            int there = Sql.change(
                    connection,
                    "UPDATE forecast SET born = ?, renew = CASE WHEN changes = ? THEN ? ELSE renew END WHERE patient = ?",
                    born,
                    of.changes(),
                    renew,
                    of.patient());
            Sql.change(connection, "DELETE FROM forecast_vaccine WHERE patient = ?", of.patient());
            return there == 0 || vaccines.isEmpty() ? 0 : insert(connection, of.patient(), vaccines);
        });
    }

    private static int insert(Connection connection, String patient, List<Vaccine> vaccines) throws SQLException {
        List<String> since = new ArrayList<>();
        vaccines.forEach(
                each -> since.add(each.since() == null ? "" : each.since().toString()));
        return Sql.change(
                connection,
                "INSERT INTO forecast_vaccine (patient, vaccine, state, since)"
                        + " SELECT ?, name, state, nullif(since, '')::date FROM unnest(?::text[], ?::text[], ?::text[])"
                        + " AS each (name, state, since) ON CONFLICT DO NOTHING",
                patient,
                array(connection, vaccines.stream().map(Vaccine::name).toList()),
                array(connection, vaccines.stream().map(Vaccine::state).toList()),
                array(connection, since));
    }

    /** There is no such patient any more. */
    public void remove(String patient) {
        database.inTransaction(connection -> Sql.change(connection, "DELETE FROM forecast WHERE patient = ?", patient));
    }

    /** By which schedule all were asked for; empty when that was never done. */
    public String schedule() {
        return database.read(connection -> Sql.first(
                        connection, row -> row.getString("digest"), "SELECT digest FROM forecast_schedule")
                .orElse("never"));
    }

    /** All were asked for by this schedule. */
    public void schedule(String digest) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "INSERT INTO forecast_schedule (digest) VALUES (?) ON CONFLICT (one) DO UPDATE SET digest = EXCLUDED.digest",
                digest));
    }

    /**
     * Who is due, those who have waited longest first.
     *
     * @param after the last one that was read before; null for the beginning
     */
    public List<Due> due(DueFilter filter, @Nullable Due after, int most) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Due(row.getString("patient"), Objects.requireNonNull(day(row))),
                "SELECT v.patient, min(v.since) AS since FROM forecast_vaccine v JOIN forecast f USING (patient)"
                        + " WHERE v.state IN ('OVERDUE', 'DUE') AND (v.state = 'OVERDUE' OR NOT ?)"
                        + " AND (? = '' OR v.vaccine = ?) AND f.born > ? AND f.born <= ? GROUP BY v.patient"
                        + " HAVING (min(v.since), v.patient) > (?, ?) ORDER BY min(v.since), v.patient LIMIT ?",
                filter.overdue(),
                filter.vaccine(),
                filter.vaccine(),
                filter.bornAfter(),
                filter.bornUntil(),
                after == null ? AT_ONCE : after.since(),
                after == null ? "" : after.patient(),
                most));
    }

    /** With which vaccines these are due or overdue, by patient. */
    public Map<String, List<Vaccine>> dueOf(Collection<String> patients) {
        Map<String, List<Vaccine>> found = new HashMap<>();
        database.read(connection -> Sql.list(
                connection,
                row -> found.computeIfAbsent(row.getString("patient"), key -> new ArrayList<>())
                        .add(new Vaccine(row.getString("vaccine"), row.getString("state"), day(row))),
                "SELECT patient, vaccine, state, since FROM forecast_vaccine WHERE patient = ANY (?)"
                        + " AND state IN ('OVERDUE', 'DUE') ORDER BY since, vaccine",
                array(connection, patients)));
        return found;
    }

    /** How many are up to date with each group of vaccines, of those who need it and were born in such a time. */
    public List<Coverage> coverage(DueFilter filter) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Coverage(row.getString("vaccine"), row.getInt("done"), row.getInt("needed")),
                "SELECT v.vaccine, count(*) FILTER (WHERE v.state IN ('DONE', 'LATER')) AS done, count(*) AS needed"
                        + " FROM forecast_vaccine v JOIN forecast f USING (patient)"
                        + " WHERE v.state IN ('DONE', 'LATER', 'DUE', 'OVERDUE', 'UNSURE')"
                        + " AND f.born > ? AND f.born <= ? GROUP BY v.vaccine ORDER BY v.vaccine",
                filter.bornAfter(),
                filter.bornUntil()));
    }

    private static java.sql.Array array(Connection connection, Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static @Nullable LocalDate day(ResultSet row) throws SQLException {
        return row.getObject("since", LocalDate.class);
    }
}

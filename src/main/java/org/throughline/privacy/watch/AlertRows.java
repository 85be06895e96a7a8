package org.throughline.privacy.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.throughline.audit.Agent;
import org.throughline.database.Fragment;
import org.throughline.database.Sql;

/** The table of alerts. */
final class AlertRows {
    private static final String COLUMNS =
            "alert, agent, display, roles, patient, kinds, reasons, first, last, count, state";

    private AlertRows() {}

    /** Adds what was found to the alert about the same person and patient that began since then, or makes one. */
    static void found(
            Connection connection, Agent agent, long patient, Map<Kind, String> odd, Instant at, Instant since)
            throws SQLException {
        String name = odd.keySet().iterator().next().name();
        Optional<Alert> known = Sql.first(
                connection,
                AlertRows::alert,
                "SELECT " + COLUMNS + " FROM alert WHERE agent = ? AND patient = ? AND first >= ?"
                        + " AND (patient <> 0 OR ?::text = ANY (kinds)) ORDER BY first DESC LIMIT 1",
                agent.name(),
                patient,
                since,
                name);
        if (known.isEmpty()) {
            Sql.change(
                    connection,
                    "INSERT INTO alert (agent, display, roles, patient, kinds, reasons, first, last, count, state)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 'OPEN')",
                    agent.name(),
                    agent.display(),
                    agent.capacity().roles(),
                    patient,
                    odd.keySet().stream().map(Kind::name).toArray(String[]::new),
                    odd.values().toArray(String[]::new),
                    at,
                    at);
            return;
        }
        Alert alert = known.get();
        List<String> kinds =
                new ArrayList<>(alert.kinds().stream().map(Kind::name).toList());
        List<String> reasons = new ArrayList<>(alert.reasons());
        odd.forEach((kind, reason) -> {
            int index = kinds.indexOf(kind.name());
            if (index < 0) {
                kinds.add(kind.name());
                reasons.add(reason);
            } else if (!kind.isOfPatient()) {
                reasons.set(index, reason);
            }
        });
        Sql.change(
                connection,
                "UPDATE alert SET kinds = ?, reasons = ?, last = greatest(last, ?), count = count + 1 WHERE alert = ?",
                kinds.toArray(String[]::new),
                reasons.toArray(String[]::new),
                at,
                alert.number());
    }

    /** Those that fit, the newest first, without their steps. */
    static List<Alert> list(Connection connection, AlertQuery query) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(query.before()));
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM alert WHERE alert < ?");
        query.state().ifPresent(state -> {
            sql.append(" AND state = ?");
            values.add(state.name());
        });
        query.kind().ifPresent(kind -> {
            sql.append(" AND ?::text = ANY (kinds)");
            values.add(kind.name());
        });
        if (!query.who().isEmpty()) {
            sql.append(" AND (display = ? OR agent = ?)");
            values.add(query.who());
            values.add(query.who());
        }
        values.add(query.count());
        return Sql.list(connection, AlertRows::alert, sql + " ORDER BY alert DESC LIMIT ?", values.toArray());
    }

    /** What was done about these, by their numbers, the newest first. */
    static Map<Long, List<Alert.Step>> steps(Connection connection, List<Alert> alerts) throws SQLException {
        Map<Long, List<Alert.Step>> steps = new HashMap<>();
        Fragment sql = Fragment.of(
                "SELECT alert, at, display, state, finding, note FROM alert_step WHERE alert = ANY (?::bigint[])"
                        + " ORDER BY at DESC",
                alerts.stream().mapToLong(Alert::number).toArray());
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                steps.computeIfAbsent(row.getLong("alert"), ignored -> new ArrayList<>())
                        .add(step(row));
            }
        }
        return steps;
    }

    private static Alert.Step step(ResultSet row) throws SQLException {
        String finding = row.getString("finding");
        return new Alert.Step(
                Objects.requireNonNull(Sql.instant(row, "at")),
                row.getString("display"),
                Alert.State.valueOf(row.getString("state")),
                finding == null ? null : Alert.Finding.valueOf(finding),
                row.getString("note"));
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getLong("alert"),
                row.getString("agent"),
                row.getString("display"),
                row.getString("roles"),
                row.getLong("patient"),
                Sql.texts(row, "kinds").stream().map(Kind::valueOf).toList(),
                Sql.texts(row, "reasons"),
                Objects.requireNonNull(Sql.instant(row, "first")),
                Objects.requireNonNull(Sql.instant(row, "last")),
                row.getInt("count"),
                Alert.State.valueOf(row.getString("state")),
                List.of());
    }
}

package org.throughline.events.rule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.database.Database;
import org.throughline.database.OpenTransaction;
import org.throughline.database.Sql;

/** Counts how often each rule of the checks speaks and what comes of it. Days are those of UTC. */
public final class RuleTally {
    /** What was counted is kept as long. */
    private static final int KEPT_DAYS = 400;

    private static final String SHOWN = "INSERT INTO rule_spoken (finding, rule, version, interrupts, day, signed)"
            + " VALUES (?, ?, ?, ?, ?, false) ON CONFLICT (finding) DO NOTHING";

    private static final String SIGNED = "INSERT INTO rule_spoken (finding, rule, version, interrupts, day, signed)"
            + " VALUES (?, ?, ?, ?, ?, true) ON CONFLICT (finding) DO UPDATE SET signed = true"
            + " WHERE NOT rule_spoken.signed";

    private final Database database;
    private final InstantSource clock;

    public RuleTally(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A finding.
     *
     * @param finding the same whenever the same is found again, 16 bytes
     * @param interrupts whether it had to be answered
     */
    public record Spoken(byte[] finding, String rule, String version, boolean interrupts) {}

    /**
     * How often a rule spoke.
     *
     * @param shown how many findings
     * @param interrupted how many of them had to be answered
     * @param overridden how many of those were signed with an answer
     * @param accepted how many of those were not signed by the end of the day
     */
    public record Figures(String rule, int shown, int interrupted, int overridden, int accepted) {}

    /** Counts findings that somebody was shown; one that was counted before is not counted again. */
    public void shown(Collection<Spoken> spoken) {
        if (!spoken.isEmpty()) {
            database.inTransaction(connection -> write(connection, SHOWN, spoken));
        }
    }

    /** Counts, in the transaction of somebody else, findings with which orders came into force. */
    public void signed(OpenTransaction transaction, Collection<Spoken> spoken) {
        if (!spoken.isEmpty()) {
            transaction.run(connection -> write(connection, SIGNED, spoken));
        }
    }

    /** Counts findings that were shown before as overridden. */
    public void overridden(Collection<byte[]> findings) {
        database.inTransaction(connection -> {
            int changed = 0;
            for (byte[] each : findings) {
                changed += Sql.change(
                        connection, "UPDATE rule_spoken SET signed = true WHERE finding = ? AND NOT signed", each);
            }
            return changed;
        });
    }

    private int write(Connection connection, String sql, Collection<Spoken> spoken) throws SQLException {
        LocalDate today = today();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Spoken each : onceEach(spoken)) {
                statement.setBytes(1, each.finding());
                statement.setString(2, each.rule());
                statement.setString(3, each.version());
                statement.setBoolean(4, each.interrupts());
                statement.setObject(5, today);
                statement.addBatch();
            }
            return statement.executeBatch().length;
        }
    }

    /**
     * Each finding once: two orders can come to the same, and a statement must not touch a row twice. In one order, so that two
     * who count the same never wait for each other crosswise.
     */
    private static Collection<Spoken> onceEach(Collection<Spoken> spoken) {
        Map<byte[], Spoken> once = new TreeMap<>(Arrays::compare);
        spoken.forEach(each -> once.merge(each.finding(), each, (one, other) -> one.interrupts() ? one : other));
        return once.values();
    }

    /** The figures of the rules that spoke in the last days, by their ids. */
    public Map<String, Figures> figures(int days) {
        LocalDate today = today();
        return database
                .read(connection -> Sql.list(
                        connection,
                        row -> new Figures(
                                row.getString("rule"),
                                row.getInt("shown"),
                                row.getInt("interrupted"),
                                row.getInt("overridden"),
                                row.getInt("accepted")),
                        "SELECT rule, count(*) AS shown, count(*) FILTER (WHERE interrupts) AS interrupted,"
                                + " count(*) FILTER (WHERE interrupts AND signed) AS overridden,"
                                + " count(*) FILTER (WHERE interrupts AND NOT signed AND day < ?) AS accepted"
                                + " FROM rule_spoken WHERE day > ? GROUP BY rule",
                        today,
                        today.minusDays(days)))
                .stream()
                .collect(Collectors.toMap(Figures::rule, Function.identity()));
    }

    /** Removes what is older than it is kept. */
    public void sweep() {
        database.inTransaction(connection ->
                Sql.change(connection, "DELETE FROM rule_spoken WHERE day < ?", today().minusDays(KEPT_DAYS)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

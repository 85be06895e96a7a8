package org.throughline.events.rule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.database.Sql;

/**
 * Which rules are switched off. They are asked for with every order, so they are held here and read anew from the
 * database when they are changed here and every few seconds.
 */
public final class RuleSwitches {
    private final Database database;
    private final Acts acts;
    private final InstantSource clock;
    private volatile List<Off> off;

    /**
     * A rule that is off.
     *
     * @param whom a reference to the clinician for whom it is off; empty for the whole practice
     * @param name of whoever switched it off
     */
    public record Off(String rule, String whom, String reason, String name, Instant since) {}

    /** Those of a database, read at once. */
    public RuleSwitches(Database database, Acts acts, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.clock = clock;
        this.off = read();
    }

    /** Reads what other processes have changed. */
    public void refresh() {
        this.off = read();
    }

    private List<Off> read() {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Off(
                        row.getString("rule"),
                        row.getString("whom"),
                        row.getString("reason"),
                        row.getString("name"),
                        Objects.requireNonNull(Sql.instant(row, "since"))),
                "SELECT rule, whom, reason, name, since FROM rule_off ORDER BY rule, whom"));
    }

    /** All that are off for anybody. */
    public List<Off> all() {
        return off;
    }

    /** The ids of those that are off for somebody: by themselves or by the practice. */
    public Set<String> off(String whom) {
        Set<String> ids = new HashSet<>();
        for (Off each : off) {
            if (each.whom().isEmpty() || each.whom().equals(whom)) {
                ids.add(each.rule());
            }
        }
        return ids;
    }

    /**
     * Switches a rule off, with an entry in the trail. Who may do that is for the caller to know.
     *
     * @param whom for whom; empty for the whole practice
     */
    public void switchOff(Caller by, String rule, String whom, String reason) {
        acts.act(
                by,
                Action.CHANGE_SETTING,
                target(rule, whom) + " off: " + reason,
                connection -> Sql.change(
                        connection,
                        "INSERT INTO rule_off (rule, whom, reason, name, since) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (rule, whom) DO NOTHING",
                        rule,
                        whom,
                        reason,
                        by.display(),
                        clock.instant()));
        refresh();
    }

    /** Switches it on again, with an entry in the trail. */
    public void switchOn(Caller by, String rule, String whom) {
        acts.act(
                by,
                Action.CHANGE_SETTING,
                target(rule, whom) + " on",
                connection -> Sql.change(connection, "DELETE FROM rule_off WHERE rule = ? AND whom = ?", rule, whom));
        refresh();
    }

    private static String target(String rule, String whom) {
        return "rule " + rule + (whom.isEmpty() ? "" : " for " + whom);
    }
}

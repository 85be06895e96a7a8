package org.throughline.login.setting;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.Work;

/** What is set, read from the database each time, so that a change counts in every process at once. */
public final class Settings {
    private final Database database;
    private final Acts acts;

    public Settings(Database database, Acts acts) {
        this.database = database;
        this.acts = acts;
    }

    /** What is set, or what holds when nothing is. */
    public String of(Setting setting) {
        return database.read(connection -> of(connection, setting));
    }

    /** The same, for whoever has a transaction. */
    public static String of(Connection connection, Setting setting) throws SQLException {
        return Sql.first(
                        connection, row -> row.getString(1), "SELECT value FROM setting WHERE name = ?", setting.name())
                .orElse(setting.otherwise());
    }

    /** As {@link #of}, as a number. */
    public int number(Setting setting) {
        return Integer.parseInt(of(setting));
    }

    /** The practice's time zone: the machine's when none is set. */
    public ZoneId zone() {
        String name = of(Setting.ZONE);
        return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
    }

    /** Whether it says yes. */
    public boolean isYes(Setting setting) {
        return of(setting).equals("yes");
    }

    /** Sets some, all or none. */
    public void set(Caller by, Map<Setting, String> values) {
        database.inTransaction(setting(by, values));
    }

    /** Sets some, in a transaction of somebody else. */
    public Work<Integer> setting(Caller by, Map<Setting, String> values) {
        String target = "settings " + values.keySet().stream().sorted().toList();
        return acts.within(by, set -> new Act(Action.CHANGE_SETTING, target), connection -> {
            int set = 0;
            for (Map.Entry<Setting, String> value : values.entrySet()) {
                set += Sql.change(
                        connection,
                        "INSERT INTO setting (name, value) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        value.getKey().name(),
                        value.getValue());
            }
            return set;
        });
    }
}

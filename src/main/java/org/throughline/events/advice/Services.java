package org.throughline.events.advice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;

/**
 * The services that an administrator has added. They are asked for with every chart, so they are held here and read anew when
 * they are changed here and every few seconds.
 */
public final class Services {
    private final Database database;
    private final Acts acts;
    private final InstantSource clock;
    private volatile List<Service> all;

    /** Those of a database, read at once. */
    public Services(Database database, Acts acts, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.clock = clock;
        this.all = read();
    }

    /** Reads what other processes have changed. */
    public void refresh() {
        this.all = read();
    }

    private List<Service> read() {
        return database.read(connection -> Sql.list(
                connection,
                Services::service,
                "SELECT service, base, id, hook, title, about, prefetch, asked, failed, fault, fault_at"
                        + " FROM advice_service ORDER BY title, service"));
    }

    private static Service service(ResultSet row) throws SQLException {
        return new Service(
                row.getInt("service"),
                row.getString("base"),
                row.getString("id"),
                Hook.of(row.getString("hook")).orElseThrow(),
                row.getString("title"),
                row.getString("about"),
                Reader.prefetch(JsonReader.readObject(row.getString("prefetch").getBytes(UTF_8))),
                row.getLong("asked"),
                row.getLong("failed"),
                row.getString("fault"),
                Sql.instant(row, "fault_at"));
    }

    /** All of them, by their titles. */
    public List<Service> all() {
        return all;
    }

    /** Those that are asked at a moment. */
    public List<Service> of(Hook hook) {
        return all.stream().filter(each -> each.hook() == hook).toList();
    }

    /** Adds services, with an entry in the trail; one that is there already is told anew. */
    public void add(Caller by, String base, List<Service> services) {
        acts.act(by, Action.CHANGE_SETTING, "advice of " + base, connection -> {
            int added = 0;
            for (Service each : services) {
                JsonObject.Builder prefetch = JsonObject.builder();
                each.prefetch().forEach((key, query) -> prefetch.add(key, new JsonString(query)));
                added += Sql.change(
                        connection,
                        "INSERT INTO advice_service (base, id, hook, title, about, prefetch, added)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (base, id) DO UPDATE SET"
                                + " hook = excluded.hook, title = excluded.title, about = excluded.about,"
                                + " prefetch = excluded.prefetch",
                        each.base(),
                        each.id(),
                        each.hook().code(),
                        each.title(),
                        each.about(),
                        new String(JsonWriter.bytes(prefetch.build()), UTF_8),
                        clock.instant());
            }
            return added;
        });
        refresh();
    }

    /** Takes one away, with an entry in the trail. */
    public void remove(Caller by, int number) {
        acts.act(
                by,
                Action.CHANGE_SETTING,
                "advice " + number,
                connection -> Sql.change(connection, "DELETE FROM advice_service WHERE service = ?", number));
        refresh();
    }

    /** Counts that one was asked; with what was wrong, empty for nothing. */
    void asked(Service service, String fault) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE advice_service SET asked = asked + 1, failed = failed + ?, fault = ?,"
                        + " fault_at = coalesce(?, fault_at) WHERE service = ?",
                fault.isEmpty() ? 0 : 1,
                fault,
                fault.isEmpty() ? null : clock.instant(),
                service.number()));
    }
}

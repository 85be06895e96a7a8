package org.throughline.network.outside;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.login.smart.app.Secrets;
import org.throughline.network.peer.Asking;

/**
 * Being told by servers that something in a record has changed, where they offer that. What they tell is a hint to look: it is
 * asked for then as at any other time, and asking goes on when nothing is told.
 */
final class Telling {
    private static final System.Logger LOG = System.getLogger(Telling.class.getName());

    private final Database database;
    private final Sessions sessions;
    private final String home;
    private final Secrets secrets;
    private final InstantSource clock;

    /** @param home the address of this installation, without a slash at the end */
    Telling(Database database, Sessions sessions, String home, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.home = home;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Asks a server to tell us of changes of a record, unless it does so already. What is not taken is left. */
    void begin(Session session, RecordRows.Row row, Set<String> theirs) {
        String told = row.told();
        if (told != null && isInForce(session, told)) {
            return;
        }
        String secret = secrets.next();
        String endpoint = home + "/network/told/" + row.peer();
        List<JsonObject> wanted = new ArrayList<>();
        theirs.forEach(each -> wanted.addAll(Hook.subscriptions(session.offer(), each, endpoint, secret)));
        if (wanted.isEmpty()) {
            return;
        }
        database.inTransaction(connection -> {
            RecordRows.tell(connection, row, Secrets.digest(secret));
            return row;
        });
        List<String> made = new ArrayList<>();
        for (JsonObject each : wanted) {
            made(session, each).ifPresent(made::add);
        }
        String ids = made.isEmpty() ? null : String.join(" ", made);
        database.inTransaction(connection -> {
            RecordRows.told(connection, row, ids);
            return row;
        });
    }

    private static Optional<String> made(Session session, JsonObject subscription) {
        try {
            return Optional.ofNullable(
                    session.post("Subscription", subscription).text("id"));
        } catch (Failed e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "{0} takes no subscription: {1}",
                    session.server().name(),
                    e.failure().message());
            return Optional.empty();
        }
    }

    private static boolean isInForce(Session session, String told) {
        try {
            String first = told.split(" ", 2)[0];
            String status = session.read("Subscription", first).text("status");
            return "active".equals(status) || "requested".equals(status);
        } catch (Failed e) {
            return false;
        }
    }

    /** Ends what is told of records that are linked no more; of a server that does not answer, another time. */
    void end(Server server, RecordRows.Row row) {
        String told = row.told();
        try {
            if (told != null && server.open()) {
                sessions.ask(
                        server,
                        Asking.toTreat(Polling.PRODUCT, Set.of(row.patient()), "no more news of the record"),
                        session -> {
                            for (String id : told.split(" ", -1)) {
                                session.delete("Subscription/" + id);
                            }
                            return server;
                        });
            }
        } catch (Failed e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} does not end its subscription now", server.name());
            return;
        }
        database.inTransaction(connection -> {
            RecordRows.forget(connection, row);
            return row;
        });
    }

    /** Something was told; whether what was shown with it is what was given to somebody to show. */
    boolean heard(int server, @Nullable String shown) {
        return shown != null
                && database.inTransaction(connection ->
                                RecordRows.hint(connection, server, Secrets.digest(shown), clock.instant()))
                        > 0;
    }
}

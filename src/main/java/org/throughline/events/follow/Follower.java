package org.throughline.events.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.throughline.access.Caller;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Gives resources of a type to somebody once they were changed, in the order of their changes. Where it has come is kept,
 * so that nothing is passed over when the product stops; what was given and not yet kept is given again.
 */
public final class Follower {
    private static final String PAGE = "200";
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Database database;
    private final Records records;
    private final Searches searches;
    private final Caller caller;
    private final String name;
    private final Target target;
    private final List<Argument> criteria;

    /**
     * A follower, which begins with what is changed from its first run on.
     *
     * @param caller as whom it reads
     * @param name by which is kept where it has come
     * @param type of which resources
     * @param criteria which of them
     */
    public Follower(
            Database database,
            Records records,
            Searches searches,
            Caller caller,
            String name,
            String type,
            List<Argument> criteria) {
        this.database = database;
        this.records = records;
        this.searches = searches;
        this.caller = caller;
        this.name = name;
        this.target = new Target.OfType(type);
        this.criteria = List.copyOf(criteria);
    }

    /**
     * Gives all that was changed since the last run.
     *
     * @param page is run after each page of resources, before it is kept that they were given
     * @return how many resources that were
     */
    public int run(Consumer<JsonObject> to, Runnable page) {
        Instant until = records.horizon();
        Instant since = begun(until);
        if (!since.isBefore(until)) {
            return 0;
        }
        List<Argument> asked = new ArrayList<>(criteria);
        asked.add(new Argument("_lastUpdated", "ge" + since));
        asked.add(new Argument("_lastUpdated", "lt" + until));
        asked.add(new Argument("_sort", "_lastUpdated"));
        asked.add(new Argument("_count", PAGE));
        int given = 0;
        SearchPage found = searches.run(caller, new SearchRequest(target, asked, true));
        while (true) {
            for (Stored each : found.matches()) {
                to.accept(records.bodies().open(Objects.requireNonNull(each.body())));
                given++;
            }
            page.run();
            String next = found.next();
            if (next == null) {
                break;
            }
            keep(found.matches().getLast().updated());
            found = searches.next(caller, target, next);
        }
        // Nothing is written again and again while nothing happens: what was looked through in vain is looked through
        // once more.
        if (given > 0 || since.plus(QUIET).isBefore(until)) {
            keep(until);
        }
        return given;
    }

    private Instant begun(Instant now) {
        return database.read(this::kept)
                .orElseGet(() -> database.inTransaction(connection -> {
                    Sql.change(
                            connection,
                            "INSERT INTO followed (follower, moment) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            name,
                            now);
                    return kept(connection).orElseThrow();
                }));
    }

    private Optional<Instant> kept(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                row -> Objects.requireNonNull(Sql.instant(row, "moment")),
                "SELECT moment FROM followed WHERE follower = ?",
                name);
    }

    private void keep(Instant until) {
        database.inTransaction(connection -> Sql.change(
                connection, "UPDATE followed SET moment = greatest(moment, ?) WHERE follower = ?", until, name));
    }
}

package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Fragment;
import org.throughline.record.Stored;
import org.throughline.record.protection.Sight;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.Criterion;
import org.throughline.search.query.Query;
import org.throughline.search.value.Units;

/** Answers queries from the database. */
public final class Finder {
    /** Whether there are resources of others, whose index rows stand among ours. */
    private static final Fragment COPIES = Fragment.of("SELECT 1 FROM tally y WHERE y.origin <> 0 LIMIT 1");

    private final Registry registry;
    private final Units units;
    private final InstantSource clock;
    private final Frequencies frequencies;
    private final EverythingPaths everything;

    public Finder(Registry registry, Units units, InstantSource clock) {
        this.registry = registry;
        this.units = units;
        this.clock = clock;
        this.frequencies = new Frequencies(clock);
        this.everything = EverythingPaths.of(registry);
    }

    /**
     * A page of matches.
     *
     * @param next where the next page begins; null when there is none
     */
    public record Page(List<Stored> matches, @Nullable Position next) {
        public Page {
            matches = List.copyOf(matches);
        }
    }

    /** The matches from a position on, as far as the caller may see them. */
    public Page page(Connection connection, Sight sight, Query query, @Nullable Position from) throws SQLException {
        Preparation preparation = prepare(connection, sight, query);
        return new PageReader(connection, preparation, registry, query).read(from);
    }

    /** How many resources match, of those that the caller may see. */
    public long count(Connection connection, Sight sight, Query query) throws SQLException {
        Preparation preparation = prepare(connection, sight, query);
        if (query.criteria().isEmpty() && sight.isEverything()) {
            return new Dictionary(connection).longs(preparation.tally()).getFirst();
        }
        Planner planner = preparation.planner();
        Plan plan = planner.plan(planner.lead(), new Order.ByPatient());
        boolean indexOnly = plan.isOfIndex()
                && sight.isEverything()
                && new Dictionary(connection).longs(COPIES).isEmpty();
        Fragment sql = indexOnly
                ? preparation.statements().countInIndex(plan)
                : preparation.statements().count(plan);
        return new Dictionary(connection).longs(sql).getFirst();
    }

    /** The same, but no more than so many are counted. */
    public int countUpTo(Connection connection, Sight sight, Query query, int most) throws SQLException {
        Preparation preparation = prepare(connection, sight, query);
        Planner planner = preparation.planner();
        Plan plan = planner.plan(planner.lead(), new Order.ByPatient());
        return Math.toIntExact(new Dictionary(connection)
                .longs(preparation.statements().countUpTo(plan, most))
                .getFirst());
    }

    /**
     * Whom the matches are about, of those that the caller may see: addresses of patients by where the matches come from, which is 0
     * for our own.
     */
    public Map<Integer, Set<Long>> patients(Connection connection, Sight sight, Query query) throws SQLException {
        Preparation preparation = prepare(connection, sight, query);
        Planner planner = preparation.planner();
        Fragment sql = preparation.statements().holdings(planner.plan(planner.lead(), new Order.ByPatient()));
        Map<Integer, Set<Long>> patients = new HashMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (rows.getLong(2) != 0) {
                    patients.computeIfAbsent(rows.getInt(1), ignored -> new HashSet<>())
                            .add(rows.getLong(2));
                }
            }
        }
        return patients;
    }

    /** The statement of a query's first page and what the database would do with it, line by line. */
    public List<String> explain(Connection connection, Sight sight, Query query) throws SQLException {
        Preparation preparation = prepare(connection, sight, query);
        Fragment page = new PageReader(connection, preparation, registry, query).first();
        List<String> lines = new ArrayList<>(List.of(page.text()));
        try (PreparedStatement statement =
                        Fragment.of("EXPLAIN (ANALYZE, BUFFERS) ").add(page).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    /** The resources to give beside these matches, as far as the caller may see them. */
    public Includes.Found include(Connection connection, Sight sight, Query query, List<Stored> matches)
            throws SQLException {
        return new Includes(connection, registry, new Visible(sight, registry.types())).find(query.includes(), matches);
    }

    /** What finds all that there is of a patient, as far as the caller may see it. */
    public Everything everything(Connection connection, Sight sight) {
        return new Everything(connection, everything, registry.types(), new Visible(sight, registry.types()));
    }

    /**
     * The tokens in use: those by which a parameter finds resources of these types now, of those that the caller may see.
     */
    public List<Criterion.Token> tokens(Connection connection, Sight sight, List<String> types, String parameter)
            throws SQLException {
        Parameter known = registry.parameter(types, parameter);
        int[] paths = known == null
                ? new int[0]
                : known.pathIds().stream().mapToInt(Integer::intValue).toArray();
        return new Dictionary(connection).inUse(paths, new Visible(sight, registry.types()));
    }

    private Preparation prepare(Connection connection, Sight sight, Query query) throws SQLException {
        Visible visible = new Visible(sight, registry.types());
        Ranges ranges = new Ranges(units, clock.millis() * 1000);
        Statements statements = new Statements(visible, new Renderer(visible, ranges));
        Compiler compiler = new Compiler(registry, ranges, new Dictionary(connection));
        Resolver resolver = new Resolver(connection, frequencies, statements);
        return Preparation.of(registry, query, compiler, resolver, statements, frequencies, connection);
    }
}

package org.throughline.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.path.FhirPath;
import org.throughline.kernel.Failed;
import org.throughline.record.Bodies;
import org.throughline.record.Records;

/**
 * The search parameters that clients post as SearchParameter resources: notices them, has every resource indexed by
 * them in the background, and puts them in force when that is done. Any number of processes may do this at once.
 */
public final class PostedParameters {
    private static final int BATCH = 200;
    private static final double ADDRESSES = 0x1p64;

    private final Database database;
    private final Records records;
    private final Engines engines;
    private final Definitions own;
    private final Duration settling;
    private Set<String> known = Set.of();

    /**
     * @param settling how long after a parameter was met the indexing begins: every process must have noticed it, so
     *     that what is written meanwhile is indexed by it too
     */
    public PostedParameters(Database database, Records records, Engines engines, Duration settling) {
        this.database = database;
        this.records = records;
        this.engines = engines;
        this.own = engines.searching().definitions();
        this.settling = settling;
    }

    /**
     * How far a posted parameter is.
     *
     * @param part how much of the resources is indexed by it, from 0 to 1
     * @param done whether it can be searched by
     */
    public record Status(String id, double part, boolean done) {}

    private record Posted(String id, SearchParameterDefinition definition, boolean done) {}

    /** How far each posted parameter is. */
    public List<Status> status() {
        return database.read(connection -> {
            List<Status> all = new ArrayList<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT id, position, done FROM search_parameter ORDER BY id");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    boolean done = row.getBoolean(3);
                    // Addresses are hashes, so they are spread evenly.
                    double part = done ? 1 : ((double) row.getLong(2) - Long.MIN_VALUE) / ADDRESSES;
                    all.add(new Status(row.getString(1), part, done));
                }
            }
            return all;
        });
    }

    /** Notices new, changed and removed parameters; to be run every few seconds and at the start. */
    public synchronized void refresh() {
        List<Posted> posted = database.inTransaction(connection -> {
            meet(connection);
            return read(connection, records.bodies());
        });
        Set<String> now = new HashSet<>();
        posted.forEach(each -> now.add(each.toString()));
        if (!now.equals(known)) {
            Engine writing = engine(posted);
            Engine searching = engine(posted.stream().filter(Posted::done).toList());
            engines.use(writing, searching);
            known = now;
        }
    }

    private Engine engine(List<Posted> posted) {
        List<SearchParameterDefinition> added =
                posted.stream().map(Posted::definition).toList();
        return Engine.of(own.with(added, List.of()), engines.parts());
    }

    private void meet(Connection connection) throws SQLException {
        short type = (short) own.types().number("SearchParameter");
        try (PreparedStatement gone = connection.prepareStatement("DELETE FROM search_parameter p WHERE NOT EXISTS"
                        + " (SELECT 1 FROM resource r WHERE r.type = ? AND r.id = p.id AND r.origin = 0"
                        + " AND NOT r.deleted AND r.version = p.version)");
                PreparedStatement come = connection.prepareStatement("INSERT INTO search_parameter (id, version)"
                        + " SELECT r.id, r.version FROM resource r"
                        + " WHERE r.type = ? AND r.origin = 0 AND NOT r.deleted ON CONFLICT (id) DO NOTHING")) {
            gone.setShort(1, type);
            gone.executeUpdate();
            come.setShort(1, type);
            come.executeUpdate();
        }
    }

    private List<Posted> read(Connection connection, Bodies bodies) throws SQLException {
        List<Posted> posted = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT p.id, p.done, r.body"
                + " FROM search_parameter p JOIN resource r ON r.id = p.id AND r.type = ? ORDER BY p.id")) {
            statement.setShort(1, (short) own.types().number("SearchParameter"));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    boolean done = row.getBoolean(2);
                    String id = row.getString(1);
                    definition(bodies.open(Objects.requireNonNull(row.getBytes(3))))
                            .ifPresent(definition -> posted.add(new Posted(id, definition, done)));
                }
            }
        }
        return posted;
    }

    /** What a resource defines; empty when it is not active, or is not something that can be indexed. */
    private static Optional<SearchParameterDefinition> definition(JsonObject resource) {
        if (!"active".equals(resource.text("status"))) {
            return Optional.empty();
        }
        try {
            SearchParameterDefinition definition = SearchParameterDefinition.of(resource);
            String expression = definition.expression();
            if (expression == null) {
                return Optional.empty();
            }
            FhirPath.compile(expression);
            return Optional.of(definition);
        } catch (IllegalArgumentException | Failed _) {
            // A client may store any SearchParameter; one that cannot be used is only stored.
            return Optional.empty();
        }
    }

    /**
     * Indexes some more resources by the parameters that are not done.
     *
     * @return whether there is more to do now
     */
    public boolean step() {
        List<Waiting> waiting = database.read(this::waiting);
        if (waiting.isEmpty()) {
            return false;
        }
        Waiting next = waiting.getFirst();
        List<String> types = types(next.id());
        long position = types.isEmpty() ? Long.MAX_VALUE : records.reindex(types, next.position(), BATCH);
        database.inTransaction(connection -> advance(connection, next, position));
        refresh();
        return true;
    }

    private record Waiting(String id, int version, long position) {}

    private List<Waiting> waiting(Connection connection) throws SQLException {
        List<Waiting> waiting = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, version, position"
                + " FROM search_parameter WHERE NOT done AND since <= now() - ? * interval '1 millisecond'"
                + " ORDER BY since, id LIMIT 1")) {
            statement.setLong(1, settling.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    waiting.add(new Waiting(row.getString(1), row.getInt(2), row.getLong(3)));
                }
            }
        }
        return waiting;
    }

    private static boolean advance(Connection connection, Waiting from, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE search_parameter SET position = ?, done = ? WHERE id = ? AND version = ?")) {
            statement.setLong(1, position);
            statement.setBoolean(2, position == Long.MAX_VALUE);
            statement.setString(3, from.id());
            statement.setInt(4, from.version());
            return statement.executeUpdate() > 0;
        }
    }

    /** The resource types that a posted parameter is on. */
    private List<String> types(String id) {
        Types all = own.types();
        return database.read(connection -> read(connection, records.bodies())).stream()
                .filter(posted -> posted.id().equals(id))
                .flatMap(posted -> all.resourceTypes().stream()
                        .map(all::require)
                        .filter(type -> posted.definition().bases().stream().anyMatch(type::is))
                        .map(TypeDefinition::name))
                .toList();
    }
}

package org.throughline.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.packages.Packing;
import org.throughline.fhir.path.FhirPath;
import org.throughline.kernel.Failed;
import org.throughline.record.Bodies;
import org.throughline.search.Addition.Key;

/** What the additions define, each read once. */
final class AddedDefinitions {
    private final Definitions own;
    private final Bodies bodies;
    private final Map<Key, Optional<SearchParameterDefinition>> known = new HashMap<>();

    /** @param own R4's */
    AddedDefinitions(Definitions own, Bodies bodies) {
        this.own = own;
        this.bodies = bodies;
    }

    /** Reads those that are new, forgets those that are gone. */
    void read(Connection connection, List<Addition> additions) throws SQLException {
        known.keySet().retainAll(additions.stream().map(Addition::key).toList());
        for (Addition addition : additions) {
            if (!known.containsKey(addition.key())) {
                known.put(addition.key(), read(connection, addition.key()));
            }
        }
    }

    /** What it defines; empty when that is nothing that can be used. */
    Optional<SearchParameterDefinition> of(Addition addition) {
        return known.getOrDefault(addition.key(), Optional.empty());
    }

    private Optional<SearchParameterDefinition> read(Connection connection, Key key) throws SQLException {
        return switch (key.origin()) {
            case POSTED ->
                posted(connection, key)
                        .filter(resource -> "active".equals(resource.text("status")))
                        .flatMap(AddedDefinitions::usable);
            case PACKAGED ->
                packaged(connection, key).flatMap(AddedDefinitions::usable).filter(this::isNew);
            case TEXT -> Optional.empty();
        };
    }

    private Optional<JsonObject> posted(Connection connection, Key key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT body FROM resource WHERE type = ? AND id = ? AND origin = 0 AND NOT deleted")) {
            statement.setShort(1, (short) own.types().number("SearchParameter"));
            statement.setString(2, key.id());
            return Optional.ofNullable(body(statement)).map(bodies::open);
        }
    }

    private static Optional<JsonObject> packaged(Connection connection, Key key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT body FROM definition WHERE type = 'SearchParameter' AND url = ? AND package = ?")) {
            statement.setString(1, key.id());
            statement.setInt(2, key.version());
            return Optional.ofNullable(body(statement)).map(body -> JsonReader.readObject(Packing.open(body)));
        }
    }

    private static byte @Nullable [] body(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getBytes(1) : null;
        }
    }

    /** A package's parameter by the name of one of R4's is that one in other words: R4's stays. */
    private boolean isNew(SearchParameterDefinition definition) {
        return definition.bases().stream().anyMatch(base -> own.searchParameter(base, definition.code()) == null);
    }

    /** What a resource defines; empty when it is not something that can be indexed. */
    private static Optional<SearchParameterDefinition> usable(JsonObject resource) {
        try {
            SearchParameterDefinition definition = SearchParameterDefinition.of(resource);
            String expression = definition.expression();
            if (expression == null) {
                return Optional.empty();
            }
            String strict = Choices.asFhirPath(expression);
            FhirPath.compile(strict);
            return Optional.of(definition.with(strict));
        } catch (IllegalArgumentException | Failed _) {
            // A client may store any SearchParameter; one that cannot be used is only stored.
            return Optional.empty();
        }
    }
}

package org.throughline.record;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Visibility;
import org.throughline.fhir.definitions.Types;

/**
 * What a caller may see, as a condition on a row of {@code resource} or {@code history}. It is part of every statement
 * that reads clinical rows, before any limit.
 *
 * @param sql a condition without leading {@code AND}; it has one parameter marker when {@code types} is given
 * @param types the numbers of the types that may be seen; null when the condition does not need them
 */
public record Predicate(String sql, @Nullable Short @Nullable [] types) {

    /** The condition on the table of this alias. */
    public static Predicate of(Visibility visibility, Types types, String alias) {
        return switch (visibility) {
            case Visibility.Everything() -> new Predicate(alias + ".origin = 0", null);
            case Visibility.Some some ->
                new Predicate(
                        alias + ".origin = 0 AND " + alias + ".type = ANY (?::smallint[])",
                        some.unlimitedTypes().stream()
                                .filter(types::isResourceType)
                                .map(name -> (short) types.number(name))
                                .toArray(Short[]::new));
            case Visibility.Nothing() -> new Predicate("false", null);
        };
    }

    /** Binds the condition's parameter, when it has one, and says which index comes next. */
    public int bind(PreparedStatement statement, int index) throws SQLException {
        if (types == null) {
            return index;
        }
        Connection connection = statement.getConnection();
        Array array = connection.createArrayOf("int2", types);
        statement.setArray(index, array);
        return index + 1;
    }
}

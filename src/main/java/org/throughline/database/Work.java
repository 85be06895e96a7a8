package org.throughline.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something to do with a connection. It may be run again from its beginning when the database asks for a retry. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    T run(Connection connection) throws SQLException;

    /** This, then the next with the same connection; gives what the next gives. */
    default <S extends @Nullable Object> Work<S> then(Work<S> next) {
        return connection -> {
            run(connection);
            return next.run(connection);
        };
    }
}

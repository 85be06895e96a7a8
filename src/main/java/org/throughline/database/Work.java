package org.throughline.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to do with a connection. It may be run again from its beginning when the database asks for a retry. */
@FunctionalInterface
public interface Work<T extends @org.jspecify.annotations.Nullable Object> {
    T run(Connection connection) throws SQLException;
}

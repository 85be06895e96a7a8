package org.throughline.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Numbers for entries, taken from the database a thousand at a time. They are unique, not without gaps. */
final class Numbers {
    private static final int BLOCK = 1000;

    private long next;
    private long end;

    /** The next number; once in a thousand calls it asks the database over this connection. */
    synchronized long next(Connection connection) throws SQLException {
        if (next == end) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT nextval('access_number')");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                next = row.getLong(1);
                end = next + BLOCK;
            }
        }
        return next++;
    }
}

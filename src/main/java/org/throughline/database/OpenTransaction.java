package org.throughline.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A transaction under way, for who takes part in it and has no SQL of their own: they hand it to a room that has. */
public final class OpenTransaction {
    private final Connection connection;

    public OpenTransaction(Connection connection) {
        this.connection = connection;
    }

    /** Runs work within it. What goes wrong ends the transaction as it would have there. */
    public <T extends @Nullable Object> T run(Work<T> work) {
        try {
            return work.run(connection);
        } catch (SQLException e) {
            throw new Broken(e);
        }
    }

    /** Carries a failure of the database to where the transaction began. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Broken(SQLException cause) {
            super(cause);
        }

        SQLException failure() {
            return (SQLException) Objects.requireNonNull(getCause());
        }
    }
}

package org.throughline.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What a caller is told when the database refuses.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL's error codes</a>
 */
final class SqlFailures {
    private static final Logger LOG = Logger.getLogger(SqlFailures.class.getName());

    private SqlFailures() {}

    /** Whether running the whole transaction again may well succeed: a serialization failure or a deadlock. */
    static boolean worthRetrying(SQLException e) {
        String state = state(e);
        return state.equals("40001") || state.equals("40P01");
    }

    static Failed failed(SQLException e) {
        String state = state(e);
        if (worthRetrying(e)) {
            return new Failed(
                    new Failure.Conflict("Others kept changing the same records; nothing was changed. Try again."), e);
        }
        if (state.equals("57014")) {
            return new Failed(new Failure.TooCostly("The database needed longer than it is allowed to."), e);
        }
        if (e instanceof SQLTransientConnectionException || unreachable(state)) {
            LOG.log(Level.WARNING, "The database cannot be reached: {0}", e.getMessage());
            return new Failed(new Failure.Unavailable("The database cannot be reached now. Try again."), e);
        }
        if (e.getCause() instanceof InterruptedException) {
            return ended(e);
        }
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.SEVERE, "Fault " + number + ", SQL state " + state, e);
        return new Failed(new Failure.Internal("An internal fault, number " + number + "."), e);
    }

    /** Whoever asked, or the whole product, is ending: no fault. */
    static Failed ended(SQLException e) {
        return new Failed(new Failure.Unavailable("This is ending; ask again later."), e);
    }

    private static boolean unreachable(String state) {
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}

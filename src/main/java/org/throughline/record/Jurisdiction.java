package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.throughline.access.place.Law;

/** The law of the place where the record is kept, as it is at the moment. */
@FunctionalInterface
public interface Jurisdiction {
    /** Nothing is known of the place. */
    Jurisdiction UNKNOWN = connection -> new Law("", List.of());

    /** What counts here, read within a transaction. */
    Law here(Connection connection) throws SQLException;
}

package org.throughline.login.role;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Which kinds of sensitive information the law of the place lets go to another organization only by a consent that names them. */
@FunctionalInterface
public interface NamedOnly {
    /** No law asks for such a consent. */
    NamedOnly NOTHING = (connection, organization) -> Set.of();

    /**
     * Codes of {@link org.throughline.access.Sensitivity}.
     *
     * @param organization the id of the Organization that stands for the other one here
     */
    Set<String> to(Connection connection, String organization) throws SQLException;
}

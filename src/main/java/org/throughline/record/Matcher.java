package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.throughline.access.Caller;

/** Finds resources by search criteria inside an open transaction, for conditional forms and conditional references. */
@FunctionalInterface
public interface Matcher {

    /**
     * The current resources that match, as far as the caller may see them.
     *
     * @param type the resource type
     * @param criteria search parameters as in a URL's query ({@code identifier=a|1&active=true}), all of which must be
     *     known; an unknown or malformed one fails
     * @param limit at most so many are returned
     */
    List<Match> match(Connection connection, Caller caller, String type, String criteria, int limit)
            throws SQLException;

    /** A resource that matched. */
    record Match(long address, String id, int version) {}
}

package org.throughline.search;

import org.throughline.access.Caller;
import org.throughline.database.Database;

/** Search for the rooms above, which have no connections. */
public final class Searches {
    private final Database database;
    private final Search search;

    public Searches(Database database, Search search) {
        this.database = database;
        this.search = search;
    }

    /** The first page, see {@link Search#run}. */
    public SearchPage run(Caller caller, SearchRequest request) {
        return database.read(connection -> search.run(connection, caller, request));
    }

    /** A later page, see {@link Search#next}. */
    public SearchPage next(Caller caller, String link) {
        return database.read(connection -> search.next(connection, caller, link));
    }
}

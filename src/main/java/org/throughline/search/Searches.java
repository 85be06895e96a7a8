package org.throughline.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.database.Database;
import org.throughline.search.query.Criterion;
import org.throughline.search.query.EverythingQuery;
import org.throughline.search.query.Target;

/** Search for the rooms above, which have no connections. */
public final class Searches {
    private final Database database;
    private final Search search;

    public Searches(Database database, Search search) {
        this.database = database;
        this.search = search;
    }

    /** What queries are answered by now, with the search parameters in force. */
    public Engine engine() {
        return search.engine();
    }

    /** The first page, see {@link Search#run}. */
    public SearchPage run(Caller caller, SearchRequest request) {
        return database.read(connection -> search.run(connection, caller, request));
    }

    /** How many match, no more than so many, see {@link Search#countUpTo}. */
    public int countUpTo(Caller caller, SearchRequest request, int most) {
        return database.read(connection -> search.countUpTo(connection, caller, request, most));
    }

    /** Whom the matches are about, by where these come from, see {@link Search#patients}. */
    public Map<Integer, Set<Long>> patients(Caller caller, SearchRequest request) {
        return database.read(connection -> search.patients(connection, caller, request));
    }

    /** All that there is of a patient, see {@link Search#everything}. */
    public EverythingPage everything(Caller caller, EverythingQuery query) {
        return database.read(connection -> search.everything(connection, caller, query));
    }

    /** A later page of it, see {@link Search#moreOfEverything}. */
    public EverythingPage moreOfEverything(Caller caller, String link) {
        return database.read(connection -> search.moreOfEverything(connection, caller, link));
    }

    /** The tokens in use, see {@link Search#tokens}. */
    public List<Criterion.Token> tokens(Caller caller, List<String> types, String parameter) {
        return database.read(connection -> search.tokens(connection, caller, types, parameter));
    }

    /** How the database answers a search, see {@link Search#explain}. */
    public List<String> explain(Caller caller, SearchRequest request) {
        return database.read(connection -> search.explain(connection, caller, request));
    }

    /** A later page, see {@link Search#next}. */
    public SearchPage next(Caller caller, Target target, String link) {
        return database.read(connection -> search.next(connection, caller, target, link));
    }
}

package org.throughline.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.database.OpenTransaction;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.keys.Seal;
import org.throughline.record.Matcher;
import org.throughline.record.Stored;
import org.throughline.record.protection.Guard;
import org.throughline.record.protection.Sight;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Criterion;
import org.throughline.search.query.EverythingQuery;
import org.throughline.search.query.Query;
import org.throughline.search.query.Target;
import org.throughline.search.sql.Everything;
import org.throughline.search.sql.Finder;
import org.throughline.search.sql.Includes;
import org.throughline.search.sql.Position;

/**
 * Search, for the API and for the record's conditional forms. It keeps no state between pages: a link to the next page
 * holds all that is needed, sealed, and what the caller may see is worked out anew each time.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">Search</a>
 */
public final class Search implements Matcher {
    private final Engines engines;
    private final Guard guard;
    private final Seal seal;

    public Search(Engines engines, Guard guard, Seal seal) {
        this.engines = engines;
        this.guard = guard;
        this.seal = seal;
    }

    /**
     * The first page.
     *
     * @throws Failed with {@code Malformed}, which names the parameter at fault
     */
    public SearchPage run(Connection connection, Caller caller, SearchRequest request) throws SQLException {
        Engine engine = engines.searching();
        Query query = read(connection, engine, caller, request.target(), request.arguments(), request.strict());
        Caller asking = asking(caller, request.arguments());
        return page(engine.finder(), connection, asking, request.target(), query, null, null);
    }

    /** First pages within an open transaction, which see what it has written. */
    public BiFunction<Caller, SearchRequest, SearchPage> within(OpenTransaction transaction) {
        return (caller, request) -> transaction.run(connection -> run(connection, caller, request));
    }

    /**
     * A later page.
     *
     * @param target where the link was followed
     * @param link what the page before gave
     * @throws Failed with {@code Malformed} when the link was not given out for that target or was changed
     */
    public SearchPage next(Connection connection, Caller caller, Target target, String link) throws SQLException {
        PageLink opened = PageLink.of(seal.open(link));
        if (!opened.target().equals(target)) {
            throw new Failed(new Failure.Malformed("invalid", "?_page", "This link belongs elsewhere."));
        }
        Engine engine = engines.searching();
        List<Argument> arguments = QueryString.parse(opened.query());
        Query query = read(connection, engine, caller, opened.target(), arguments, true);
        Caller asking = asking(caller, arguments);
        return page(engine.finder(), connection, asking, opened.target(), query, opened.position(), opened.total());
    }

    /** Who asks where something came from asks for what others have given us too. */
    private static Caller asking(Caller caller, List<Argument> arguments) {
        return arguments.stream()
                        .anyMatch(argument -> argument.name().split(":", 2)[0].equals("_source"))
                ? caller.withOutside()
                : caller;
    }

    /** How many match, of those that the caller may see; no more than so many are counted. */
    public int countUpTo(Connection connection, Caller caller, SearchRequest request, int most) throws SQLException {
        Engine engine = engines.searching();
        Query query = read(connection, engine, caller, request.target(), request.arguments(), request.strict());
        return engine.finder().countUpTo(connection, guard.sight(connection, caller, Interaction.SEARCH), query, most);
    }

    /**
     * Whom the matches are about, of those that the caller may see, in one statement however many there are: addresses of patients by
     * where the matches come from, which is 0 for our own.
     */
    public Map<Integer, Set<Long>> patients(Connection connection, Caller caller, SearchRequest request)
            throws SQLException {
        Engine engine = engines.searching();
        Query query = read(connection, engine, caller, request.target(), request.arguments(), request.strict());
        return engine.finder().patients(connection, guard.sight(connection, caller, Interaction.SEARCH), query);
    }

    /** What queries are answered by now. */
    Engine engine() {
        return engines.searching();
    }

    /** The SQL of a search's first page and the database's account of running it, line by line. */
    public List<String> explain(Connection connection, Caller caller, SearchRequest request) throws SQLException {
        Engine engine = engines.searching();
        Query query = read(connection, engine, caller, request.target(), request.arguments(), request.strict());
        return engine.finder().explain(connection, guard.sight(connection, caller, Interaction.SEARCH), query);
    }

    /** The tokens by which a parameter finds resources of these types now, of those that the caller may see. */
    public List<Criterion.Token> tokens(Connection connection, Caller caller, List<String> types, String parameter)
            throws SQLException {
        return engines.searching()
                .finder()
                .tokens(connection, guard.sight(connection, caller, Interaction.SEARCH), types, parameter);
    }

    /** The first page of all that there is of a patient whom the caller is known to see. */
    public EverythingPage everything(Connection connection, Caller caller, EverythingQuery query) throws SQLException {
        return everything(connection, caller, query, null);
    }

    /**
     * A later page of it.
     *
     * @throws Failed with {@code Malformed} when the link was not given out here or was changed
     */
    public EverythingPage moreOfEverything(Connection connection, Caller caller, String link) throws SQLException {
        EverythingLink opened = EverythingLink.of(seal.open(link));
        return everything(connection, caller, opened.query(), opened.position());
    }

    private EverythingPage everything(
            Connection connection, Caller caller, EverythingQuery query, Everything.@Nullable Position from)
            throws SQLException {
        Everything.Page page = engines.searching()
                .finder()
                .everything(connection, guard.sight(connection, caller, Interaction.SEARCH))
                .page(query, from);
        Everything.Position next = page.next();
        return new EverythingPage(
                page.resources(), next == null ? null : seal.seal(new EverythingLink(query, next).bytes()));
    }

    @Override
    public List<Match> match(Connection connection, Caller caller, String type, String criteria, int limit)
            throws SQLException {
        Engine engine = engines.searching();
        Query query = read(connection, engine, caller, new Target.OfType(type), QueryString.parse(criteria), true)
                .limited(limit);
        return engine
                .finder()
                .page(connection, guard.sight(connection, caller, Interaction.SEARCH), query, null)
                .matches()
                .stream()
                .map(match -> new Match(match.address(), match.id(), match.version()))
                .toList();
    }

    private static Query read(
            Connection connection,
            Engine engine,
            Caller caller,
            Target target,
            List<Argument> arguments,
            boolean strict)
            throws SQLException {
        Query query = engine.reader().read(target, arguments, strict);
        TypeRights.require(caller, query);
        return Followed.follow(connection, query);
    }

    private SearchPage page(
            Finder finder,
            Connection connection,
            Caller caller,
            Target target,
            Query query,
            @Nullable Position from,
            @Nullable Long counted)
            throws SQLException {
        Sight sight = guard.sight(connection, caller, Interaction.SEARCH);
        Long total = counted != null || !(query.countOnly() || query.total())
                ? counted
                : Long.valueOf(finder.count(connection, sight, query));
        if (query.countOnly()) {
            return new SearchPage(
                    target, List.of(), List.of(), query.warnings(), total, query.self(), null, query.shape());
        }
        Finder.Page page = finder.page(connection, sight, query, from);
        List<Stored> includes = List.of();
        List<Issue> warnings = new ArrayList<>(query.warnings());
        if (!query.includes().isEmpty()) {
            Includes.Found found = finder.include(connection, sight, query, page.matches());
            includes = found.resources();
            if (!found.complete()) {
                warnings.add(new Issue("too-costly", "?_include", "There is more to include than fits a page."));
            }
        }
        String next =
                page.next() == null ? null : seal.seal(new PageLink(target, query.self(), page.next(), total).bytes());
        return new SearchPage(target, page.matches(), includes, warnings, total, query.self(), next, query.shape());
    }
}

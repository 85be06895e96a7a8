package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.record.Stored;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.Query;
import org.throughline.search.query.Sort;
import org.throughline.search.sql.Position.Way;

/** Reads one page: chooses the order in which it comes, and takes one match more to see whether there is a next. */
record PageReader(Connection connection, Preparation preparation, Registry registry, Query query) {
    private static final int FIXED = 8;

    private record Match(Stored stored, List<@Nullable Object> keys, String snapshot) {}

    Finder.Page read(@Nullable Position from) throws SQLException {
        Planner.Lead lead = from != null && from.way() == Way.RANGE
                ? new Planner.Lead(from.lead(), 0)
                : preparation.planner().lead(from != null && from.way() == Way.PATIENT);
        Way way = from == null ? way(lead) : from.way();
        List<Match> matches = new ArrayList<>();
        int wanted = query.count() + 1;
        Way last = way;
        if (way != Way.STREAM_REST) {
            matches.addAll(run(statement(way, lead, from, wanted)));
        }
        if ((way == Way.STREAM && matches.size() < wanted) || way == Way.STREAM_REST) {
            Position rest = way == Way.STREAM_REST ? from : snapshotOnly(from);
            int found = matches.size();
            matches.addAll(run(statement(Way.STREAM_REST, lead, rest, wanted - found)));
            last = query.count() - 1 < found ? Way.STREAM : Way.STREAM_REST;
        }
        return page(matches, last, lead, from);
    }

    /** The resources without a date begin anew, but see what the first page saw. */
    private static @Nullable Position snapshotOnly(@Nullable Position from) {
        return from == null ? null : new Position(Way.STREAM_REST, 0, List.of(Long.MIN_VALUE), from.snapshot());
    }

    private Finder.Page page(List<Match> matches, Way way, Planner.Lead lead, @Nullable Position from) {
        if (matches.size() <= query.count()) {
            return new Finder.Page(matches.stream().map(Match::stored).toList(), null);
        }
        List<Match> page = matches.subList(0, query.count());
        Match last = page.getLast();
        String snapshot = from == null ? last.snapshot() : from.snapshot();
        Position next = new Position(way, Math.max(lead.index(), 0), last.keys(), snapshot);
        return new Finder.Page(page.stream().map(Match::stored).toList(), next);
    }

    /** The statement of the first page. */
    Fragment first() throws SQLException {
        Planner.Lead lead = preparation.planner().lead(false);
        return statement(way(lead), lead, null, query.count() + 1);
    }

    private Way way(Planner.Lead lead) throws SQLException {
        Planner planner = preparation.planner();
        List<Sort> sort = query.sort();
        if (sort.isEmpty()) {
            if (lead.index() < 0) {
                return Way.TIME;
            }
            return planner.conditions().get(lead.index()) instanceof Condition.Ranged ? Way.RANGE : Way.PATIENT;
        }
        if (sort.size() > 1 || planner.isSelective(lead)) {
            return Way.SORT;
        }
        return switch (sort.getFirst()) {
            case Sort.ByUpdated _ -> lead.index() < 0 ? Way.TIME : Way.SORT;
            case Sort.ByParameter key -> streams(key, planner) ? Way.STREAM : Way.SORT;
            case Sort.ById _ -> Way.SORT;
        };
    }

    /** Whether the index has the values in order: dates of one place, also of one patient, and strings of one place. */
    private static boolean streams(Sort.ByParameter key, Planner planner) {
        SearchType type = key.parameter().type();
        return key.parameter().sources().size() == 1
                && (type == SearchType.DATE || (type == SearchType.STRING && !planner.ofPatient()));
    }

    private Fragment statement(Way way, Planner.Lead lead, @Nullable Position from, int limit) {
        Planner planner = preparation.planner();
        Statements statements = preparation.statements();
        Plan plan = switch (way) {
            case PATIENT -> planner.plan(lead, new Order.ByPatient());
            case TIME ->
                planner.plan(
                        lead,
                        new Order.ByTime(!query.sort().isEmpty()
                                && query.sort().getFirst().descending()));
            case RANGE -> planner.plan(lead, new Order.ByRange());
            case SORT -> planner.plan(lead, new Order.BySort(SortKeys.of(query.sort())));
            case STREAM -> planner.led(stream());
            case STREAM_REST -> planner.planAnd(lead, withoutValue(), new Order.BySort(List.of()));
        };
        return statements.page(plan, from, limit);
    }

    private Condition.Ranged stream() {
        Sort.ByParameter key = (Sort.ByParameter) query.sort().getFirst();
        boolean single = key.parameter().type() == SearchType.DATE
                && registry.isSingle(key.parameter().sources().getFirst().path());
        return SortKeys.stream(key, single);
    }

    private Condition withoutValue() {
        Condition.Ranged stream = stream();
        return new Condition.Not(new Condition.Present(List.of(stream.table()), stream.keys(), new int[0]));
    }

    private List<Match> run(Fragment sql) throws SQLException {
        List<Match> matches = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<@Nullable Object> keys = new ArrayList<>();
                for (int i = FIXED + 1; i <= columns; i++) {
                    keys.add(key(row, i));
                }
                matches.add(new Match(Rows.stored(row, registry.types()), keys, row.getString(FIXED)));
            }
        }
        return matches;
    }

    private static @Nullable Object key(ResultSet row, int column) throws SQLException {
        Object key = row.getObject(column);
        return key instanceof Timestamp time ? time.toInstant().atOffset(ZoneOffset.UTC) : key;
    }
}

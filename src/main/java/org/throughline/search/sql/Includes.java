package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.database.Fragment;
import org.throughline.record.Stored;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.Include;

/** Finds resources beside the matches of a page: one statement for each kind of reference and round. */
public record Includes(Connection connection, Registry registry, Visible visible) {
    private static final int MOST = 5_000;
    private static final int ROUNDS = 8;

    /**
     * What was found.
     *
     * @param complete false when there was more than the limit lets through
     */
    public record Found(List<Stored> resources, boolean complete) {
        public Found {
            resources = List.copyOf(resources);
        }
    }

    /** One reference to follow: the number and salt of a path, and the only type wanted, 0 for any. */
    private record Way(int path, long salt, short target) {}

    Found find(List<Include> includes, List<Stored> matches) throws SQLException {
        Map<Long, Stored> found = new LinkedHashMap<>();
        Map<Long, Stored> seen = new LinkedHashMap<>();
        matches.forEach(match -> seen.put(match.address(), match));
        List<Stored> from = matches;
        for (int round = 0; round < ROUNDS && !from.isEmpty() && found.size() < MOST; round++) {
            List<Stored> fresh = new ArrayList<>();
            for (Include include : includes) {
                if (round == 0 || include.iterate()) {
                    for (Stored resource : follow(include, from)) {
                        if (seen.putIfAbsent(resource.address(), resource) == null) {
                            found.put(resource.address(), resource);
                            fresh.add(resource);
                        }
                    }
                }
            }
            from = fresh;
        }
        List<Stored> all = List.copyOf(found.values());
        return all.size() > MOST ? new Found(all.subList(0, MOST), false) : new Found(all, all.size() < MOST);
    }

    private List<Stored> follow(Include include, List<Stored> from) throws SQLException {
        return include.reverse() ? backward(include, from) : forward(include, from);
    }

    private List<Stored> forward(Include include, List<Stored> from) throws SQLException {
        long[] sources = from.stream()
                .filter(resource -> resource.type().equals(include.source()))
                .mapToLong(Stored::address)
                .toArray();
        List<Way> ways = ways(include);
        if (sources.length == 0 || ways.isEmpty()) {
            return List.of();
        }
        Fragment sql = Fragment.of(
                "SELECT r.resource, r.patient, r.type, r.id, r.version, r.updated, r.body"
                        + " FROM (SELECT DISTINCT i.key # p.salt AS address, p.target FROM unnest(?::bigint[])"
                        + " AS u (resource) CROSS JOIN LATERAL (SELECT t.key, t.path FROM term t"
                        + " WHERE t.resource = u.resource OFFSET 0) i JOIN"
                        + " unnest(?::integer[], ?::bigint[], ?::smallint[]) AS p (path, salt, target)"
                        + " ON p.path = i.path OFFSET 0) a",
                sources,
                ways.stream().mapToInt(Way::path).toArray(),
                ways.stream().mapToLong(Way::salt).toArray(),
                targets(ways));
        return read(
                sql.add(Statements.resource("a.address", "r")).add(" WHERE (a.target = 0 OR r.type = a.target) AND "),
                targets(include));
    }

    private List<Stored> backward(Include include, List<Stored> from) throws SQLException {
        List<Long> keys = new ArrayList<>();
        for (Parameter parameter : include.parameters()) {
            for (Parameter.Source source : parameter.sources()) {
                from.stream()
                        .filter(resource -> parameter.mayPointTo(resource.type()) && source.admits(resource.type()))
                        .filter(resource ->
                                include.target() == null || include.target().equals(resource.type()))
                        .forEach(resource ->
                                keys.add(resource.address() ^ source.path().salt()));
            }
        }
        if (keys.isEmpty()) {
            return List.of();
        }
        Fragment sql = Fragment.of(
                "SELECT r.resource, r.patient, r.type, r.id, r.version, r.updated, r.body"
                        + " FROM (SELECT DISTINCT i.resource FROM unnest(?::bigint[]) AS k (key) CROSS JOIN LATERAL"
                        + " (SELECT t.resource FROM term t WHERE t.key = k.key LIMIT ?) i OFFSET 0) a",
                keys.stream().mapToLong(Long::longValue).toArray(),
                MOST + 1);
        return read(sql.add(Statements.resource("a.resource", "r")).add(" WHERE "), Set.of(include.source()));
    }

    private List<Way> ways(Include include) {
        List<Way> ways = new ArrayList<>();
        for (Parameter parameter : include.parameters()) {
            for (Parameter.Source source : parameter.sources()) {
                String target = include.target() == null ? source.target() : include.target();
                if (target == null || source.admits(target)) {
                    ways.add(new Way(
                            source.path().id(),
                            source.path().salt(),
                            target == null ? 0 : (short) registry.types().number(target)));
                }
            }
        }
        return ways.stream().distinct().toList();
    }

    private static short[] targets(List<Way> ways) {
        short[] targets = new short[ways.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = ways.get(i).target();
        }
        return targets;
    }

    /** The types that the references may lead to; empty for any. */
    private static Set<String> targets(Include include) {
        if (include.target() != null) {
            return Set.of(include.target());
        }
        boolean open = include.parameters().stream()
                .anyMatch(parameter -> parameter.targets().isEmpty());
        return open
                ? Set.of()
                : include.parameters().stream()
                        .flatMap(parameter -> parameter.targets().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private List<Stored> read(Fragment sql, Set<String> only) throws SQLException {
        sql.add(visible.sql("r", only)).add(" LIMIT ?", MOST + 1);
        List<Stored> found = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(Rows.stored(row, registry.types()));
            }
        }
        return found;
    }
}

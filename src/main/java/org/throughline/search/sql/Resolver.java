package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.throughline.database.Fragment;

/**
 * Looks ahead through references: where few resources lie at the other end, a chain or {@code _has} becomes a list of
 * keys or addresses, which can lead. Where many do, it stays a question to each row.
 */
record Resolver(Connection connection, Frequencies frequencies, Statements statements) {
    /** So many resources at the other end are few. */
    private static final int FEW = 1000;

    Condition resolve(Condition condition) throws SQLException {
        return switch (condition) {
            case Condition.Points points -> points(points);
            case Condition.PointedTo pointed -> pointedTo(pointed);
            case Condition.Any(List<Condition> any) -> Condition.any(all(any));
            case Condition.All(List<Condition> all) -> new Condition.All(all(all));
            case Condition.Not(Condition inner) -> new Condition.Not(resolve(inner));
            default -> condition;
        };
    }

    private List<Condition> all(List<Condition> conditions) throws SQLException {
        List<Condition> resolved = new ArrayList<>();
        for (Condition condition : conditions) {
            resolved.add(resolve(condition));
        }
        return resolved;
    }

    private Condition points(Condition.Points points) throws SQLException {
        Condition inner = resolve(points.condition());
        Condition asked = new Condition.Points(points.paths(), points.salts(), points.type(), inner);
        Plan plan = plan(points.type(), inner);
        if (plan.driver() instanceof Driver.OfTypes) {
            return asked;
        }
        List<Long> targets = longs(Fragment.of("SELECT a.resource FROM (")
                .add(statements.addresses(plan))
                .add(") a LIMIT ?", FEW + 1));
        if (targets.size() > FEW) {
            return asked;
        }
        List<Long> keys = new ArrayList<>();
        for (long salt : points.salts()) {
            targets.forEach(target -> keys.add(target ^ salt));
        }
        return new Condition.Keyed(Keys.of(keys));
    }

    private Condition pointedTo(Condition.PointedTo pointed) throws SQLException {
        Condition inner = resolve(pointed.condition());
        Condition asked = new Condition.PointedTo(pointed.type(), pointed.salts(), pointed.byPatient(), inner);
        Plan plan = plan(pointed.type(), inner);
        if (plan.driver() instanceof Driver.OfTypes) {
            return asked;
        }
        List<Long> targets = longs(targets(pointed, statements.addresses(plan)));
        return targets.size() > FEW
                ? asked
                : new Condition.Addresses(
                        targets.stream().mapToLong(Long::longValue).toArray());
    }

    private static Fragment targets(Condition.PointedTo pointed, Fragment sources) {
        if (pointed.byPatient()) {
            return Fragment.of("SELECT DISTINCT a.patient FROM (").add(sources).add(") a LIMIT ?", FEW + 1);
        }
        int[] paths = new int[pointed.salts().length];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = (int) pointed.salts()[i];
        }
        return Fragment.of("SELECT DISTINCT i.key # p.salt FROM (")
                .add(sources)
                .add(
                        " OFFSET 0) a CROSS JOIN LATERAL (SELECT t.key, t.path FROM term t WHERE t.resource = a.resource"
                                + " OFFSET 0) i JOIN unnest(?::integer[], ?::bigint[]) AS p (path, salt)"
                                + " ON p.path = i.path LIMIT ?",
                        paths,
                        pointed.salts(),
                        FEW + 1);
    }

    private Plan plan(short type, Condition inner) throws SQLException {
        Planner planner =
                new Planner(frequencies, connection, new short[] {type}, Condition.flat(List.of(inner)), -1, 0);
        Planner.Lead lead = planner.lead();
        // Listing very many only to find out that they are too many costs more than it saves.
        return planner.plan(
                planner.rowsOf(lead) < Frequencies.BOUND ? lead : new Planner.Lead(-1, 0), new Order.ByPatient());
    }

    private List<Long> longs(Fragment sql) throws SQLException {
        return new Dictionary(connection).longs(sql);
    }
}

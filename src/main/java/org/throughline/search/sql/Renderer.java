package org.throughline.search.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.throughline.search.query.Criterion.Time;
import org.throughline.search.value.TimeRange;

/**
 * Writes conditions as SQL on one row. Each is asked of the index by key, patient and resource, or by resource: a few
 * microseconds per row.
 */
record Renderer(Visible visible, Ranges ranges) {

    Sql render(Condition condition, Row row) {
        return switch (condition) {
            case Condition.Keyed(Keys keys) -> keyed(keys, row);
            case Condition.Ranged ranged -> ranged(ranged, row);
            case Condition.Present present -> present(present, row);
            case Condition.Addresses(long[] addresses) -> Sql.of(row.address() + " = ANY (?::bigint[])", addresses);
            case Condition.Ids(String[] ids) -> Sql.of(row.alias() + ".id = ANY (?::text[])", (Object) ids);
            case Condition.Updated(List<Time> times) -> updated(times, row);
            case Condition.OfTypes(short[] types) -> Sql.of(row.alias() + ".type = ANY (?::smallint[])", types);
            case Condition.Points points -> points(points, row);
            case Condition.PointedTo pointed -> pointedTo(pointed, row);
            case Condition.Not(Condition inner) -> Sql.of("NOT ").add(inParentheses(inner, row));
            case Condition.Any(List<Condition> inner) -> new Sql().join(" OR ", "false", each(inner, row));
            case Condition.All(List<Condition> inner) -> new Sql().join(" AND ", "true", each(inner, row));
        };
    }

    private Sql inParentheses(Condition condition, Row row) {
        return Sql.of("(").add(render(condition, row)).add(")");
    }

    private List<Sql> each(List<Condition> conditions, Row row) {
        return conditions.stream().map(inner -> render(inner, row)).toList();
    }

    private static Sql keyed(Keys keys, Row row) {
        if (keys.isEmpty()) {
            return Sql.of("false");
        }
        return Sql.of("EXISTS (SELECT 1 FROM term i WHERE i.key = ANY (")
                .add(keys.array())
                .add(") AND i.patient = " + row.patient() + " AND i.resource = " + row.address() + " OFFSET 0)");
    }

    private static Sql ranged(Condition.Ranged ranged, Row row) {
        return Sql.of(
                        "EXISTS (SELECT 1 FROM " + ranged.table().label() + " i WHERE i.resource = " + row.address()
                                + " AND i.key = ANY (?::bigint[]) AND ",
                        ranged.keys())
                .add(ranged.where().apply("i"))
                .add(" OFFSET 0)");
    }

    private static Sql present(Condition.Present present, Row row) {
        List<Sql> any = new ArrayList<>();
        if (present.tables().size() != 1) {
            any.add(Sql.of(
                    "EXISTS (SELECT 1 FROM term i WHERE i.resource = " + row.address()
                            + " AND i.path = ANY (?::integer[]) OFFSET 0)",
                    present.paths()));
        }
        for (Table table : present.tables()) {
            any.add(Sql.of(
                    "EXISTS (SELECT 1 FROM " + table.label() + " i WHERE i.resource = " + row.address()
                            + " AND i.key = ANY (?::bigint[]) OFFSET 0)",
                    present.keys()));
        }
        return new Sql().join(" OR ", "false", any);
    }

    private Sql updated(List<Time> times, Row row) {
        // A version is written at one instant: the range of a microsecond.
        String column = row.alias() + ".updated";
        return new Sql()
                .join(
                        " OR ",
                        "false",
                        times.stream().map(time -> updated(time, column)).toList());
    }

    private Sql updated(Time time, String column) {
        OffsetDateTime from = instant(time.range().low());
        OffsetDateTime to = instant(time.range().high());
        return switch (time.prefix()) {
            case EQ -> Sql.of("(" + column + " >= ? AND " + column + " < ?)", from, to);
            case NE -> Sql.of("(" + column + " < ? OR " + column + " >= ?)", from, to);
            case GT, SA -> Sql.of("(" + column + " >= ?)", to);
            case LT, EB -> Sql.of("(" + column + " < ?)", from);
            case GE -> Sql.of("(" + column + " >= ?)", from);
            case LE -> Sql.of("(" + column + " < ?)", to);
            case AP -> {
                TimeRange near = ranges.around(time.range());
                yield Sql.of("(" + column + " >= ? AND " + column + " < ?)", instant(near.low()), instant(near.high()));
            }
        };
    }

    private static OffsetDateTime instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private Sql points(Condition.Points points, Row row) {
        Row there = row.further();
        return Sql.of(
                        "EXISTS (SELECT 1 FROM (SELECT i.key # p.salt AS address FROM term i"
                                + " JOIN unnest(?::integer[], ?::bigint[]) AS p (path, salt) ON p.path = i.path"
                                + " WHERE i.resource = " + row.address() + " OFFSET 0) a",
                        points.paths(),
                        points.salts())
                .add(Statements.resource("a.address", there.alias()))
                .add(" WHERE " + there.alias() + ".type = ? AND ", points.type())
                .add(visible.sql(there.alias()))
                .add(" AND ")
                .add(render(points.condition(), there))
                .add(" OFFSET 0)");
    }

    private Sql pointedTo(Condition.PointedTo pointed, Row row) {
        Row there = row.further();
        List<Condition> inner = Condition.flat(List.of(pointed.condition()));
        if (pointed.byPatient() && inner.getFirst() instanceof Condition.Keyed(Keys keys)) {
            return Sql.of("EXISTS (SELECT 1 FROM (SELECT i.resource FROM term i WHERE i.key = ANY (")
                    .add(keys.array())
                    .add(") AND i.patient = " + row.address() + " OFFSET 0) a")
                    .add(Statements.resource("a.resource", there.alias()))
                    .add(" WHERE " + there.alias() + ".type = ? AND ", pointed.type())
                    .add(visible.sql(there.alias()))
                    .add(" AND ")
                    .add(render(new Condition.All(inner.subList(1, inner.size())), there))
                    .add(" OFFSET 0)");
        }
        return Sql.of(
                        "EXISTS (SELECT 1 FROM unnest(?::bigint[]) AS p (salt) CROSS JOIN LATERAL"
                                + " (SELECT i.resource FROM term i WHERE i.key = " + row.address()
                                + " # p.salt OFFSET 0) a",
                        pointed.salts())
                .add(Statements.resource("a.resource", there.alias()))
                .add(" WHERE " + there.alias() + ".type = ? AND ", pointed.type())
                .add(visible.sql(there.alias()))
                .add(" AND ")
                .add(render(pointed.condition(), there))
                .add(" OFFSET 0)");
    }
}

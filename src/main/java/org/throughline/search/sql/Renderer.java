package org.throughline.search.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.throughline.database.Fragment;
import org.throughline.fhir.time.TimeRange;
import org.throughline.search.query.Criterion.Time;

/**
 * Writes conditions as SQL on one row. Each is asked of the index by key, patient and resource, or by resource: a few
 * microseconds per row.
 */
record Renderer(Visible visible, Ranges ranges) {

    Fragment render(Condition condition, Row row) {
        return switch (condition) {
            case Condition.Keyed(Keys keys) -> keyed(keys, row);
            case Condition.Ranged ranged -> ranged(ranged, row);
            case Condition.Present present -> present(present, row);
            case Condition.Addresses(long[] addresses) ->
                Fragment.of(row.address() + " = ANY (?::bigint[])", addresses);
            case Condition.Ids(String[] ids) -> Fragment.of(row.alias() + ".id = ANY (?::text[])", (Object) ids);
            case Condition.Updated(List<Time> times) -> updated(times, row);
            case Condition.OfTypes(short[] types) -> Fragment.of(row.alias() + ".type = ANY (?::smallint[])", types);
            case Condition.Points points -> points(points, row);
            case Condition.PointedTo pointed -> pointedTo(pointed, row);
            case Condition.Not(Condition inner) -> Fragment.of("NOT ").add(inParentheses(inner, row));
            case Condition.Any(List<Condition> inner) -> new Fragment().join(" OR ", "false", each(inner, row));
            case Condition.All(List<Condition> inner) -> new Fragment().join(" AND ", "true", each(inner, row));
        };
    }

    private Fragment inParentheses(Condition condition, Row row) {
        return Fragment.of("(").add(render(condition, row)).add(")");
    }

    private List<Fragment> each(List<Condition> conditions, Row row) {
        return conditions.stream().map(inner -> render(inner, row)).toList();
    }

    private static Fragment keyed(Keys keys, Row row) {
        if (keys.isEmpty()) {
            return Fragment.of("false");
        }
        return Fragment.of("EXISTS (SELECT 1 FROM term i WHERE i.key = ANY (")
                .add(keys.array())
                .add(") AND i.patient = " + row.patient() + " AND i.resource = " + row.address() + " OFFSET 0)");
    }

    private static Fragment ranged(Condition.Ranged ranged, Row row) {
        return Fragment.of(
                        "EXISTS (SELECT 1 FROM " + ranged.table().label() + " i WHERE i.resource = " + row.address()
                                + " AND i.key = ANY (?::bigint[]) AND ",
                        ranged.keys())
                .add(ranged.where().apply("i"))
                .add(" OFFSET 0)");
    }

    private static Fragment present(Condition.Present present, Row row) {
        List<Fragment> any = new ArrayList<>();
        if (present.tables().size() != 1) {
            any.add(Fragment.of(
                    "EXISTS (SELECT 1 FROM term i WHERE i.resource = " + row.address()
                            + " AND i.path = ANY (?::integer[]) OFFSET 0)",
                    present.paths()));
        }
        for (Table table : present.tables()) {
            any.add(Fragment.of(
                    "EXISTS (SELECT 1 FROM " + table.label() + " i WHERE i.resource = " + row.address()
                            + " AND i.key = ANY (?::bigint[]) OFFSET 0)",
                    present.keys()));
        }
        return new Fragment().join(" OR ", "false", any);
    }

    private Fragment updated(List<Time> times, Row row) {
        // A version is written at one instant: the range of a microsecond.
        String column = row.alias() + ".updated";
        return new Fragment()
                .join(
                        " OR ",
                        "false",
                        times.stream().map(time -> updated(time, column)).toList());
    }

    private Fragment updated(Time time, String column) {
        OffsetDateTime from = instant(time.range().low());
        OffsetDateTime to = instant(time.range().high());
        return switch (time.prefix()) {
            case EQ -> Fragment.of("(" + column + " >= ? AND " + column + " < ?)", from, to);
            case NE -> Fragment.of("(" + column + " < ? OR " + column + " >= ?)", from, to);
            case GT, SA -> Fragment.of("(" + column + " >= ?)", to);
            case LT, EB -> Fragment.of("(" + column + " < ?)", from);
            case GE -> Fragment.of("(" + column + " >= ?)", from);
            case LE -> Fragment.of("(" + column + " < ?)", to);
            case AP -> {
                TimeRange near = ranges.around(time.range());
                yield Fragment.of(
                        "(" + column + " >= ? AND " + column + " < ?)", instant(near.low()), instant(near.high()));
            }
        };
    }

    private static OffsetDateTime instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private Fragment points(Condition.Points points, Row row) {
        Row there = row.further();
        return Fragment.of(
                        "EXISTS (SELECT 1 FROM (SELECT i.key # p.salt AS address FROM term i"
                                + " JOIN unnest(?::integer[], ?::bigint[]) AS p (path, salt) ON p.path = i.path"
                                + " WHERE i.resource = " + row.address() + " OFFSET 0) a",
                        points.paths(),
                        points.salts())
                .add(Statements.resource("a.address", there.alias()))
                .add(" WHERE " + there.alias() + ".type = ? AND ", points.type())
                .add(visible.sql(there.alias(), points.type()))
                .add(" AND ")
                .add(render(points.condition(), there))
                .add(" OFFSET 0)");
    }

    private Fragment pointedTo(Condition.PointedTo pointed, Row row) {
        Row there = row.further();
        List<Condition> inner = Condition.flat(List.of(pointed.condition()));
        if (pointed.byPatient() && inner.getFirst() instanceof Condition.Keyed(Keys keys)) {
            return Fragment.of("EXISTS (SELECT 1 FROM (SELECT i.resource FROM term i WHERE i.key = ANY (")
                    .add(keys.array())
                    .add(") AND i.patient = " + row.address() + " OFFSET 0) a")
                    .add(Statements.resource("a.resource", there.alias()))
                    .add(" WHERE " + there.alias() + ".type = ? AND ", pointed.type())
                    .add(visible.sql(there.alias(), pointed.type()))
                    .add(" AND ")
                    .add(render(new Condition.All(inner.subList(1, inner.size())), there))
                    .add(" OFFSET 0)");
        }
        return Fragment.of(
                        "EXISTS (SELECT 1 FROM unnest(?::bigint[]) AS p (salt) CROSS JOIN LATERAL"
                                + " (SELECT i.resource FROM term i WHERE i.key = " + row.address()
                                + " # p.salt OFFSET 0) a",
                        pointed.salts())
                .add(Statements.resource("a.resource", there.alias()))
                .add(" WHERE " + there.alias() + ".type = ? AND ", pointed.type())
                .add(visible.sql(there.alias(), pointed.type()))
                .add(" AND ")
                .add(render(pointed.condition(), there))
                .add(" OFFSET 0)");
    }
}

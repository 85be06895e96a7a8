package org.throughline.search.sql;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Fragment;
import org.throughline.record.protection.Standing;

/** The statements of a plan. */
record Statements(Visible visible, Renderer renderer) {
    private static final String COLUMNS = "r.resource, r.patient, r.type, r.id, r.version, r.updated, r.body";
    private static final String OUT = "x.resource, x.patient, x.type, x.id, x.version, x.updated, x.body,"
            + " (SELECT pg_current_snapshot()::text) AS snapshot";

    /** The resource at an address, to be read only there: its index is the only way that makes sense. */
    static Fragment resource(String address, String alias) {
        return Fragment.of(
                " CROSS JOIN LATERAL (SELECT s.resource, s.patient, s.xid, s.updated, s.version, s.labels, s.type,"
                        + " s.origin, s.deleted, s.id, s.body FROM resource s WHERE s.resource = " + address
                        + " OFFSET 0) "
                        + alias);
    }

    /** One page: the columns of a match, the snapshot, and the keys of the order, the address last. */
    Fragment page(Plan plan, @Nullable Position from, int limit) {
        return switch (plan.order()) {
            case Order.ByPatient() -> byPatient(plan, from, limit);
            case Order.ByTime(boolean descending) -> byTime(plan, descending, from, limit);
            case Order.ByRange() -> byRange(plan, from, limit);
            case Order.BySort(List<SortKey> keys) -> bySort(plan, keys, from, limit);
        };
    }

    private Fragment byPatient(Plan plan, @Nullable Position from, int limit) {
        if (!(plan.driver() instanceof Driver.Terms(Keys keys, Long patient))) {
            return bySort(plan, List.of(new SortKey(Fragment.of("r.patient"), false)), from, limit);
        }
        long afterPatient = from == null ? Long.MIN_VALUE : (Long) key(from, 0);
        long afterAddress = from == null ? Long.MIN_VALUE : (Long) key(from, 1);
        boolean one = keys.known().length == 1 && keys.lookups().isEmpty();
        Fragment inner = Fragment.of("SELECT " + COLUMNS + " FROM term t")
                .add(resource("t.resource", "r"))
                .add(standing(plan).join())
                .add(" WHERE ")
                .add(one ? Fragment.of("t.key = ?", keys.known()[0]) : Fragment.of("t.key = k.key"));
        if (patient == null) {
            inner.add(" AND (t.patient, t.resource) > (?, ?)", afterPatient, afterAddress);
        } else {
            inner.add(" AND t.patient = ? AND t.resource > ?", patient, afterAddress);
        }
        inner.add(conditions(plan, from, Row.ofIndex("t"))).add(" ORDER BY t.patient, t.resource LIMIT ?", limit);
        Fragment outer = Fragment.of(one ? "SELECT " + OUT : "SELECT DISTINCT ON (x.patient, x.resource) " + OUT)
                .add(", x.patient AS k1, x.resource AS k2 FROM ");
        if (one) {
            return outer.add("(").add(inner).add(") x");
        }
        return outer.add("unnest(")
                .add(keys.array())
                .add(") AS k (key) CROSS JOIN LATERAL (")
                .add(inner)
                .add(") x ORDER BY x.patient, x.resource LIMIT ?", limit);
    }

    private static Object key(Position from, int index) {
        Object key = from.after().get(index);
        if (key == null) {
            throw new IllegalArgumentException("A key of this order is never null");
        }
        return key;
    }

    private Fragment byTime(Plan plan, boolean descending, @Nullable Position from, int limit) {
        String direction = descending ? " DESC" : "";
        Fragment inner = Fragment.of("SELECT " + COLUMNS + " FROM resource r")
                .add(standing(plan).join())
                .add(" WHERE r.type = k.type");
        if (from != null) {
            OffsetDateTime updated = (OffsetDateTime) key(from, 0);
            inner.add(" AND (r.updated, r.resource) " + (descending ? "<" : ">") + " (?, ?)", updated, key(from, 1));
        }
        inner.add(conditions(plan, from, Row.RESOURCE))
                .add(" ORDER BY r.updated" + direction + ", r.resource" + direction + " LIMIT ?", limit);
        return Fragment.of(
                        "SELECT " + OUT + ", x.updated AS k1, x.resource AS k2 FROM unnest(?::smallint[]) AS k (type)"
                                + " CROSS JOIN LATERAL (",
                        plan.types())
                .add(inner)
                .add(") x ORDER BY x.updated" + direction + ", x.resource" + direction + " LIMIT ?", limit);
    }

    private Fragment byRange(Plan plan, @Nullable Position from, int limit) {
        Driver.Scan scan = (Driver.Scan) plan.driver();
        Condition.Ranged ranged = scan.ranged();
        String column = "m." + ranged.column();
        String direction = scan.descending() ? " DESC" : "";
        Fragment inner = Fragment.of("SELECT " + COLUMNS + ", " + column + " AS k1 FROM "
                        + ranged.table().label() + " m")
                .add(resource("m.resource", "r"))
                .add(standing(plan).join())
                .add(" WHERE m.key = k.key AND ")
                .add(ranged.where().apply("m"));
        if (scan.patient() != null) {
            inner.add(" AND m.patient = ?", scan.patient());
        }
        if (from != null) {
            String beyond = scan.descending() ? "<" : ">";
            // The first condition is implied by the second; it is what bounds the index.
            inner.add(" AND " + column + " " + beyond + "= ? AND ", key(from, 0))
                    .add("(" + column + ", m.resource) " + beyond + " (?, ?)", key(from, 0), key(from, 1));
        }
        if (!ranged.single()) {
            inner.add(" AND NOT ").add(earlier(scan));
        }
        inner.add(conditions(plan, from, Row.ofIndex("m")))
                .add(" ORDER BY " + column + direction + ", m.resource" + direction + " LIMIT ?", limit);
        return Fragment.of(
                        "SELECT " + OUT + ", x.k1, x.resource AS k2 FROM unnest(?::bigint[]) AS k (key)"
                                + " CROSS JOIN LATERAL (",
                        ranged.keys())
                .add(inner)
                .add(") x ORDER BY x.k1" + direction + ", x.resource" + direction + " LIMIT ?", limit);
    }

    /**
     * The resource has another row in the range that comes before this one, by which it was found already. It is looked
     * for among the resource's own rows, which are few; by the range, all that come before would be read each time.
     */
    private static Fragment earlier(Driver.Scan scan) {
        Condition.Ranged ranged = scan.ranged();
        String column = ranged.column();
        String before = scan.descending() ? ">" : "<";
        return Fragment.of(
                        "EXISTS (SELECT 1 FROM (SELECT i.*, i.ctid AS place FROM "
                                + ranged.table().label()
                                + " i WHERE i.resource = m.resource OFFSET 0) e WHERE e.key = ANY (?::bigint[]) AND (e."
                                + column + ", e.key, e.place) " + before + " (m." + column + ", m.key, m.ctid) AND ",
                        ranged.keys())
                .add(ranged.where().apply("e"))
                .add(")");
    }

    private Fragment bySort(Plan plan, List<SortKey> keys, @Nullable Position from, int limit) {
        Fragment inner = Fragment.of("SELECT " + COLUMNS);
        List<String> columns = new ArrayList<>();
        List<Boolean> descending = new ArrayList<>();
        for (SortKey key : keys) {
            columns.add("x.k" + (columns.size() + 1));
            descending.add(key.descending());
            inner.add(", ").add(key.expression()).add(" AS k" + columns.size());
        }
        columns.add("x.resource");
        descending.add(false);
        inner.add(matches(plan, from));
        String all = String.join(", ", columns) + " AS k" + columns.size();
        Fragment sql =
                Fragment.of("SELECT " + OUT + ", " + all + " FROM (").add(inner).add(") x");
        if (from != null) {
            sql.add(" WHERE ").add(Keyset.after(Keyset.keys(columns, descending, from.after())));
        }
        String order = java.util.stream.IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i) + (descending.get(i) ? " DESC" : "") + " NULLS LAST")
                .collect(Collectors.joining(", "));
        return sql.add(" ORDER BY " + order + " LIMIT ?", limit);
    }

    /** How many match. */
    Fragment count(Plan plan) {
        return Fragment.of("SELECT count(*)").add(matches(plan, null));
    }

    /** How many match, where what is in the index is all there and may all be seen. */
    Fragment countInIndex(Plan plan) {
        Fragment sql = Fragment.of("SELECT count(*) FROM (")
                .add(members(plan.driver()))
                .add(" OFFSET 0) t WHERE true");
        for (Condition condition : plan.rest()) {
            sql.add(" AND ").add(renderer.render(condition, Row.ofIndex("t")));
        }
        return sql;
    }

    /** How many match, as far as that is worth counting. */
    Fragment countUpTo(Plan plan, int most) {
        return Fragment.of("SELECT count(*) FROM (SELECT 1")
                .add(matches(plan, null))
                .add(" LIMIT ?) c", most);
    }

    /** Where matches come from and whom they are about, each pair once. */
    Fragment holdings(Plan plan) {
        return Fragment.of("SELECT DISTINCT r.origin, r.patient").add(matches(plan, null));
    }

    /** The addresses and patients of matches. */
    Fragment addresses(Plan plan) {
        return Fragment.of("SELECT r.resource, r.patient").add(matches(plan, null));
    }

    private Fragment matches(Plan plan, @Nullable Position from) {
        if (plan.driver() instanceof Driver.OfTypes(short[] types)) {
            return Fragment.of(" FROM resource r")
                    .add(standing(plan).join())
                    .add(" WHERE r.type = ANY (?::smallint[])", types)
                    .add(conditions(plan, from, Row.RESOURCE));
        }
        boolean indexed = plan.driver() instanceof Driver.Terms || plan.driver() instanceof Driver.Scan;
        return Fragment.of(" FROM (")
                .add(members(plan.driver()))
                .add(" OFFSET 0) t")
                .add(resource("t.resource", "r"))
                .add(standing(plan).join())
                .add(" WHERE true")
                .add(conditions(plan, from, indexed ? Row.ofIndex("t") : Row.RESOURCE));
    }

    private static Fragment members(Driver driver) {
        return switch (driver) {
            case Driver.Terms(Keys keys, Long patient) -> {
                boolean one = keys.known().length == 1 && keys.lookups().isEmpty();
                Fragment sql = Fragment.of(
                                "SELECT " + (one ? "" : "DISTINCT ") + "i.resource, i.patient FROM term i WHERE ")
                        .add(one ? Fragment.of("i.key = ?", keys.known()[0]) : any("i.key", keys.array()));
                yield patient == null ? sql : sql.add(" AND i.patient = ?", patient);
            }
            case Driver.Scan(Condition.Ranged ranged, boolean descending, Long patient) -> {
                Fragment sql = Fragment.of(
                                "SELECT DISTINCT i.resource, i.patient FROM "
                                        + ranged.table().label() + " i WHERE i.key = ANY (?::bigint[]) AND ",
                                ranged.keys())
                        .add(ranged.where().apply("i"));
                yield patient == null ? sql : sql.add(" AND i.patient = ?", patient);
            }
            case Driver.These(long[] addresses) ->
                Fragment.of(
                        "SELECT DISTINCT u.resource, 0::bigint AS patient FROM unnest(?::bigint[]) AS u (resource)",
                        addresses);
            case Driver.OfTypes(short[] types) ->
                Fragment.of("SELECT i.resource, i.patient FROM resource i WHERE i.type = ANY (?::smallint[])", types);
            case Driver.Union(List<Driver> drivers) -> {
                Fragment sql = Fragment.of("SELECT DISTINCT u.resource FROM (");
                for (int i = 0; i < drivers.size(); i++) {
                    sql.add(i == 0 ? "(" : " UNION ALL (")
                            .add(members(drivers.get(i)))
                            .add(")");
                }
                yield sql.add(") u");
            }
        };
    }

    private static Fragment any(String column, Fragment array) {
        return Fragment.of(column + " = ANY (").add(array).add(")");
    }

    private Standing standing(Plan plan) {
        return visible.sight().standing("r", plan.driver().patient());
    }

    private Fragment conditions(Plan plan, @Nullable Position from, Row row) {
        Fragment sql = Fragment.of(" AND ").add(visible.sql("r", standing(plan), plan.types()));
        for (Condition condition : plan.rest()) {
            sql.add(" AND ").add(renderer.render(condition, row));
        }
        if (from != null) {
            sql.add(" AND pg_visible_in_snapshot(r.xid, ?::pg_snapshot)", from.snapshot());
        }
        return sql;
    }
}

package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which condition leads: the rarest one that an index can list. A patient narrows whatever leads.
 *
 * @param types the types that are wanted; empty for all
 * @param conditions all of which must hold, each by itself
 * @param about the index of the condition that the resource is about one patient; -1 when there is none
 * @param patient the address of that patient
 */
record Planner(
        Frequencies frequencies,
        Connection connection,
        short[] types,
        List<Condition> conditions,
        int about,
        long patient) {

    /** So many rows are quicker listed and put in order than looked for in the order wanted. */
    private static final long FEW = 1000;

    private static final long FEW_OF_PATIENT = 100;

    private static final long EVERYTHING = Long.MAX_VALUE;

    /** Which condition leads, and about how many rows it lists, where that was asked; -1: none does. */
    record Lead(int index, long rows) {}

    boolean isSelective(Lead lead) throws SQLException {
        if (lead.index() < 0 || lead.index() == about) {
            return false;
        }
        return rows(conditions.get(lead.index())) < (about < 0 ? FEW : FEW_OF_PATIENT);
    }

    /** Whether the resources are known to be about one patient. */
    boolean ofPatient() {
        return about >= 0;
    }

    /** About how many rows the lead lists. */
    long rowsOf(Lead lead) throws SQLException {
        return lead.index() < 0 ? EVERYTHING : rows(conditions.get(lead.index()));
    }

    Lead lead() throws SQLException {
        return lead(false);
    }

    /**
     * Chooses what leads.
     *
     * @param byPatient whether it must list its rows patient by patient, which ranges do not
     */
    Lead lead(boolean byPatient) throws SQLException {
        Lead best = new Lead(-1, EVERYTHING);
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            if (i != about
                    && mayLead(conditions.get(i))
                    && !(byPatient && conditions.get(i) instanceof Condition.Ranged)) {
                candidates.add(i);
            }
        }
        if (candidates.size() == 1) {
            // Nothing to choose from, so nothing is counted.
            return new Lead(candidates.getFirst(), EVERYTHING);
        }
        for (int i : candidates) {
            long rows = rows(conditions.get(i));
            if (rows < best.rows()) {
                best = new Lead(i, rows);
            }
        }
        return best.index() < 0 && about >= 0 ? new Lead(about, EVERYTHING) : best;
    }

    private boolean mayLead(Condition condition) {
        return switch (condition) {
            case Condition.Keyed _, Condition.Addresses _ -> true;
            // Within one patient only dates are in order; the rest is quicker asked row by row.
            case Condition.Ranged ranged -> about < 0 || ranged.table() == Table.MOMENT;
            case Condition.Any(List<Condition> any) ->
                !any.isEmpty() && any.stream().allMatch(this::mayLead);
            default -> false;
        };
    }

    private long rows(Condition condition) throws SQLException {
        return switch (condition) {
            case Condition.Keyed(Keys keys) -> {
                Frequencies.Count count = frequencies.of(connection, keys);
                yield about < 0 ? count.rows() : count.rowsOfPatient();
            }
            case Condition.Addresses(long[] addresses) -> addresses.length;
            case Condition.Ranged ranged -> ranged.guess();
            case Condition.Any(List<Condition> any) -> {
                long sum = 0;
                for (Condition each : any) {
                    sum += rows(each);
                }
                yield sum;
            }
            default -> EVERYTHING;
        };
    }

    /** The plan that this condition leads. */
    Plan plan(Lead lead, Order order) {
        Long only = about >= 0 ? patient : null;
        Driver driver = lead.index() < 0 ? new Driver.OfTypes(types) : driver(conditions.get(lead.index()), only);
        List<Condition> rest = new ArrayList<>();
        boolean keyed = driver instanceof Driver.Terms || driver instanceof Driver.Scan;
        if (!keyed && types.length > 0 && !(driver instanceof Driver.OfTypes)) {
            rest.add(new Condition.OfTypes(types));
        }
        for (int i = 0; i < conditions.size(); i++) {
            if (i != lead.index() && (i != about || !keyed)) {
                rest.add(conditions.get(i));
            }
        }
        return new Plan(types, driver, rest, order);
    }

    /** The same with one condition more. */
    Plan planAnd(Lead lead, Condition more, Order order) {
        Plan plan = plan(lead, order);
        List<Condition> rest = new ArrayList<>(plan.rest());
        rest.add(more);
        return new Plan(plan.types(), plan.driver(), rest, order);
    }

    /** The plan that the values of an order lead. */
    Plan led(Condition.Ranged values) {
        List<Condition> rest = new ArrayList<>(conditions);
        if (about >= 0) {
            rest.remove(about);
        }
        Driver driver = new Driver.Scan(values, values.descending(), about >= 0 ? patient : null);
        return new Plan(types, driver, rest, new Order.ByRange());
    }

    static Driver driver(Condition condition, @Nullable Long patient) {
        return switch (condition) {
            case Condition.Keyed(Keys keys) -> new Driver.Terms(keys, patient);
            case Condition.Ranged ranged -> new Driver.Scan(ranged, ranged.descending(), patient);
            case Condition.Addresses(long[] addresses) -> new Driver.These(addresses);
            case Condition.Any(List<Condition> any) ->
                new Driver.Union(any.stream().map(each -> driver(each, patient)).toList());
            default -> throw new IllegalArgumentException("Not a condition that can lead");
        };
    }
}

package org.throughline.record.protection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.throughline.access.Policy;

/**
 * Sets of security labels and policies by the numbers that stand for them in rows. A number never changes its meaning,
 * so what is known stays true; another process may have made new ones, which are looked for when the last look is some
 * hundred milliseconds old. Until then what carries an unknown number is hidden.
 */
final class Codebook {
    private static final long FRESH_MILLIS = 300;

    private final InstantSource clock;
    private volatile Entries entries = new Entries(Map.of(), Map.of(), Long.MIN_VALUE);

    Codebook(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * What is known.
     *
     * @param labels sets of labels by number
     * @param policies policies by number
     * @param read when it was read, in milliseconds since 1970
     */
    record Entries(Map<Integer, Set<String>> labels, Map<Integer, Policy> policies, long read) {
        /** The numbers of all policies that are known. */
        int[] knownPolicies() {
            return numbers(policies.keySet());
        }

        /** The numbers of the sets none of whose sensitive labels is beyond the clearances. */
        int[] cleared(Set<String> sensitive, Set<String> clearances) {
            return numbers(labels.entrySet().stream()
                    .filter(set -> set.getValue().stream()
                            .allMatch(label -> !sensitive.contains(label) || clearances.contains(label)))
                    .map(Map.Entry::getKey)
                    .toList());
        }

        /** The numbers of the sets that hold one of these labels. */
        int[] holding(Set<String> wanted) {
            return numbers(labels.entrySet().stream()
                    .filter(set -> set.getValue().stream().anyMatch(wanted::contains))
                    .map(Map.Entry::getKey)
                    .toList());
        }

        private static int[] numbers(Collection<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sorted().toArray();
        }
    }

    /** Whether the meaning of these numbers is known here already. */
    boolean knows(int labels, List<Integer> policies) {
        Entries known = entries;
        return (labels == 0 || known.labels().containsKey(labels))
                && known.policies().keySet().containsAll(policies);
    }

    /** Makes the next one who asks look again; for after this process has made a number. */
    void forget() {
        entries = new Entries(entries.labels(), entries.policies(), Long.MIN_VALUE);
    }

    /** What is known, not older than some hundred milliseconds. */
    Entries entries(Connection connection) throws SQLException {
        Entries known = entries;
        long now = clock.millis();
        if (known.read() + FRESH_MILLIS > now && known.read() <= now) {
            return known;
        }
        Entries fresh = within(connection);
        entries = fresh;
        return fresh;
    }

    /**
     * What is known, with what the open transaction has made. It is not kept: the transaction may be rolled back, and then
     * its numbers mean nothing.
     */
    Entries within(Connection connection) throws SQLException {
        Entries known = entries;
        Map<Integer, Set<String>> labels = new TreeMap<>(known.labels());
        Map<Integer, Policy> policies = new TreeMap<>(known.policies());
        // Numbers are given out before they are committed, so a lower one may come later than a higher.
        read(
                connection,
                "SELECT labels, codes FROM label_set WHERE labels <> ALL (?::integer[])",
                labels,
                Codebook::set);
        read(
                connection,
                "SELECT policy, rules FROM policy WHERE policy <> ALL (?::integer[])",
                policies,
                PolicyText::parse);
        return new Entries(Map.copyOf(labels), Map.copyOf(policies), clock.millis());
    }

    private static Set<String> set(String codes) {
        return new TreeSet<>(Arrays.asList(codes.split("\n", -1)));
    }

    @FunctionalInterface
    private interface Meaning<T> {
        T of(String text);
    }

    private static <T> void read(Connection connection, String sql, Map<Integer, T> known, Meaning<T> meaning)
            throws SQLException {
        Map<Integer, T> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(
                    1, known.keySet().stream().mapToInt(Integer::intValue).toArray());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(row.getInt(1), meaning.of(row.getString(2)));
                }
            }
        }
        known.putAll(found);
    }

    /** The number of a set of labels, made when there is none; 0 for the empty set. */
    int labels(Connection connection, Set<String> codes) throws SQLException {
        if (codes.isEmpty()) {
            return 0;
        }
        for (Map.Entry<Integer, Set<String>> known : entries.labels().entrySet()) {
            if (known.getValue().equals(codes)) {
                return known.getKey();
            }
        }
        return number(connection, "label_set", "labels", "codes", String.join("\n", new TreeSet<>(codes)));
    }

    /** The number of a policy, made when there is none. */
    int policy(Connection connection, Policy policy) throws SQLException {
        for (Map.Entry<Integer, Policy> known : entries.policies().entrySet()) {
            if (known.getValue().equals(policy)) {
                return known.getKey();
            }
        }
        return number(connection, "policy", "policy", "rules", PolicyText.of(policy));
    }

    private static int number(Connection connection, String table, String number, String text, String value)
            throws SQLException {
        String insert =
                "INSERT INTO " + table + " (" + text + ") VALUES (?) ON CONFLICT (md5(" + text + ")) DO NOTHING";
        String select =
                "SELECT " + number + " FROM " + table + " WHERE md5(" + text + ") = md5(?) AND " + text + " = ?";
        try (PreparedStatement make = connection.prepareStatement(insert);
                PreparedStatement find = connection.prepareStatement(select)) {
            make.setString(1, value);
            make.execute();
            find.setString(1, value);
            find.setString(2, value);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("Another text has the same digest as this one", "23505");
                }
                return row.getInt(1);
            }
        }
    }
}

package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Fragment;
import org.throughline.database.Pipeline;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.record.protection.Sight;

/**
 * Keeps references whole: what is stored points to something that is there, and what is deleted is pointed to by
 * nothing. Each is one statement per transaction; the locks make the two checks of concurrent transactions wait for
 * each other.
 */
final class Integrity {
    private static final int MOST_REPORTED = 20;
    private final Map<Long, IndexRows.Reference> targets = new LinkedHashMap<>();
    private final Set<Long> written = new HashSet<>();
    private final Set<Long> deleted = new HashSet<>();

    /** Takes note of a version that this transaction writes. */
    void note(Version version) {
        long address = version.stored().address();
        IndexRows rows = version.rows();
        if (rows == null) {
            deleted.add(address);
            return;
        }
        written.add(address);
        for (IndexRows.Reference reference : rows.references()) {
            targets.putIfAbsent(Address.of(reference.type(), reference.id()), reference);
        }
    }

    /**
     * Adds the check that what was written refers to something that is there for the caller; sending fails when it does
     * not, or tells of it.
     */
    void checkTargets(Pipeline pipeline, Sight sight, @Nullable Consumer<IndexRows.Reference> unresolved) {
        targets.keySet().removeAll(written);
        if (!targets.isEmpty()) {
            pipeline.checked(
                    (rows, count) -> missing(Objects.requireNonNull(rows), unresolved),
                    Fragment.of(
                                    "SELECT resource FROM resource r WHERE resource = ANY (?::bigint[]) AND NOT deleted AND ",
                                    targets.keySet().stream()
                                            .mapToLong(Long::longValue)
                                            .toArray())
                            .add(sight.ofPresent("r"))
                            .add(" ORDER BY resource FOR KEY SHARE"));
        }
    }

    /** Those of these that point to nothing. */
    static List<IndexRows.Reference> absent(Connection connection, Collection<IndexRows.Reference> references)
            throws SQLException {
        Map<Long, IndexRows.Reference> absent = new LinkedHashMap<>();
        references.forEach(reference -> absent.put(Address.of(reference.type(), reference.id()), reference));
        String sql = "SELECT resource FROM resource WHERE resource = ANY (?::bigint[]) AND NOT deleted";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(
                    1, absent.keySet().stream().mapToLong(Long::longValue).toArray());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    absent.remove(row.getLong(1));
                }
            }
        }
        return List.copyOf(absent.values());
    }

    private void missing(ResultSet found, @Nullable Consumer<IndexRows.Reference> unresolved) throws SQLException {
        Map<Long, IndexRows.Reference> missing = new LinkedHashMap<>(targets);
        while (found.next()) {
            missing.remove(found.getLong(1));
        }
        if (unresolved != null) {
            missing.values().forEach(unresolved);
        } else if (!missing.isEmpty()) {
            throw new Failed(new Failure.Invalid(missing.values().stream()
                    .limit(MOST_REPORTED)
                    .map(Integrity::dangling)
                    .toList()));
        }
    }

    private static Issue dangling(IndexRows.Reference reference) {
        return new Issue(
                "not-found",
                reference.element(),
                "There is no " + reference.type() + "/" + reference.id() + " to refer to.");
    }

    /** Fails when something that was deleted is still pointed to by something that is not. */
    void checkReferrers(Connection connection, Indexer indexer, Map<Long, Present> present) throws SQLException {
        if (deleted.isEmpty()) {
            return;
        }
        Map<Long, Long> targetOfKey = new LinkedHashMap<>();
        for (long address : deleted) {
            Present gone = present.get(address);
            if (gone != null) {
                indexer.referringKeys(gone.type(), address).forEach(key -> targetOfKey.put(key, address));
            }
        }
        String sql = "SELECT t.key FROM term t WHERE t.key = ANY (?::bigint[])"
                + " AND t.resource <> ALL (?::bigint[]) LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(
                    1, targetOfKey.keySet().stream().mapToLong(Long::longValue).toArray());
            statement.setObject(2, deleted.stream().mapToLong(Long::longValue).toArray());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    Present held = present.get(targetOfKey.get(row.getLong(1)));
                    throw new Failed(new Failure.Conflict(name(held) + " is still referred to by others."));
                }
            }
        }
    }

    private static String name(@Nullable Present held) {
        return held == null ? "The resource" : held.type() + "/" + held.id();
    }
}

package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Hash;

/**
 * Resolves search criteria to the one resource that matches them, within a transaction. Criteria under which a
 * resource may be made are locked first, so that of many clients with the same {@code If-None-Exist} one makes it and
 * the others find it.
 */
final class Criteria {
    private final Connection connection;
    private final Matcher matcher;
    private final Caller caller;
    private final Map<String, Optional<Matcher.Match>> resolved = new HashMap<>();

    Criteria(Connection connection, Matcher matcher, Caller caller) {
        this.connection = connection;
        this.matcher = matcher;
        this.caller = caller;
    }

    /** Locks these criteria ({@code Patient?identifier=a|1}) until the transaction ends, in one order for everybody. */
    void lock(Collection<String> criteria) throws SQLException {
        if (criteria.isEmpty()) {
            return;
        }
        String sql = "SELECT pg_advisory_xact_lock(key) FROM unnest(?::bigint[]) AS n (key) ORDER BY key";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(
                    1, criteria.stream().mapToLong(Hash::of).sorted().distinct().toArray());
            statement.execute();
        }
    }

    /**
     * The one resource that matches; empty when none does.
     *
     * @throws Failed with {@link Failure.PreconditionFailed} when several do
     */
    Optional<Matcher.Match> one(String type, String criteria) throws SQLException {
        String whole = type + "?" + criteria;
        Optional<Matcher.Match> known = resolved.get(whole);
        if (known != null) {
            return known;
        }
        List<Matcher.Match> matches = matcher.match(connection, caller, type, criteria, 2);
        if (matches.size() > 1) {
            throw new Failed(new Failure.PreconditionFailed("More than one " + type + " matches the criteria."));
        }
        Optional<Matcher.Match> match = matches.stream().findFirst();
        resolved.put(whole, match);
        return match;
    }
}

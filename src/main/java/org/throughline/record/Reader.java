package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.protection.Sight;

/** Reads one resource by its id. */
final class Reader {
    private static final String COLUMNS = "SELECT r.id, r.version, r.updated, r.patient, r.body FROM ";

    private final Connection connection;
    private final Types types;
    private final Sight sight;

    Reader(Connection connection, Types types, Sight sight) {
        this.connection = connection;
        this.types = types;
        this.sight = sight;
    }

    Stored present(String type, String id) throws SQLException {
        return whole(one(of("resource", type, id).add(sight.ofPresent("r", Set.of(type))), type, id), type + "/" + id);
    }

    /** Those that there are of these. */
    List<Stored> present(Collection<Long> addresses) throws SQLException {
        List<Stored> present = new ArrayList<>();
        try (PreparedStatement statement = among(
                                "r.id, r.version, r.updated, r.patient, r.body, r.resource, r.type", addresses)
                        .prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                present.add(stored(row, row.getLong(6), types.resourceType(row.getShort(7)), row.getString(1)));
            }
        }
        return present;
    }

    Set<Long> visible(Collection<Long> addresses) throws SQLException {
        return found(among("r.resource", addresses));
    }

    private Set<Long> found(Fragment sql) throws SQLException {
        Set<Long> found = new HashSet<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(row.getLong(1));
            }
        }
        return found;
    }

    /** Those of these at which there is something to be seen, or was before it was deleted. */
    Set<Long> known(Collection<Long> addresses) throws SQLException {
        return found(among("r.resource", addresses, ""));
    }

    private Fragment among(String columns, Collection<Long> addresses) {
        return among(columns, addresses, "NOT r.deleted AND ");
    }

    private Fragment among(String columns, Collection<Long> addresses, String condition) {
        return Fragment.of(
                        "SELECT " + columns + " FROM resource r WHERE r.resource = ANY (?::bigint[]) AND " + condition,
                        addresses.stream().mapToLong(Long::longValue).sorted().toArray())
                .add(sight.ofPresent("r"));
    }

    Stored version(String type, String id, int version) throws SQLException {
        Fragment sql = of("resource", type, id)
                .add(sight.ofPresent("r", Set.of(type)))
                .add(" AND r.version = ? UNION ALL ", version)
                .add(of("history", type, id))
                .add(sight.ofPast("r"))
                .add(" AND r.version = ?", version);
        return whole(one(sql, type, id), type + "/" + id + "/_history/" + version);
    }

    private Fragment of(String table, String type, String id) {
        return Fragment.of(
                COLUMNS + table + " r WHERE r.resource = ? AND r.type = ? AND ", Address.of(type, id), (short)
                        types.number(type));
    }

    private Stored one(Fragment sql, String type, String id) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            if (!row.next() || !row.getString(1).equals(id)) {
                throw new Failed(new Failure.NotFound("There is no " + type + "/" + id + "."));
            }
            return stored(row, Address.of(type, id), type, id);
        }
    }

    private static Stored stored(ResultSet row, long address, String type, String id) throws SQLException {
        return new Stored(
                address, type, id, row.getInt(2), row.getTimestamp(3).toInstant(), row.getLong(4), row.getBytes(5));
    }

    private static Stored whole(Stored stored, String name) {
        if (stored.deleted()) {
            throw new Failed(new Failure.Gone(name + " was deleted."));
        }
        return stored;
    }
}

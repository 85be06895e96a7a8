package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Reads one resource by its id. */
final class Reader {
    private static final String COLUMNS = "SELECT r.id, r.version, r.updated, r.patient, r.body FROM ";

    private final Connection connection;
    private final Types types;
    private final Predicate predicate;

    /** @param interaction what the caller wants to do with it, which decides what it finds */
    Reader(Connection connection, Types types, Caller caller, Interaction interaction) {
        this.connection = connection;
        this.types = types;
        this.predicate = Predicate.of(caller.visibility(interaction), types, "r");
    }

    Stored present(String type, String id) throws SQLException {
        String sql = COLUMNS + "resource r WHERE r.resource = ? AND r.type = ? AND " + predicate.sql();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, type, id);
            return whole(one(statement, type, id), type + "/" + id);
        }
    }

    Stored version(String type, String id, int version) throws SQLException {
        String sql = COLUMNS + "resource r WHERE r.resource = ? AND r.type = ? AND " + predicate.sql()
                + " AND r.version = ? UNION ALL " + COLUMNS
                + "history r WHERE r.resource = ? AND r.type = ? AND " + predicate.sql() + " AND r.version = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = bind(statement, type, id);
            statement.setInt(next++, version);
            statement.setLong(next++, Address.of(type, id));
            statement.setShort(next++, (short) types.number(type));
            next = predicate.bind(statement, next);
            statement.setInt(next, version);
            return whole(one(statement, type, id), type + "/" + id + "/_history/" + version);
        }
    }

    private int bind(PreparedStatement statement, String type, String id) throws SQLException {
        statement.setLong(1, Address.of(type, id));
        statement.setShort(2, (short) types.number(type));
        return predicate.bind(statement, 3);
    }

    private Stored one(PreparedStatement statement, String type, String id) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next() || !row.getString(1).equals(id)) {
                throw new Failed(new Failure.NotFound("There is no " + type + "/" + id + "."));
            }
            return new Stored(
                    Address.of(type, id),
                    type,
                    id,
                    row.getInt(2),
                    row.getTimestamp(3).toInstant(),
                    row.getLong(4),
                    row.getBytes(5));
        }
    }

    private static Stored whole(Stored stored, String name) {
        if (stored.deleted()) {
            throw new Failed(new Failure.Gone(name + " was deleted."));
        }
        return stored;
    }
}

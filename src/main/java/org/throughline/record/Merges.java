package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.database.Fragment;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;

/** Which patients' records were merged into which, for whoever has the transaction. */
public final class Merges {
    private Merges() {}

    /** The id of the Patient whose record took the place of this one's; empty when none did. */
    public static Optional<String> survivor(Connection connection, String patient) throws SQLException {
        return Sql.first(
                connection,
                row -> row.getString(1),
                "SELECT survivor_id FROM merged WHERE patient = ?",
                Address.of("Patient", patient));
    }

    /** The addresses of the Patients whose records were merged into this one's. */
    public static Set<Long> former(Connection connection, long patient) throws SQLException {
        return Set.copyOf(
                Sql.list(connection, row -> row.getLong(1), "SELECT patient FROM merged WHERE survivor = ?", patient));
    }

    /** Of these ids of Patients, those that were replaced, each with the id of the one that took its place. */
    public static Map<String, String> survivors(Connection connection, Collection<String> patients)
            throws SQLException {
        Map<String, String> survivors = new HashMap<>();
        long[] addresses = patients.stream()
                .mapToLong(patient -> Address.of("Patient", patient))
                .toArray();
        Fragment sql = Fragment.of("SELECT id, survivor_id FROM merged WHERE patient = ANY (?::bigint[])", addresses);
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                survivors.put(row.getString(1), row.getString(2));
            }
        }
        return survivors;
    }
}

package org.throughline.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.database.Database;

/** The numbers that stand for callers in the trail. A number is made at a caller's first access and never changes. */
final class Agents {
    private static final int MOST_KEPT = 10_000;

    private final Database database;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    Agents(Database database) {
        this.database = database;
    }

    int number(String agent, String display) {
        Integer known = numbers.get(agent);
        if (known != null) {
            return known;
        }
        int number = database.inTransaction(connection -> find(connection, agent, display));
        if (numbers.size() > MOST_KEPT) {
            numbers.clear();
        }
        numbers.put(agent, number);
        return number;
    }

    private static int find(Connection connection, String agent, String display) throws SQLException {
        String sql = "INSERT INTO agent (name, display) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET display = excluded.display RETURNING agent";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, agent);
            statement.setString(2, display);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}

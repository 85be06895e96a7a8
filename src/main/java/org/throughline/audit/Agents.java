package org.throughline.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.database.Database;

/**
 * The numbers that stand for callers in the trail. A number is made at the first access of a caller of that name and
 * display, and never changes: who is renamed gets another.
 */
final class Agents {
    private static final int MOST_KEPT = 10_000;

    private final Database database;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    Agents(Database database) {
        this.database = database;
    }

    int number(String agent, String display) {
        String key = agent + '\n' + display;
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = database.inTransaction(connection -> find(connection, agent, display));
        if (numbers.size() > MOST_KEPT) {
            numbers.clear();
        }
        numbers.put(key, number);
        return number;
    }

    private static int find(Connection connection, String agent, String display) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO agent (name, display) VALUES (?, ?) ON CONFLICT DO NOTHING");
                PreparedStatement select =
                        connection.prepareStatement("SELECT agent FROM agent WHERE name = ? AND display = ?")) {
            for (PreparedStatement statement : List.of(insert, select)) {
                statement.setString(1, agent);
                statement.setString(2, display);
            }
            insert.executeUpdate();
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}

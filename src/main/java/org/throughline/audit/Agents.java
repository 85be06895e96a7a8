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
 * The numbers that stand for callers in the trail. A number is made at the first access of a caller of that name,
 * display and capacity, and never changes: who is renamed or gets another role has another.
 */
final class Agents {
    private static final int MOST_KEPT = 10_000;

    private final Database database;
    private final Map<Agent, Integer> numbers = new ConcurrentHashMap<>();

    Agents(Database database) {
        this.database = database;
    }

    int number(Agent agent) {
        Integer known = numbers.get(agent);
        if (known != null) {
            return known;
        }
        int number = database.inTransaction(connection -> find(connection, agent));
        if (numbers.size() > MOST_KEPT) {
            numbers.clear();
        }
        numbers.put(agent, number);
        return number;
    }

    private static int find(Connection connection, Agent agent) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO agent (name, display, roles, sites) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
                PreparedStatement select = connection.prepareStatement(
                        "SELECT agent FROM agent WHERE name = ? AND display = ? AND roles = ? AND sites = ?")) {
            for (PreparedStatement statement : List.of(insert, select)) {
                statement.setString(1, agent.name());
                statement.setString(2, agent.display());
                statement.setString(3, agent.capacity().roles());
                statement.setString(4, agent.capacity().sites());
            }
            insert.executeUpdate();
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}

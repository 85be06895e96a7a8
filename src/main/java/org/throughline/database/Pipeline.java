package org.throughline.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together, in one round trip, and run in order. The round trips of a small write
 * cost more than its work.
 *
 * <p>Columns of many rows are given as arrays ({@code long[]}, {@code String[]}, {@code byte[][]} …) for
 * {@code unnest}. Texts of statements are to be few, so that the server keeps their plans.
 */
public final class Pipeline {
    private final List<Step> steps = new ArrayList<>();

    private record Step(
            String sql, Object[] parameters, @Nullable Check check) {}

    /** Looks at the result of a statement; what it throws rolls the transaction back. */
    @FunctionalInterface
    public interface Check {
        /**
         * Looks at one result.
         *
         * @param rows the rows that came; null when the statement gives none
         * @param count the rows that were changed; -1 when the statement gives rows
         */
        void check(@Nullable ResultSet rows, int count) throws SQLException;
    }

    /** Adds a statement, its parameters in the order of its question marks. */
    public Pipeline add(String sql, Object... parameters) {
        steps.add(new Step(sql, parameters, null));
        return this;
    }

    /** Adds a statement whose result is looked at once all have run. */
    public Pipeline checked(Check check, String sql, Object... parameters) {
        steps.add(new Step(sql, parameters, check));
        return this;
    }

    /** Adds a statement whose result is looked at once all have run. */
    public Pipeline checked(Check check, Fragment sql) {
        return checked(check, sql.text(), sql.values());
    }

    /** Sends what was added; does nothing when that is nothing. */
    public void send(Connection connection) throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder();
        for (Step step : steps) {
            sql.append(sql.isEmpty() ? "" : "; ").append(step.sql());
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            int index = 1;
            for (Step step : steps) {
                for (Object parameter : step.parameters()) {
                    bind(statement, index++, parameter);
                }
            }
            boolean rows = statement.execute();
            for (Step step : steps) {
                look(statement, rows, step.check());
                rows = statement.getMoreResults();
            }
        }
    }

    private static void look(PreparedStatement statement, boolean rows, @Nullable Check check) throws SQLException {
        if (check == null) {
            return;
        }
        if (rows) {
            try (ResultSet result = statement.getResultSet()) {
                check.check(result, -1);
            }
        } else {
            check.check(null, statement.getUpdateCount());
        }
    }

    private static void bind(PreparedStatement statement, int index, Object parameter) throws SQLException {
        switch (parameter) {
            case String[] texts ->
                statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
            case byte[][] bytes ->
                statement.setArray(index, statement.getConnection().createArrayOf("bytea", bytes));
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Short number -> statement.setShort(index, number);
            default -> statement.setObject(index, parameter);
        }
    }
}

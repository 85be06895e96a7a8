package org.throughline.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A piece of SQL with the values that its markers stand for, in order. */
public final class Fragment {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    public static Fragment of(String text, Object... values) {
        return new Fragment().add(text, values);
    }

    /** Appends text with as many markers as there are values: numbers, strings, or arrays of them. */
    public Fragment add(String more, Object... bound) {
        text.append(more);
        values.addAll(Arrays.asList(bound));
        return this;
    }

    public Fragment add(Fragment more) {
        text.append(more.text);
        values.addAll(more.values);
        return this;
    }

    /** Appends the pieces with a word between them, in parentheses; the word of none is {@code empty}. */
    public Fragment join(String word, String empty, List<Fragment> pieces) {
        if (pieces.isEmpty()) {
            return add(empty);
        }
        add("(");
        for (int i = 0; i < pieces.size(); i++) {
            add(i == 0 ? "" : word).add(pieces.get(i));
        }
        return add(")");
    }

    public String text() {
        return text.toString();
    }

    Object[] values() {
        return values.toArray();
    }

    public PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof String[] texts) {
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, values.get(i));
            }
        }
        return statement;
    }

    /** The text and the values in one line: the same for the same piece. */
    public String description() {
        StringBuilder line = new StringBuilder(text);
        for (Object value : values) {
            line.append(' ')
                    .append(
                            switch (value) {
                                case long[] longs -> Arrays.toString(longs);
                                case int[] ints -> Arrays.toString(ints);
                                case Object[] objects -> Arrays.toString(objects);
                                default -> value.toString();
                            });
        }
        return line.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

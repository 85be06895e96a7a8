package org.throughline.search.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Fragment;

/** The condition that a row comes after another in an order where null comes last. */
final class Keyset {
    private Keyset() {}

    /** A column of the order, and the value that the last row had in it. */
    record Key(String column, boolean descending, @Nullable Object last) {}

    static List<Key> keys(List<String> columns, List<Boolean> descending, List<@Nullable Object> last) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            keys.add(new Key(columns.get(i), descending.get(i), last.get(i)));
        }
        return Collections.unmodifiableList(keys);
    }

    static Fragment after(List<Key> keys) {
        Key first = keys.getFirst();
        Object last = first.last();
        if (keys.size() == 1) {
            return last == null ? Fragment.of("false") : beyond(first, last);
        }
        Fragment rest = after(keys.subList(1, keys.size()));
        if (last == null) {
            return Fragment.of("(" + first.column() + " IS NULL AND ").add(rest).add(")");
        }
        return Fragment.of("(")
                .add(beyond(first, last))
                .add(" OR " + first.column() + " IS NULL OR (" + first.column() + " = ? AND ", last)
                .add(rest)
                .add("))");
    }

    private static Fragment beyond(Key key, Object last) {
        return Fragment.of(key.column() + (key.descending() ? " < ?" : " > ?"), last);
    }
}

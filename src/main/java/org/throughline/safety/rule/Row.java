package org.throughline.safety.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A line of a table of knowledge with its columns by name. */
record Row(RuleVersion version, Map<String, String> fields, String line) {
    /** A column's text; empty when nothing is there. */
    String text(String column) {
        String text = fields.get(column);
        if (text == null) {
            throw new Unreadable("there is no column " + column);
        }
        return text;
    }

    /** A column that must not be empty. */
    String told(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            throw new Unreadable("nothing in " + column);
        }
        return text;
    }

    boolean has(String column) {
        return !fields.getOrDefault(column, "").isEmpty();
    }

    /** What stands between semicolons. */
    List<String> list(String column) {
        return parts(text(column), ";");
    }

    static List<String> parts(String text, String by) {
        return Stream.of(text.split(by, -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    <E extends Enum<E>> E oneOf(Class<E> type, String column) {
        return named(type, told(column));
    }

    static <E extends Enum<E>> E named(Class<E> type, String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Unreadable("\"" + name + "\" is none of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }
}

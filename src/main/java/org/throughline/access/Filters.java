package org.throughline.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The conditions of a scope, written as a query: {@code category=system|code&status=final}. Plain equality only; a
 * modifier or a chain would need a server to interpret it, so that what is granted could not be told from the scope.
 */
final class Filters {
    private static final int LONGEST = 1000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    private static final Pattern VALUE = Pattern.compile("(?:[^|,\\s]+\\|)?[^|,]+(?:,(?:[^|,\\s]+\\|)?[^|,]+)*");

    /** What would end a condition or is not allowed in a scope (RFC 6749, 3.3), and how it is written instead. */
    private static final Map<String, String> ESCAPES =
            Map.of("&", "%26", " ", "%20", "\"", "%22", "\\", "%5C", "+", "%2B", "#", "%23");

    private Filters() {}

    static List<Filter> parse(String query) {
        return Arrays.stream(query.split("&", -1)).map(Filters::one).toList();
    }

    private static Filter one(String condition) {
        int equals = condition.indexOf('=');
        String name = equals < 0 ? condition : condition.substring(0, equals);
        String value = equals < 0 ? "" : decoded(condition.substring(equals + 1), condition);
        if (condition.length() > LONGEST
                || !NAME.matcher(name).matches()
                || !VALUE.matcher(value).matches()) {
            throw wrong(condition);
        }
        return new Filter(name, value);
    }

    private static String decoded(String value, String condition) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong(condition);
        }
    }

    static String text(Filter filter) {
        String value = filter.value().replace("%", "%25");
        for (Map.Entry<String, String> escape : ESCAPES.entrySet()) {
            value = value.replace(escape.getKey(), escape.getValue());
        }
        return filter.parameter() + "=" + value;
    }

    private static Failed wrong(String condition) {
        return new Failed(new Failure.Malformed(
                "value",
                "scope",
                "'" + condition + "' is not a condition of a scope: write parameter=code or parameter=system|code,"
                        + " several codes with commas between them, and no modifiers or chains"));
    }
}

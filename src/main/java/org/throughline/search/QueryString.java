package org.throughline.search;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.query.Argument;

/** Takes the query part of a URL apart. */
final class QueryString {
    private QueryString() {}

    static List<Argument> parse(String query) {
        List<Argument> arguments = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                arguments.add(new Argument(decode(name), decode(value)));
            }
        }
        return arguments;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Failed(
                    new Failure.Malformed("value", "", "The query has a % that is not followed by two hex digits."), e);
        }
    }
}

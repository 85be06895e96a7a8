package org.throughline.packages.vocabulary;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions as names of files tell them. */
final class Versions {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9])([0-9]{8}|[0-9]{4}(?:[-_][0-9]{2})?|[0-9]+\\.[0-9]+)(?![0-9])");

    private Versions() {}

    /** The last number in a name that could be one; {@code unknown} for none. */
    static String inName(String name) {
        Matcher numbers = NUMBER.matcher(name);
        String version = "unknown";
        while (numbers.find()) {
            version = numbers.group(1);
        }
        return version;
    }
}

package org.throughline.record;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What must hold of the present version for a write to go ahead. */
public sealed interface Precondition {
    Precondition NONE = new None();

    /** What is given out, {@code W/"3"}, and what clients make of it: {@code "3"} and {@code 3}. */
    Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"?([0-9]{1,9})\"?");

    /** Nothing. */
    record None() implements Precondition {}

    /** {@code If-Match}: the present version is this one. */
    record Version(int version) implements Precondition {}

    /** {@code If-None-Match: *}: there is no present version. */
    record Absent() implements Precondition {}

    /**
     * Reads the two headers of a conditional write.
     *
     * @param ifMatch an entity tag, {@code W/"3"}; null for none
     * @param ifNoneMatch only {@code *} makes sense on a write; null for none
     * @throws Failed with {@link Failure.Malformed} for another {@code If-None-Match}
     */
    static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null) {
            return new Version(versionOf(ifMatch));
        }
        if (ifNoneMatch == null) {
            return NONE;
        }
        if (!ifNoneMatch.equals("*")) {
            throw new Failed(
                    new Failure.Malformed("invalid", "If-None-Match", "On a write, If-None-Match can only be *."));
        }
        return new Absent();
    }

    /** The version in an entity tag; -1, which matches none, for a tag that was not given out here. */
    static int versionOf(String tag) {
        java.util.regex.Matcher matcher = ENTITY_TAG.matcher(tag.strip());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}

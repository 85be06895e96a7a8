package org.throughline.access;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The scopes that a caller was granted; what none of them grants is denied. */
public record Scopes(List<Scope> granted) {
    /** A comma may also stand within a condition; what ends a scope is followed by the next. */
    private static final Pattern BETWEEN = Pattern.compile("\\s+|,\\s*(?=$|,|(?:system|user|patient)/)");

    /** Every interaction on every type. */
    public static final Scopes EVERYTHING = parse("system/*.cruds");

    public Scopes {
        granted = List.copyOf(granted);
    }

    /**
     * Reads scopes separated by spaces or commas.
     *
     * @throws Failed with {@link Failure.Malformed} when there is none or one is not a SMART scope over resources
     */
    public static Scopes parse(String text) {
        List<Scope> scopes = BETWEEN.splitAsStream(text)
                .filter(each -> !each.isEmpty())
                .map(Scope::parse)
                .toList();
        if (scopes.isEmpty()) {
            throw new Failed(new Failure.Malformed("required", "scope", "At least one scope is needed."));
        }
        return new Scopes(scopes);
    }

    /** The scopes as SMART version 2 writes them, separated by spaces. */
    @Override
    public String toString() {
        return granted.stream().map(Scope::toString).collect(Collectors.joining(" "));
    }
}

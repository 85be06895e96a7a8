package org.throughline.clinic.app;

import java.util.List;
import java.util.stream.Stream;

/**
 * A scope that a person may grant or not.
 *
 * @param scope as the app asked for it
 * @param words what it lets the app do
 * @param narrower what may be granted in its place
 */
public record Choice(String scope, String words, List<Choice> narrower) {
    public Choice {
        narrower = List.copyOf(narrower);
    }

    /** The scope itself and all that may be granted in its place. */
    Stream<String> scopes() {
        return Stream.concat(Stream.of(scope), narrower.stream().flatMap(Choice::scopes));
    }
}

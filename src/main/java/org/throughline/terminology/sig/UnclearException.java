package org.throughline.terminology.sig;

import java.util.List;

/** Ends a reading at the first thing that is not clear; never leaves this package. */
final class UnclearException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reading.Unclear unclear;

    UnclearException(String word, String why, List<String> choices) {
        super(why, null, false, false);
        this.unclear = new Reading.Unclear(word, why, choices);
    }

    UnclearException(String word, String why) {
        this(word, why, List.of());
    }

    Reading.Unclear unclear() {
        return unclear;
    }
}

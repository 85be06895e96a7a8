package org.throughline.safety;

import org.jspecify.annotations.Nullable;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;

/** A value, or why there is none; one of the two is there. */
record Fact<T>(@Nullable T value, @Nullable Reason missing) {
    static <T> Fact<T> of(T value) {
        return new Fact<>(value, null);
    }

    static <T> Fact<T> missing(Why why, String words) {
        return new Fact<>(null, new Reason(why, words));
    }

    static <T> Fact<T> missing(Reason reason) {
        return new Fact<>(null, reason);
    }
}

package org.throughline.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Something that is done again and again behind the screens.
 *
 * @param name what is done, as the log calls it: "sorting results"
 * @param pause from the end of one time to the beginning of the next
 * @param step does a piece of it and says whether there is more to do at once
 */
record Chore(String name, Duration pause, BooleanSupplier step) {
    /** One that is done in one piece. */
    static Chore of(String name, Duration pause, Runnable whole) {
        return new Chore(name, pause, () -> {
            whole.run();
            return false;
        });
    }
}

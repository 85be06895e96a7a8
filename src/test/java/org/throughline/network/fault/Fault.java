package org.throughline.network.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** What becomes of one request on its way. */
sealed interface Fault {
    /** It arrives, after a while; held for long enough, others overtake it. */
    record Delayed(Duration by) implements Fault {}

    /** It never arrives. */
    record Lost() implements Fault {}

    /** It arrives and is answered, which whoever asked never hears. */
    record AnswerLost() implements Fault {}

    /** It arrives twice. */
    record Twice() implements Fault {}

    /** The next one of a bad line: half of all requests arrive as they should. */
    static Fault next(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> new Lost();
            case 3, 4, 5 -> new AnswerLost();
            case 6, 7 -> new Twice();
            case 8, 9 -> new Delayed(Duration.ofMillis(200 + random.nextInt(1_300)));
            default -> new Delayed(Duration.ZERO);
        };
    }
}

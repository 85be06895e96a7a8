package org.throughline.events.advice;

import java.util.List;

/** What came of asking a service. */
public sealed interface Advice {
    /** The service's title. */
    String service();

    /** It answered; often with nothing to advise. */
    record Given(String service, List<Card> cards) implements Advice {
        public Given {
            cards = List.copyOf(cards);
        }
    }

    /** It did not answer in time, or not so that it can be understood. */
    record Silent(String service, String why) implements Advice {}
}

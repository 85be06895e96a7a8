package org.throughline.events.subscription;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription asks for.
 *
 * @param off whether it is not to be in force
 * @param topic the canonical address
 * @param filters as they were sent
 * @param endpoint where notifications go; null for a websocket
 * @param headers to send with them, {@code Name: value}; null when they are to stay as they are
 * @param payload the media type of notifications
 * @param heartbeat how often to say that all is well; null for never
 * @param timeout how long the receiver may take
 * @param most events in a notification
 * @param ends null for never
 */
record Terms(
        boolean off,
        String topic,
        List<String> filters,
        Channel channel,
        @Nullable URI endpoint,
        @Nullable List<String> headers,
        String payload,
        Content content,
        @Nullable Duration heartbeat,
        Duration timeout,
        int most,
        @Nullable Instant ends) {

    Terms {
        filters = List.copyOf(filters);
        headers = headers == null ? null : List.copyOf(headers);
    }

    /** How notifications reach the subscriber. */
    enum Channel {
        REST_HOOK("rest-hook"),
        WEBSOCKET("websocket");

        private final String code;

        Channel(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}

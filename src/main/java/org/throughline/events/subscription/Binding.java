package org.throughline.events.subscription;

import java.time.Instant;
import java.util.List;

/**
 * A token by which a websocket is bound to subscriptions.
 *
 * @param subscriptions ids of those that it is good for
 * @param expires until when notifications come by it
 * @param address where the websocket is opened
 */
public record Binding(String token, List<String> subscriptions, Instant expires, String address) {
    public Binding {
        subscriptions = List.copyOf(subscriptions);
    }
}

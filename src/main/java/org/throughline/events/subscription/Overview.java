package org.throughline.events.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as whoever runs the installation sees it: nothing of what it tells.
 *
 * @param id of the Subscription
 * @param who acts by it now; empty for nobody any more
 * @param what it is about, in a few words
 * @param where its notifications go: a host; empty for a websocket
 * @param waiting how many events it has that were not delivered
 * @param delivered when the receiver took something last; null for never
 * @param fault of the last attempt; empty for none
 */
public record Overview(
        String id,
        String who,
        String what,
        String where,
        State state,
        long waiting,
        @Nullable Instant delivered,
        String fault) {}

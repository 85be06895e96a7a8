package org.throughline.events.subscription;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param live subscriptions that one owner may have
 * @param kept events of one subscription
 * @param age of the oldest event that is kept
 * @param most events in a notification
 * @param bytes of a notification; what is larger is sent in several
 * @param perSecond notifications to one host
 * @param patience failures after which a subscription is in error
 * @param longestPause between two attempts
 */
public record SubscriptionLimits(
        int live, int kept, Duration age, int most, int bytes, int perSecond, int patience, Duration longestPause) {
    /** As an installation begins. */
    public static final SubscriptionLimits USUAL =
            new SubscriptionLimits(200, 10_000, Duration.ofDays(7), 100, 4_000_000, 50, 5, Duration.ofMinutes(1));
}

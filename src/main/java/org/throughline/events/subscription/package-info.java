/**
 * Tells programs what has changed, as FHIR's topic-based subscriptions in R4 have it (Subscriptions R5 Backport 1.1.0): which topics
 * there are, what a program asked for and by which rights, the events for each, in order and with numbers, and how they
 * reach it. A change becomes an event once it is committed, read off the transactions so that none that commits late is
 * missed ({@link org.throughline.events.subscription.Collector}); it gets its number when it is first shown to the
 * subscriber, and only if that one may see it at that moment ({@link org.throughline.events.subscription.Queue}). Other
 * rooms have topics of their own by {@link org.throughline.events.subscription.TopicSource} and give events to
 * {@link org.throughline.events.subscription.Subscriptions#emit}. May import {@code record}, {@code search}, {@code audit},
 * {@code database}, {@code keys}, {@code http} and what lies below.
 *
 * @see <a href="http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">Subscriptions R5 Backport</a>
 */
@NullMarked
package org.throughline.events.subscription;

import org.jspecify.annotations.NullMarked;

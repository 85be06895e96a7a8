/**
 * Carries messages to other installations, each until the other end has said that it has it: kept in the transaction that
 * causes it, sent again after growing pauses, given up after three quarters of an hour and then said so; and remembers which messages have come,
 * so that each is taken in once. What is in them it does not know. Over HTTP they go as FHIR messages; another network is a
 * {@link org.throughline.events.courier.Transport} of its own. May import {@code record}, {@code database}, {@code http}.
 */
@NullMarked
package org.throughline.events.courier;

import org.jspecify.annotations.NullMarked;

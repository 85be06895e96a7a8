/**
 * Whole charts that move to another practice, confirmed by both. The patient asks in writing; somebody looks at what goes and what
 * is held back, and signs; the new practice says who it is there and takes the chart, or does not; it fetches the chart in pieces,
 * makes sure that it is whole, and files it as its own at once; somebody there confirms it, and the old practice closes what was
 * open. What both sides say to each other are messages ({@code network.post}); the chart itself is fetched
 * ({@link org.throughline.network.transfer.PartDoor}), so that it holds up no message. May import what lies below {@code network},
 * and {@code network.peer}, {@code network.post}, {@code network.link} and {@code network.document}.
 */
@NullMarked
package org.throughline.network.transfer;

import org.jspecify.annotations.NullMarked;

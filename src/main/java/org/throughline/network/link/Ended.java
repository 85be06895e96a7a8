package org.throughline.network.link;

import java.time.Instant;

/**
 * A link that was in force once.
 *
 * @param by who ended it
 * @param reason why
 */
public record Ended(Link link, Instant at, String by, String reason) {}

package org.throughline.privacy.place;

import java.time.Instant;
import org.throughline.access.place.Rule;

/**
 * A rule that a site has set for itself.
 *
 * @param number of it
 * @param reason why
 * @param by who set it, in words
 */
public record SiteRule(long number, Rule rule, String reason, String by, Instant at) {}

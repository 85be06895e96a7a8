package org.throughline.record;

import java.time.Instant;

/**
 * A resource that refers to another.
 *
 * @param created when its first version was written
 */
public record Referrer(Stored stored, Instant created) {}

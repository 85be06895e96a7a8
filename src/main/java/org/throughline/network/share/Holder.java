package org.throughline.network.share;

/**
 * A member as the holder of what it gives us.
 *
 * @param peer its number
 * @param name as people call it
 * @param base the address of its API, without a slash at the end
 * @param us the id there of the Organization that stands for us; empty when it is not known
 */
public record Holder(int peer, String name, String base, String us) {}

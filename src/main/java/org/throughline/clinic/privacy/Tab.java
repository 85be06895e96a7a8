package org.throughline.clinic.privacy;

/**
 * A way to one of the privacy officer's pages.
 *
 * @param waiting how many things wait there to be looked into
 */
public record Tab(String name, String address, long waiting, boolean current) {}

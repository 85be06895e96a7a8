package org.throughline.care.visit;

/**
 * A room where patients are seen: a Location.
 *
 * @param id of the Location
 * @param site the id of the Location of the site that it is part of; empty for none
 */
public record Room(String id, String name, String site) {}

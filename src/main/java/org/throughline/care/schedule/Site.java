package org.throughline.care.schedule;

import java.time.ZoneId;

/**
 * Where patients are seen: a Location that belongs to an Organization.
 *
 * @param id of the Location; empty when the practice has none
 * @param organization the id of the Organization; empty for none
 * @param zone in whose time it works
 */
public record Site(String id, String name, String organization, ZoneId zone) {}

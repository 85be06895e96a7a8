package org.throughline.care.directory;

/**
 * A place of work: an Organization, which is the whole one or a part of it.
 *
 * @param id the Organization's id
 */
public record Site(String id, String name) {}

package org.throughline.access;

/**
 * A search condition that a resource must meet beside its type, as in {@code Observation.rs?category=system|code}.
 *
 * @param parameter the name of a token or reference search parameter of the grant's types
 * @param value what it must be equal to: {@code system|code}, {@code code} in any system, {@code Patient/1} for a reference, or one
 *     of several with commas between them
 */
public record Filter(String parameter, String value) {}

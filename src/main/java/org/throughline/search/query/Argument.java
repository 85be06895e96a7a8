package org.throughline.search.query;

/**
 * One parameter of a query string, decoded.
 *
 * @param name with its modifiers and chain: {@code subject:Patient.name:exact}
 * @param value with FHIR's own escapes still in it
 */
public record Argument(String name, String value) {}

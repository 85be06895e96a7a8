package org.throughline.fhir.definitions;

/**
 * A profile that a package brings, by name only; its rules are the validator's business.
 *
 * @param url its canonical address, without version
 * @param type the type that it constrains
 */
public record ProfileDefinition(String url, String version, String type) {}

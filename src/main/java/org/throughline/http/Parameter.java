package org.throughline.http;

/** A decoded name and value of a query or a form. */
public record Parameter(String name, String value) {}

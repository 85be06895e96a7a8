package org.throughline.safety.rule;

/**
 * What a rule rests on.
 *
 * @param citation as one would cite it
 * @param url where to read it
 */
public record Source(String citation, String url) {}

package org.throughline.packages;

import java.time.Instant;

/**
 * A file of knowledge that is loaded.
 *
 * @param kind what it is for; of each kind one is in force
 * @param name as its publisher names it, with its version
 * @param digest its SHA-256 in hex
 */
public record LoadedFile(String kind, String name, String digest, Instant loaded) {}

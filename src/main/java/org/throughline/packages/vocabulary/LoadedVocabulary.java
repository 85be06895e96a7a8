package org.throughline.packages.vocabulary;

import java.time.Instant;

/**
 * A code system that is loaded.
 *
 * @param number stands for it in tables
 * @param concepts how many there are
 */
public record LoadedVocabulary(int number, String system, String version, String title, int concepts, Instant loaded) {}

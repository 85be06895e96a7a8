package org.throughline.packages.vocabulary;

import java.util.List;

/**
 * A code system as it was read from its publisher's files.
 *
 * @param system its canonical address
 * @param digest SHA-256 of what was read
 */
public record Vocabulary(String system, String version, String title, byte[] digest, List<Entry> entries) {
    public Vocabulary {
        entries = List.copyOf(entries);
    }

    /**
     * A code.
     *
     * @param terms its other names
     * @param parents the codes directly above it
     */
    public record Entry(String code, String display, boolean active, List<String> terms, List<String> parents) {
        public Entry {
            terms = List.copyOf(terms);
            parents = List.copyOf(parents);
        }
    }
}

package org.throughline.terminology;

import java.util.Set;

/**
 * A text by which an entry is found.
 *
 * @param folded its words with a space between them
 * @param words the words that what is typed may begin
 */
record Term(String text, String folded, Set<String> words) {
    static Term of(String text) {
        return new Term(text, String.join(" ", Words.of(text)), Words.toFind(text));
    }

    boolean isWhole(Query query) {
        return folded.equals(String.join(" ", query.words()));
    }
}

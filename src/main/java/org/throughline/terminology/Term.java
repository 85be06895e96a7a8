package org.throughline.terminology;

import java.util.List;
import java.util.stream.Stream;

/**
 * A text by which an entry is found.
 *
 * @param folded its words with a space between them
 * @param words the numbers of the words that what is typed may begin: its own, and those with their hyphens left out
 */
record Term(String text, String folded, int[] words) {
    static Term of(String text, Vocabulary.Builder vocabulary) {
        List<String> own = Words.of(text);
        Stream<String> joined = text.indexOf('-') < 0 ? Stream.empty() : Words.of(Words.withoutHyphens(text)).stream();
        return new Term(
                text,
                String.join(" ", own),
                Stream.concat(own.stream(), joined)
                        .mapToInt(vocabulary::number)
                        .distinct()
                        .toArray());
    }
}

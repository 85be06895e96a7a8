package org.throughline.care.same;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.care.entry.Concept;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;

/** What codes and words stand for in a catalogue. Pure. */
final class Meaning {
    private Meaning() {}

    /** The one entry that a concept stands for: by a code that is of one only, else by its words. */
    static Optional<Entry> of(Concept concept, Catalogue catalogue) {
        return concept.codings().stream()
                .map(each -> catalogue.coded(each.system(), each.code()))
                .filter(found -> found.size() == 1)
                .map(List::getFirst)
                .findFirst()
                .or(() -> words(concept)
                        .flatMap(each -> catalogue.called(each).stream())
                        .findFirst());
    }

    /** All that is said in words: as it was told, and as publishers call the codes. */
    static Stream<String> words(Concept concept) {
        return Stream.concat(
                        Stream.of(concept.text()), concept.codings().stream().map(Coding::display))
                .filter(each -> !each.isBlank())
                .map(each -> each.replaceFirst(" \\([a-z/ ]+\\)$", ""));
    }

    /** Words that compare: small letters, single blanks. */
    static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}

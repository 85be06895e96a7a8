package org.throughline.terminology;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An entry with all by which it is found. */
final class Item {
    /** SNOMED CT's names end in what kind of thing they name: "(disorder)", which nobody looks for. */
    private static final Pattern TAG = Pattern.compile(" \\([^()]*\\)$");

    private final Entry entry;
    private final int often;
    private final Term name;
    private final List<Term> synonyms;
    private final List<Term> published;
    private final List<String> codes;
    private final int[] allWords;

    Item(Line line, Vocabulary.Builder vocabulary) {
        this.entry = line.entry();
        this.often = line.often();
        this.name = Term.of(entry.name(), vocabulary);
        this.synonyms =
                line.synonyms().stream().map(each -> Term.of(each, vocabulary)).toList();
        this.published = published(entry).map(each -> Term.of(each, vocabulary)).toList();
        this.codes = entry.codings().stream()
                .map(each -> each.code().replace(".", ""))
                .toList();
        this.allWords = Stream.of(Stream.of(name), synonyms.stream(), published.stream())
                .flatMap(each -> each)
                .flatMapToInt(each -> IntStream.of(each.words()))
                .distinct()
                .toArray();
    }

    private static Stream<String> published(Entry entry) {
        return entry.codings().stream().map(each -> TAG.matcher(each.display()).replaceFirst(""));
    }

    Entry entry() {
        return entry;
    }

    int often() {
        return often;
    }

    /** Its name, what people type for it and what publishers call it: word by word, in small letters. */
    List<List<String>> names() {
        return Stream.of(List.of(name), synonyms, published)
                .map(all -> all.stream().map(Term::folded).toList())
                .toList();
    }

    Optional<Hit> fit(Query query) {
        if (query.isWhole(name)) {
            return Optional.of(new Hit(this, Fit.WHOLE_NAME, null));
        }
        for (Term each : synonyms) {
            if (query.isWhole(each)) {
                return Optional.of(new Hit(this, Fit.WHOLE_SYNONYM, each.text()));
            }
        }
        Optional<Hit> byCode = fitCode(query);
        return byCode.isPresent() ? byCode : fitWords(query);
    }

    private Optional<Hit> fitCode(Query query) {
        for (int i = 0; i < codes.size(); i++) {
            if (query.beginsCode(codes.get(i))) {
                Fit fit = query.isCode(codes.get(i)) ? Fit.WHOLE_SYNONYM : Fit.CODE;
                return Optional.of(new Hit(this, fit, entry.codings().get(i).code()));
            }
        }
        return Optional.empty();
    }

    private Optional<Hit> fitWords(Query query) {
        if (!query.fits(allWords)) {
            return Optional.empty();
        }
        if (query.fits(name.words())) {
            return Optional.of(new Hit(this, Fit.NAME, null));
        }
        for (Term each : synonyms) {
            if (query.fits(each.words())) {
                return Optional.of(new Hit(this, Fit.SYNONYM, each.text()));
            }
        }
        for (Term each : published) {
            if (query.fits(each.words())) {
                return Optional.of(new Hit(this, Fit.PUBLISHED_NAME, each.text()));
            }
        }
        return Optional.of(new Hit(this, Fit.SCATTERED, null));
    }
}

package org.throughline.terminology;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An entry with all by which it is found. */
final class Item {
    private final Entry entry;
    private final int often;
    private final Term name;
    private final List<Term> synonyms;
    private final List<Term> published;
    private final Set<String> allWords = new HashSet<>();

    Item(Entry entry, int often, List<String> synonyms) {
        this.entry = entry;
        this.often = often;
        this.name = Term.of(entry.name());
        this.synonyms = synonyms.stream().map(Term::of).toList();
        this.published =
                entry.codings().stream().map(each -> Term.of(each.display())).toList();
        allWords.addAll(name.words());
        this.synonyms.forEach(each -> allWords.addAll(each.words()));
        published.forEach(each -> allWords.addAll(each.words()));
    }

    Entry entry() {
        return entry;
    }

    /** How often it is recorded, 3 for what is recorded every day. */
    int often() {
        return often;
    }

    Optional<Hit> fit(Query query) {
        if (name.isWhole(query)) {
            return Optional.of(new Hit(this, Fit.WHOLE_NAME, true, null));
        }
        for (Term each : synonyms) {
            if (each.isWhole(query)) {
                return Optional.of(new Hit(this, Fit.WHOLE_SYNONYM, true, each.text()));
            }
        }
        Optional<Hit> byCode = fitCode(query);
        return byCode.isPresent() ? byCode : fitWords(query);
    }

    private Optional<Hit> fitCode(Query query) {
        for (Coding each : entry.codings()) {
            if (query.begins(each.code())) {
                boolean whole = each.code().replace(".", "").equals(query.code());
                return Optional.of(new Hit(this, whole ? Fit.WHOLE_SYNONYM : Fit.CODE, whole, each.code()));
            }
        }
        return Optional.empty();
    }

    private Optional<Hit> fitWords(Query query) {
        if (!query.fits(allWords)) {
            return Optional.empty();
        }
        if (query.fits(name.words())) {
            return Optional.of(new Hit(this, Fit.NAME, begins(query), null));
        }
        for (Term each : synonyms) {
            if (query.fits(each.words())) {
                return Optional.of(new Hit(this, Fit.SYNONYM, begins(query), each.text()));
            }
        }
        for (Term each : published) {
            if (query.fits(each.words())) {
                return Optional.of(new Hit(this, Fit.PUBLISHED_NAME, false, each.text()));
            }
        }
        return Optional.of(new Hit(this, Fit.SCATTERED, false, null));
    }

    private boolean begins(Query query) {
        return name.folded().startsWith(String.join(" ", query.words()));
    }
}

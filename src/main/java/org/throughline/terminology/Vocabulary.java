package org.throughline.terminology;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All the words by which the entries of a catalogue are found, each once and with a number; a word stands in it in
 * every way in which it may be spelled.
 */
final class Vocabulary {
    private final List<Form> forms;

    /** A way to write the word of a number. */
    private record Form(String text, int word) {}

    private Vocabulary(Map<String, Integer> words) {
        this.forms = words.entrySet().stream()
                .flatMap(word -> Spellings.of(word.getKey()).stream().map(form -> new Form(form, word.getValue())))
                .sorted(Comparator.comparing(Form::text))
                .toList();
    }

    /** The numbers of the words that begin as typed. */
    BitSet beginning(String typed) {
        BitSet words = new BitSet();
        for (int i = firstAtOrAfter(typed);
                i < forms.size() && forms.get(i).text().startsWith(typed);
                i++) {
            words.set(forms.get(i).word());
        }
        return words;
    }

    private int firstAtOrAfter(String typed) {
        int from = 0;
        int to = forms.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (forms.get(middle).text().compareTo(typed) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The numbers of the words that begin as typed, but for one typing error. */
    BitSet nearlyBeginning(String typed) {
        BitSet words = new BitSet();
        for (Form form : forms) {
            if (Typing.nearlyBegins(form.text(), typed)) {
                words.set(form.word());
            }
        }
        return words;
    }

    /** Gives each word a number when it comes first. */
    static final class Builder {
        private final Map<String, Integer> words = new HashMap<>();

        int number(String word) {
            Integer known = words.putIfAbsent(word, words.size());
            return known == null ? words.size() - 1 : known;
        }

        Vocabulary build() {
            return new Vocabulary(words);
        }
    }
}

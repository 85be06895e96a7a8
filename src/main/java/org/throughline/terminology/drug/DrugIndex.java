package org.throughline.terminology.drug;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.throughline.terminology.Typing;

/** Finds products while one types: for each word the products that have it, as bits. */
final class DrugIndex {
    private static final int LONGEST = 100;
    private static final int MOST_WORDS = 10;
    private static final Comparator<Product> FIRST = Comparator.comparingInt((Product each) -> -each.often())
            .thenComparingInt(each -> each.strengths().size())
            .thenComparing(each -> each.strengths().getFirst().ingredient().name())
            .thenComparing(Product::form)
            .thenComparing(each -> each.strengths().getFirst().amount());

    /** What comes first when all else is equal. */
    private final List<Product> products;
    /** The products whose names begin with a word. */
    private final NavigableMap<String, BitSet> first;
    /** The products that have a word in their names. */
    private final NavigableMap<String, BitSet> names;
    /** The products that are known by a word: of a brand, a synonym, a class. */
    private final NavigableMap<String, BitSet> others;

    DrugIndex(DrugFiles files) {
        List<DrugFiles.Listed> listed = files.products.stream()
                .sorted(Comparator.comparing(DrugFiles.Listed::product, FIRST))
                .toList();
        this.products = listed.stream().map(DrugFiles.Listed::product).toList();
        Map<String, BitSet> begun = new HashMap<>();
        Map<String, BitSet> named = new HashMap<>();
        Map<String, BitSet> known = new HashMap<>();
        Map<Set<Ingredient>, BitSet> alike = new HashMap<>();
        for (int i = 0; i < products.size(); i++) {
            List<String> words = Folded.words(products.get(i).name());
            set(begun, words.getFirst(), i);
            for (String word : words) {
                set(named, word, i);
            }
            for (String also : listed.get(i).also()) {
                for (String word : Folded.words(also)) {
                    set(known, word, i);
                }
            }
            alike.computeIfAbsent(Set.copyOf(products.get(i).ingredients()), key -> new BitSet())
                    .set(i);
        }
        otherWords(files, alike.keySet())
                .forEach((set, words) -> words.forEach(word ->
                        known.computeIfAbsent(word, key -> new BitSet()).or(alike.getOrDefault(set, new BitSet()))));
        this.first = new TreeMap<>(begun);
        this.names = new TreeMap<>(named);
        this.others = new TreeMap<>(known);
    }

    private static void set(Map<String, BitSet> words, String word, int product) {
        words.computeIfAbsent(word, key -> new BitSet()).set(product);
    }

    /** The words of brands, synonyms and classes, for each set of ingredients that there are products of. */
    private static Map<Set<Ingredient>, Set<String>> otherWords(DrugFiles files, Set<Set<Ingredient>> sets) {
        Map<Ingredient, Set<String>> ofOne = new HashMap<>();
        files.named.forEach(each -> each.ingredients()
                .forEach(one ->
                        ofOne.computeIfAbsent(one, key -> new LinkedHashSet<>()).addAll(Folded.words(each.name()))));
        Map<String, Set<String>> ofClass = new HashMap<>();
        files.classes.values().forEach(each -> ofClass.put(each.id(), classWords(each)));
        files.ingredients
                .values()
                .forEach(each -> each.classes()
                        .forEach(id -> ofOne.computeIfAbsent(each, key -> new LinkedHashSet<>())
                                .addAll(ofClass.getOrDefault(id, Set.of()))));
        Map<Set<Ingredient>, Set<String>> all = new HashMap<>();
        sets.forEach(set -> all.put(set, words(set, ofOne)));
        files.brands.forEach(each -> {
            Set<String> words = all.get(Set.copyOf(each.ingredients()));
            if (words != null) {
                words.addAll(Folded.words(each.name()));
            }
        });
        return all;
    }

    private static Set<String> words(Collection<Ingredient> ingredients, Map<Ingredient, Set<String>> ofOne) {
        Set<String> words = new LinkedHashSet<>();
        ingredients.forEach(each -> words.addAll(ofOne.getOrDefault(each, Set.of())));
        return words;
    }

    private static Set<String> classWords(DrugClass each) {
        Set<String> words = new LinkedHashSet<>(Folded.words(each.name()));
        each.also().forEach(text -> words.addAll(Folded.words(text)));
        return words;
    }

    List<Product> find(String typed, int most) {
        List<String> sought = Folded.words(typed.substring(0, Math.min(typed.length(), LONGEST)));
        if (sought.isEmpty() || most < 1) {
            return List.of();
        }
        List<Word> words = sought.subList(0, Math.min(sought.size(), MOST_WORDS)).stream()
                .map(each -> word(each, false))
                .toList();
        if (fitting(words).isEmpty()) {
            words = sought.subList(0, words.size()).stream()
                    .map(each -> word(each, true))
                    .toList();
        }
        return best(words, most);
    }

    /** A typed word: the products whose name it begins, that have it in their names, are known by it, have it whole. */
    private record Word(BitSet begins, BitSet named, BitSet known, BitSet whole) {
        int rank(int product, boolean isFirst) {
            int where = isFirst && begins.get(product) ? 0 : named.get(product) ? 1 : 2;
            return where * 2 + (whole.get(product) ? 0 : 1);
        }
    }

    private Word word(String typed, boolean mistaken) {
        boolean looser = mistaken
                && beginning(names, typed).isEmpty()
                && beginning(others, typed).isEmpty();
        BitSet named = looser ? nearlyBeginning(names, typed) : beginning(names, typed);
        BitSet known = looser ? nearlyBeginning(others, typed) : beginning(others, typed);
        known.or(named);
        BitSet whole = new BitSet();
        whole.or(names.getOrDefault(typed, new BitSet()));
        whole.or(others.getOrDefault(typed, new BitSet()));
        return new Word(looser ? nearlyBeginning(first, typed) : beginning(first, typed), named, known, whole);
    }

    private static BitSet fitting(List<Word> words) {
        BitSet all = (BitSet) words.getFirst().known().clone();
        words.forEach(each -> all.and(each.known()));
        return all;
    }

    /** The best by their ranks, and as they stand among those of the same rank. */
    private List<Product> best(List<Word> words, int most) {
        SortedMap<Integer, List<Product>> byRank = new TreeMap<>();
        fitting(words).stream().forEach(product -> {
            int rank = 0;
            for (int i = 0; i < words.size(); i++) {
                rank += words.get(i).rank(product, i == 0);
            }
            List<Product> same = byRank.computeIfAbsent(rank, key -> new ArrayList<>());
            if (same.size() < most) {
                same.add(products.get(product));
            }
        });
        return byRank.values().stream().flatMap(List::stream).limit(most).toList();
    }

    private static BitSet beginning(NavigableMap<String, BitSet> words, String typed) {
        BitSet found = new BitSet();
        for (Map.Entry<String, BitSet> each : words.tailMap(typed).entrySet()) {
            if (!each.getKey().startsWith(typed)) {
                break;
            }
            found.or(each.getValue());
        }
        return found;
    }

    private static BitSet nearlyBeginning(Map<String, BitSet> words, String typed) {
        BitSet found = new BitSet();
        words.forEach((word, of) -> {
            if (Typing.nearlyBegins(word, typed)) {
                found.or(of);
            }
        });
        return found;
    }
}

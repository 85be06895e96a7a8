package org.throughline.terminology.drug;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.throughline.terminology.Typing;

/** Finds products while one types. */
final class DrugIndex {
    private static final int LONGEST = 100;
    private static final int MOST_WORDS = 10;

    private final List<Item> items = new ArrayList<>();
    /** Which products each word is of, the words in the order of the alphabet. */
    private final TreeMap<String, BitSet> words = new TreeMap<>();

    /** A product with the words by which it is found, the name's apart. */
    private record Item(Product product, List<String> name, List<String> other) {}

    /** A product that fits, and how well: less is better. */
    private record Hit(Item item, int rank) {
        static final Comparator<Hit> BEST_FIRST = Comparator.comparingInt(Hit::rank)
                .thenComparingInt(hit -> -hit.item.product.often())
                .thenComparingInt(hit -> hit.item.product.strengths().size())
                .thenComparing(hit -> hit.item.name.getFirst())
                .thenComparing(hit -> hit.item.product.form())
                .thenComparing(hit -> hit.item.product.strengths().getFirst().amount())
                .thenComparing(hit -> hit.item.product.name());
    }

    DrugIndex(DrugFiles files) {
        Map<Set<Ingredient>, List<String>> brands = new HashMap<>();
        files.brands.forEach(each -> brands.computeIfAbsent(Set.copyOf(each.ingredients()), key -> new ArrayList<>())
                .addAll(Folded.words(each.name())));
        Map<Ingredient, List<String>> also = new HashMap<>();
        files.named.forEach(each -> each.ingredients()
                .forEach(one ->
                        also.computeIfAbsent(one, key -> new ArrayList<>()).addAll(Folded.words(each.name()))));
        Map<String, List<String>> classes = new HashMap<>();
        files.classes.values().forEach(each -> classes.put(each.id(), classWords(each)));
        for (DrugFiles.Listed each : files.products) {
            List<String> other = new ArrayList<>();
            each.also().forEach(text -> other.addAll(Folded.words(text)));
            List<Ingredient> ingredients = each.product().ingredients();
            other.addAll(brands.getOrDefault(Set.copyOf(ingredients), List.of()));
            for (Ingredient one : ingredients) {
                other.addAll(also.getOrDefault(one, List.of()));
                one.classes().forEach(id -> other.addAll(classes.getOrDefault(id, List.of())));
            }
            add(new Item(each.product(), Folded.words(each.product().name()), List.copyOf(Set.copyOf(other))));
        }
    }

    private static List<String> classWords(DrugClass each) {
        List<String> words = new ArrayList<>(Folded.words(each.name()));
        each.also().forEach(text -> words.addAll(Folded.words(text)));
        return words;
    }

    private void add(Item item) {
        int number = items.size();
        items.add(item);
        item.name()
                .forEach(
                        word -> words.computeIfAbsent(word, key -> new BitSet()).set(number));
        item.other()
                .forEach(
                        word -> words.computeIfAbsent(word, key -> new BitSet()).set(number));
    }

    List<Product> find(String typed, int most) {
        List<String> sought = Folded.words(typed.substring(0, Math.min(typed.length(), LONGEST)));
        sought = sought.subList(0, Math.min(sought.size(), MOST_WORDS));
        if (sought.isEmpty() || most < 1) {
            return List.of();
        }
        BitSet found = all(sought, false);
        if (found.isEmpty()) {
            found = all(sought, true);
        }
        List<String> looked = sought;
        return found.stream()
                .mapToObj(items::get)
                .map(item -> new Hit(item, rank(item, looked)))
                .sorted(Hit.BEST_FIRST)
                .limit(most)
                .map(hit -> hit.item().product())
                .toList();
    }

    private BitSet all(List<String> sought, boolean mistakes) {
        BitSet found = new BitSet();
        found.set(0, items.size());
        for (String word : sought) {
            BitSet begins = beginning(word);
            if (mistakes && begins.isEmpty()) {
                begins = nearlyBeginning(word);
            }
            found.and(begins);
        }
        return found;
    }

    private BitSet beginning(String typed) {
        BitSet found = new BitSet();
        for (Map.Entry<String, BitSet> each : words.tailMap(typed).entrySet()) {
            if (!each.getKey().startsWith(typed)) {
                break;
            }
            found.or(each.getValue());
        }
        return found;
    }

    private BitSet nearlyBeginning(String typed) {
        BitSet found = new BitSet();
        words.forEach((word, of) -> {
            if (Typing.nearlyBegins(word, typed)) {
                found.or(of);
            }
        });
        return found;
    }

    /** By the worst of the words: the name's beginning before the name's inside before a brand, a whole word before a part. */
    private static int rank(Item item, List<String> sought) {
        int rank = 0;
        for (int i = 0; i < sought.size(); i++) {
            String word = sought.get(i);
            rank += where(item, word, i == 0) * 2 + (whole(item, word) ? 0 : 1);
        }
        return rank;
    }

    private static int where(Item item, String word, boolean first) {
        if (first && item.name().getFirst().startsWith(word)) {
            return 0;
        }
        return item.name().stream().anyMatch(each -> each.startsWith(word)) ? 1 : 2;
    }

    private static boolean whole(Item item, String word) {
        return item.name().contains(word) || item.other().contains(word);
    }
}

package org.throughline.terminology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What codes and whole names stand for in a catalogue. Immutable. */
final class Meanings {
    private static final int SHORT = 3;

    private final Map<String, List<Entry>> coded = new HashMap<>();
    private final Map<Entry, Integer> often = new HashMap<>();
    /** By names, by synonyms, by publishers' names: what is found by an earlier one is not looked for further. */
    private final List<Map<String, List<Entry>>> called = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());

    Meanings(List<Item> items) {
        for (Item item : items) {
            Entry entry = item.entry();
            often.put(entry, item.often());
            entry.codings().forEach(each -> add(coded, each.system() + "|" + each.code(), entry));
            for (int i = 0; i < called.size(); i++) {
                for (String name : item.names().get(i)) {
                    add(called.get(i), singular(List.of(name.split(" "))), entry);
                }
            }
        }
    }

    private static void add(Map<String, List<Entry>> to, String key, Entry entry) {
        List<Entry> there = to.computeIfAbsent(key, ignored -> new ArrayList<>());
        if (!there.contains(entry)) {
            there.add(entry);
        }
    }

    List<Entry> coded(String system, String code) {
        return List.copyOf(coded.getOrDefault(system + "|" + code, List.of()));
    }

    Optional<Entry> usual(List<Entry> entries) {
        int most = entries.stream().mapToInt(this::often).max().orElse(0);
        List<Entry> usual = entries.stream().filter(each -> often(each) == most).toList();
        return usual.size() == 1 ? Optional.of(usual.getFirst()) : Optional.empty();
    }

    private int often(Entry entry) {
        return often.getOrDefault(entry, 0);
    }

    Optional<Entry> called(String text) {
        String name = singular(Words.of(text));
        return called.stream()
                .map(each -> each.getOrDefault(name, List.of()))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .filter(found -> found.size() == 1)
                .map(List::getFirst);
    }

    private static String singular(List<String> words) {
        return words.stream()
                .map(each -> each.length() > SHORT && each.endsWith("s") && !each.endsWith("ss")
                        ? each.substring(0, each.length() - 1)
                        : each)
                .collect(Collectors.joining(" "));
    }
}

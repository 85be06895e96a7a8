package org.throughline.packages.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries while they are put together from several files. */
final class Entries {
    private final Map<String, Building> all = new LinkedHashMap<>();

    private static final class Building {
        private @Nullable String display;
        private int rank = Integer.MAX_VALUE;
        private boolean active = true;
        private final List<String> terms = new ArrayList<>(2);
        private final List<String> parents = new ArrayList<>(2);
    }

    private Building at(String code) {
        return all.computeIfAbsent(code, each -> new Building());
    }

    boolean has(String code) {
        return all.containsKey(code);
    }

    /** A code that is there, with or without a name. */
    void code(String code, boolean active) {
        at(code).active = active;
    }

    /**
     * A name of a code.
     *
     * @param rank the name with the lowest one is shown
     */
    void name(String code, String name, int rank) {
        Building entry = at(code);
        String display = entry.display;
        if (display == null || rank < entry.rank) {
            if (display != null && !entry.terms.contains(display)) {
                entry.terms.add(display);
            }
            entry.display = name;
            entry.rank = rank;
        } else if (!name.equals(display) && !entry.terms.contains(name)) {
            entry.terms.add(name);
        }
    }

    /** That a code is directly above another; nothing when one of them is not there. */
    void parent(String code, String parent) {
        Building entry = all.get(code);
        if (entry != null && all.containsKey(parent) && !code.equals(parent) && !entry.parents.contains(parent)) {
            entry.parents.add(parent);
        }
    }

    /** Those that have a name. */
    List<Vocabulary.Entry> list() {
        List<Vocabulary.Entry> list = new ArrayList<>(all.size());
        all.forEach((code, entry) -> {
            String display = entry.display;
            if (display != null) {
                list.add(new Vocabulary.Entry(
                        code,
                        display,
                        entry.active,
                        entry.terms,
                        entry.parents.stream().filter(this::isNamed).toList()));
            }
        });
        return list;
    }

    private boolean isNamed(String code) {
        return at(code).display != null;
    }
}

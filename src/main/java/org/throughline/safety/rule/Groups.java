package org.throughline.safety.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of substances and of groups of them, as rules use them: {@code warfarin}, {@code nsaid}, {@code class:statin} (a
 * class of the drug catalogue), {@code -celecoxib} (not this one).
 */
final class Groups {
    private final Map<String, Substance> byName;
    private final Map<String, List<String>> groups;
    private final Map<String, Selector> read = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    Groups(List<Substance> substances, Table table) {
        this.byName = new HashMap<>();
        substances.forEach(each -> byName.put(each.name(), each));
        this.groups = new HashMap<>();
        table.map(row -> groups.put(named(row.told("id")), row.list("members")));
        groups.keySet().forEach(this::group);
    }

    private String named(String id) {
        if (byName.containsKey(id)) {
            throw new Unreadable("the group " + id + " has the name of a substance");
        }
        return id;
    }

    Selector selector(String text) {
        Set<String> rxcuis = new HashSet<>();
        Set<String> classes = new HashSet<>();
        Set<String> without = new HashSet<>();
        for (String each : Row.parts(text, ";")) {
            if (each.startsWith("-")) {
                Selector other = one(each.substring(1).strip());
                rxcuis.removeAll(other.rxcuis());
                without.addAll(other.rxcuis());
            } else {
                Selector other = one(each);
                rxcuis.addAll(other.rxcuis());
                classes.addAll(other.classes());
                without.addAll(other.without());
            }
        }
        without.removeAll(rxcuis);
        if (rxcuis.isEmpty() && classes.isEmpty()) {
            throw new Unreadable("\"" + text + "\" names no substance");
        }
        return new Selector(text, rxcuis, classes, without);
    }

    private Selector one(String name) {
        if (name.startsWith("class:")) {
            return new Selector(name, Set.of(), Set.of(name.substring("class:".length())), Set.of());
        }
        Substance substance = byName.get(name);
        return substance == null ? group(name) : new Selector(name, Set.of(substance.rxcui()), Set.of(), Set.of());
    }

    private Selector group(String name) {
        Selector known = read.get(name);
        if (known != null) {
            return known;
        }
        List<String> members = groups.get(name);
        if (members == null) {
            throw new Unreadable("\"" + name + "\" is neither a substance nor a group");
        }
        if (!underWay.add(name)) {
            throw new Unreadable("the group " + name + " is in itself");
        }
        Selector selector = selector(String.join("; ", members));
        Selector named = new Selector(name, selector.rxcuis(), selector.classes(), selector.without());
        underWay.remove(name);
        read.put(name, named);
        return named;
    }

    @Nullable
    Selector groupOrNull(String name) {
        return read.get(name);
    }
}

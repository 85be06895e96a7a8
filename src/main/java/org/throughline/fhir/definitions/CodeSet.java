package org.throughline.fhir.definitions;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The codes of a value set, counted out. */
public final class CodeSet {
    private final String url;
    private final Map<String, Set<String>> bySystem;
    private final Map<String, String> systems = new HashMap<>();

    CodeSet(String url, Map<String, ? extends Collection<String>> bySystem) {
        this.url = url;
        this.bySystem = new HashMap<>();
        bySystem.forEach((system, list) -> {
            this.bySystem.put(system, Set.copyOf(list));
            list.forEach(code -> systems.putIfAbsent(code, system));
        });
    }

    /** The canonical address of the value set. */
    public String url() {
        return url;
    }

    public int size() {
        return bySystem.values().stream().mapToInt(Set::size).sum();
    }

    /** Whether the code is in it, whatever its system: for an element of type {@code code}. */
    public boolean contains(String code) {
        return systems.containsKey(code);
    }

    public boolean contains(String system, String code) {
        return bySystem.getOrDefault(system, Set.of()).contains(code);
    }

    /** The system that a bare code of this set is of; null when it is not in the set. */
    public @Nullable String system(String code) {
        return systems.get(code);
    }

    public Set<String> codes() {
        return Set.copyOf(systems.keySet());
    }
}

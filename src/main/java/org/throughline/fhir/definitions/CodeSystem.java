package org.throughline.fhir.definitions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A code system with its codes and their hierarchy, see <a href="https://hl7.org/fhir/R4/codesystem.html">CodeSystem</a>. */
public final class CodeSystem {
    private final Header header;
    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final Map<String, List<Concept>> children = new LinkedHashMap<>();

    /**
     * What a system says of itself.
     *
     * @param title for people
     * @param complete whether all its codes are here, so that another code is wrong rather than unknown
     */
    public record Header(
            String url, String version, String name, String title, boolean complete, boolean caseSensitive) {}

    public CodeSystem(Header header, Collection<Concept> concepts) {
        this.header = header;
        for (Concept concept : concepts) {
            this.concepts.put(concept.code(), concept);
            for (String parent : concept.parents()) {
                children.computeIfAbsent(parent, ignored -> new ArrayList<>()).add(concept);
            }
        }
    }

    public Header header() {
        return header;
    }

    public String url() {
        return header.url();
    }

    public Collection<Concept> concepts() {
        return List.copyOf(concepts.values());
    }

    /** The concept of a code; null when there is none. */
    public @Nullable Concept concept(String code) {
        return concepts.get(code);
    }

    /** The concepts directly beneath a code. */
    public List<Concept> children(String code) {
        return List.copyOf(children.getOrDefault(code, List.of()));
    }

    /** The code and every code beneath it, nearest first; empty when there is no such code. */
    public Set<String> selfAndBelow(String code) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> waiting = new ArrayDeque<>();
        if (concepts.containsKey(code)) {
            waiting.add(code);
        }
        while (!waiting.isEmpty()) {
            String next = waiting.remove();
            if (found.add(next)) {
                children.getOrDefault(next, List.of()).forEach(child -> waiting.add(child.code()));
            }
        }
        return found;
    }

    /** The code and every code above it, nearest first; empty when there is no such code. */
    public Set<String> selfAndAbove(String code) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> waiting = new ArrayDeque<>(List.of(code));
        while (!waiting.isEmpty()) {
            Concept next = concepts.get(waiting.remove());
            if (next != null && found.add(next.code())) {
                waiting.addAll(next.parents());
            }
        }
        return found;
    }
}

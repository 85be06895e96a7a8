package org.throughline.fhir.definitions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.ValueSet.Filter;

/** A code system whose codes are all held in memory. */
public final class ListedSystem implements CodeSystem {
    private final Header header;
    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final Map<String, List<Concept>> children = new LinkedHashMap<>();

    public ListedSystem(Header header, Collection<Concept> concepts) {
        this.header = header;
        for (Concept concept : concepts) {
            this.concepts.put(concept.code(), concept);
            for (String parent : concept.parents()) {
                children.computeIfAbsent(parent, ignored -> new ArrayList<>()).add(concept);
            }
        }
    }

    @Override
    public Header header() {
        return header;
    }

    /** All of them, in the order of the definition. */
    public Collection<Concept> concepts() {
        return List.copyOf(concepts.values());
    }

    @Override
    public @Nullable Concept concept(String code) {
        return concepts.get(code);
    }

    @Override
    public List<Concept> children(String code) {
        return List.copyOf(children.getOrDefault(code, List.of()));
    }

    @Override
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

    @Override
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

    @Override
    public Selected select(List<Filter> filters) {
        List<String> unsupported = new ArrayList<>();
        Set<String> codes = new LinkedHashSet<>(concepts.keySet());
        for (Filter filter : filters) {
            if (!filter.isOfConcepts()) {
                unsupported.add(url() + " filtered by " + filter.property() + " " + filter.op());
                continue;
            }
            String value = filter.value();
            switch (filter.op()) {
                case "is-a" -> codes.retainAll(selfAndBelow(value));
                case "descendent-of" -> {
                    codes.retainAll(selfAndBelow(value));
                    codes.remove(value);
                }
                case "is-not-a" -> codes.removeAll(selfAndBelow(value));
                case "generalizes" -> codes.retainAll(selfAndAbove(value));
                case "in" -> codes.retainAll(List.of(value.split(",", -1)));
                case "not-in" -> List.of(value.split(",", -1)).forEach(codes::remove);
                default -> codes.retainAll(Set.of(value));
            }
        }
        return new Selected(
                codes.stream().map(concepts::get).map(Objects::requireNonNull).toList(), unsupported);
    }

    @Override
    public Page find(String text, List<Filter> filters, int offset, int count) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Concept> found = select(filters).concepts().stream()
                .filter(each -> Objects.requireNonNullElse(each.display(), "")
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted)
                        || each.code().toLowerCase(Locale.ROOT).startsWith(wanted))
                .toList();
        return new Page(found.stream().skip(offset).limit(count).toList(), found.size());
    }
}

package org.throughline.search.parameter;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.SearchType;

/**
 * A search parameter as it applies to the types of one search.
 *
 * @param name as in a query: {@code combo-code}
 * @param sources where its values come from
 * @param targets for a reference, the types it may point to; empty for any
 * @param components for a composite, its parts in order; their sources are not used
 */
public record Parameter(
        String name, SearchType type, List<Source> sources, List<String> targets, List<Parameter> components) {

    /** The parameters that find words. */
    public static final Set<String> WORDS = Set.of("_text", "_content");

    public Parameter {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
        components = List.copyOf(components);
    }

    /**
     * A path, with the only type of target that counts there ({@code where(resolve() is Patient)}).
     */
    public record Source(Path path, @Nullable String target) {

        /** Whether a reference to this type counts here. */
        public boolean admits(String targetType) {
            return target == null || target.equals(targetType);
        }
    }

    public List<Path> paths() {
        return sources.stream().map(Source::path).toList();
    }

    /** Whether it finds words. */
    public boolean isOfWords() {
        return WORDS.contains(name);
    }

    /** The numbers of the paths. */
    public List<Integer> pathIds() {
        return sources.stream().map(source -> source.path().id()).distinct().toList();
    }

    /** Whether it may point to this type. */
    public boolean mayPointTo(String targetType) {
        return (targets.isEmpty() || targets.contains(targetType))
                && sources.stream().anyMatch(source -> source.admits(targetType));
    }

    /** The type that all of its sources are narrowed to; null when they are not. */
    public @Nullable String onlyTarget() {
        String only = sources.isEmpty() ? null : sources.getFirst().target();
        return sources.stream().allMatch(source -> Objects.equals(source.target(), only)) ? only : null;
    }
}

package org.throughline.fhir.definitions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every type of R4 by name. */
public final class Types {
    private final Map<String, TypeDefinition> byName = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> resourceTypes = new ArrayList<>();

    Types(List<Raw> raw) {
        for (Raw type : raw) {
            byName.put(type.name(), new TypeDefinition(type.name(), type.kind(), type.base(), type.elements(), this));
            if (type.kind() == TypeKind.RESOURCE && !type.isAbstract()) {
                resourceTypes.add(type.name());
            }
        }
        resourceTypes.sort(null);
        for (int i = 0; i < resourceTypes.size(); i++) {
            numbers.put(resourceTypes.get(i), i + 1);
        }
    }

    /** The type of this name; null when R4 has none. */
    public @Nullable TypeDefinition get(String name) {
        return byName.get(name);
    }

    /** The type of a name that is known to be one. */
    public TypeDefinition require(String name) {
        TypeDefinition type = byName.get(name);
        if (type == null) {
            throw new IllegalArgumentException("R4 has no type " + name);
        }
        return type;
    }

    /** The concrete resource types in alphabetical order. */
    public List<String> resourceTypes() {
        return List.copyOf(resourceTypes);
    }

    public boolean isResourceType(String name) {
        return numbers.containsKey(name);
    }

    /**
     * The number that stands for a resource type in the database: its place, from 1, in the alphabetical order of R4's
     * resource types. R4 is closed, so the numbers never change.
     */
    public int number(String resourceType) {
        Integer number = numbers.get(resourceType);
        if (number == null) {
            throw new IllegalArgumentException("R4 has no resource type " + resourceType);
        }
        return number;
    }

    /** The numbers of those of these names that are resource types, in the order of the numbers. */
    public short[] numbers(Collection<String> names) {
        int[] known = names.stream()
                .filter(this::isResourceType)
                .mapToInt(this::number)
                .sorted()
                .toArray();
        short[] small = new short[known.length];
        for (int i = 0; i < known.length; i++) {
            small[i] = (short) known[i];
        }
        return small;
    }

    /** The resource type of a {@link #number}. */
    public String resourceType(int number) {
        return resourceTypes.get(number - 1);
    }

    /** A type before it is linked to the others. */
    public record Raw(
            String name,
            TypeKind kind,
            boolean isAbstract,
            @Nullable String base,
            List<ElementDefinition> elements) {}
}

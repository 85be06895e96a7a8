package org.throughline.fhir.definitions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR type and its elements, inherited ones included: a resource, a datatype, or the structure of an element such as
 * {@code Observation.component}.
 */
public final class TypeDefinition {
    private final String name;
    private final TypeKind kind;
    private final @Nullable String base;
    private final List<ElementDefinition> elements;
    private final Types types;
    /** Built at first use, because an installation meets a fraction of the 800 types. Racing threads build the same. */
    private volatile @Nullable Members members;

    TypeDefinition(String name, TypeKind kind, @Nullable String base, List<ElementDefinition> elements, Types types) {
        this.name = name;
        this.kind = kind;
        this.base = base;
        this.elements = List.copyOf(elements);
        this.types = types;
    }

    /** {@code Patient}, {@code HumanName}, {@code code}, {@code Patient.contact}. */
    public String name() {
        return name;
    }

    public TypeKind kind() {
        return kind;
    }

    public boolean isPrimitive() {
        return kind == TypeKind.PRIMITIVE;
    }

    public boolean isResource() {
        return kind == TypeKind.RESOURCE;
    }

    /** The type that this one specialises; null for {@code Element} and {@code Resource}. */
    public @Nullable TypeDefinition base() {
        return base == null ? null : types.get(base);
    }

    public List<ElementDefinition> elements() {
        return elements;
    }

    /** The elements that there must be at least one of. */
    public List<ElementDefinition> required() {
        return linked().required;
    }

    /** Whether this type is the named one or specialises it: a {@code code} is a {@code string} and an Element. */
    public boolean is(String typeName) {
        for (TypeDefinition type = this; type != null; type = type.base()) {
            if (type.name.equals(typeName)) {
                return true;
            }
        }
        return false;
    }

    /** The member with this JSON name; null when the type has none. */
    public @Nullable Member member(String jsonName) {
        return linked().byJsonName.get(jsonName);
    }

    /** The members that the element of this FHIRPath name may be: several for a choice, none when there is no such element. */
    public List<Member> members(String elementName) {
        return linked().byElement.getOrDefault(elementName, List.of());
    }

    private Members linked() {
        Members linked = members;
        if (linked == null) {
            linked = Members.of(this);
            members = linked;
        }
        return linked;
    }

    @Override
    public String toString() {
        return name;
    }

    private record Members(
            Map<String, Member> byJsonName, Map<String, List<Member>> byElement, List<ElementDefinition> required) {
        static Members of(TypeDefinition type) {
            Map<String, Member> byJsonName = new HashMap<>();
            Map<String, List<Member>> byElement = new HashMap<>();
            for (ElementDefinition element : type.elements) {
                List<Member> variants = element.types().stream()
                        .map(use -> member(element, use, type.types))
                        .toList();
                byElement.put(element.name(), variants);
                variants.forEach(member -> byJsonName.put(member.name(), member));
            }
            List<ElementDefinition> required =
                    type.elements.stream().filter(element -> element.min() > 0).toList();
            return new Members(byJsonName, byElement, required);
        }

        private static Member member(ElementDefinition element, ElementType use, Types types) {
            // Interned like the names the JSON reader makes, so that comparing them is comparing addresses.
            String name = element.jsonName(use).intern();
            return new Member(name, ("_" + name).intern(), element, use, types.require(use.name()));
        }
    }
}

package org.throughline.fhir.definitions.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.ElementDefinition;
import org.throughline.fhir.definitions.ElementType;
import org.throughline.fhir.definitions.TypeKind;
import org.throughline.fhir.definitions.Types;

/** Reads the snapshots of StructureDefinitions. An element with elements of its own becomes a type named by its path. */
final class TypeSource {
    private static final String DEFINITION = "http://hl7.org/fhir/StructureDefinition/";
    private static final String SYSTEM = "http://hl7.org/fhirpath/System.";

    private final List<Types.Raw> types = new ArrayList<>();

    List<Types.Raw> types() {
        return types;
    }

    void add(Xml definition) {
        String kind = definition.require("kind");
        if ("constraint".equals(definition.text("derivation")) || kind.equals("logical")) {
            return;
        }
        Map<String, List<Xml>> byParent = new LinkedHashMap<>();
        Xml snapshot = Objects.requireNonNull(definition.first("snapshot"));
        snapshot.all("element").forEach(element -> {
            String path = element.require("path");
            int dot = path.lastIndexOf('.');
            byParent.computeIfAbsent(dot < 0 ? "" : path.substring(0, dot), ignored -> new ArrayList<>())
                    .add(element);
        });
        String name = definition.require("type");
        types.add(new Types.Raw(
                name,
                kind(kind),
                definition.isTrue("abstract"),
                local(definition.text("baseDefinition")),
                elements(name, byParent, kind.equals("resource"))));
        byParent.keySet().stream()
                .filter(path -> path.contains("."))
                .forEach(path -> types.add(backbone(path, byParent)));
    }

    private static TypeKind kind(String kind) {
        return switch (kind) {
            case "primitive-type" -> TypeKind.PRIMITIVE;
            case "complex-type" -> TypeKind.COMPLEX;
            case "resource" -> TypeKind.RESOURCE;
            default -> throw new IllegalStateException("Unknown kind of structure " + kind);
        };
    }

    private static Types.Raw backbone(String path, Map<String, List<Xml>> byParent) {
        String parent = path.substring(0, path.lastIndexOf('.'));
        String base = Objects.requireNonNull(byParent.get(parent)).stream()
                .filter(element -> element.require("path").equals(path))
                .map(element -> Objects.requireNonNull(element.first("type")).require("code"))
                .findFirst()
                .orElseThrow();
        return new Types.Raw(path, TypeKind.BACKBONE, false, base, elements(path, byParent, false));
    }

    private static List<ElementDefinition> elements(String path, Map<String, List<Xml>> byParent, boolean resource) {
        return byParent.getOrDefault(path, List.of()).stream()
                .filter(element -> !isPrimitiveValue(element))
                .map(element -> element(element, byParent.keySet(), resource))
                .toList();
    }

    /** The {@code value} of a primitive is the JSON value itself, not a member. */
    private static boolean isPrimitiveValue(Xml element) {
        Xml type = element.first("type");
        return type != null
                && type.require("code").startsWith(SYSTEM)
                && element.require("path").endsWith(".value");
    }

    private static ElementDefinition element(Xml element, Set<String> structures, boolean resource) {
        String path = element.require("path");
        String name = path.substring(path.lastIndexOf('.') + 1);
        boolean choice = name.endsWith("[x]");
        String max = element.require("max");
        return new ElementDefinition(
                choice ? name.substring(0, name.length() - 3) : name,
                Integer.parseInt(element.require("min")),
                max.equals("*") ? ElementDefinition.MANY : Integer.parseInt(max),
                choice,
                types(element, path, structures, resource),
                element.isTrue("isSummary"),
                element.isTrue("isModifier"),
                requiredValueSet(element.first("binding")));
    }

    private static List<ElementType> types(Xml element, String path, Set<String> structures, boolean resource) {
        String content = element.text("contentReference");
        if (content != null) {
            return List.of(new ElementType(content.substring(content.indexOf('#') + 1), List.of()));
        }
        if (structures.contains(path)) {
            return List.of(new ElementType(path, List.of()));
        }
        return element.all("type")
                .map(type -> new ElementType(
                        typeName(type, path, resource),
                        type.all("targetProfile")
                                .map(target -> Objects.requireNonNull(local(target.value())))
                                .toList()))
                .toList();
    }

    /** Ids and addresses are typed by FHIRPath's own String; their FHIR type stands in an extension. */
    private static String typeName(Xml type, String path, boolean resource) {
        String code = type.require("code");
        if (!code.startsWith(SYSTEM)) {
            return code;
        }
        if (!path.endsWith(".id")) {
            return "uri";
        }
        return resource && path.indexOf('.') == path.lastIndexOf('.') ? "id" : "string";
    }

    private static @Nullable String requiredValueSet(@Nullable Xml binding) {
        if (binding == null || !binding.require("strength").equals("required")) {
            return null;
        }
        String url = binding.text("valueSet");
        return url == null ? null : url.split("\\|", 2)[0];
    }

    private static @Nullable String local(@Nullable String definition) {
        return definition == null
                ? null
                : definition.substring(definition.startsWith(DEFINITION) ? DEFINITION.length() : 0);
    }
}

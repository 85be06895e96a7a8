package org.throughline.fhir.path;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.definitions.TypeKind;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNull;
import org.throughline.fhir.json.JsonObject;

/** An element of a resource, or a resource itself, with its type and its place. */
public final class Element implements Node {
    private static final int NOT_IN_A_LIST = -1;

    private final TypeDefinition definition;
    private final @Nullable Json json;
    /** The id and extensions of a primitive, from its {@code _name} sibling. */
    private final @Nullable JsonObject extra;

    private final @Nullable Element parent;
    /** How its parent holds it; null for one that stands by itself. */
    private final @Nullable Member member;

    private final int index;

    private Element(
            TypeDefinition definition,
            @Nullable Json json,
            @Nullable JsonObject extra,
            @Nullable Element parent,
            @Nullable Member member,
            int index) {
        this.definition = definition;
        this.json = json;
        this.extra = extra;
        this.parent = parent;
        this.member = member;
        this.index = index;
    }

    /** A resource that stands by itself. */
    public static Element root(JsonObject resource) {
        TypeDefinition type = resourceType(resource);
        return new Element(type, resource, null, null, null, NOT_IN_A_LIST);
    }

    /** A datatype that stands by itself, for example a quantity that a caller passes in. */
    public static Element root(TypeDefinition type, Json json) {
        return new Element(type, json, null, null, null, NOT_IN_A_LIST);
    }

    private static TypeDefinition resourceType(JsonObject resource) {
        String name = resource.text("resourceType");
        TypeDefinition type = name == null ? null : R4.types().get(name);
        return type == null ? R4.types().require("Resource") : type;
    }

    public TypeDefinition definition() {
        return definition;
    }

    @Override
    public String type() {
        if (definition.kind() != TypeKind.BACKBONE) {
            return definition.name();
        }
        TypeDefinition base = definition.base();
        return base == null ? definition.name() : base.name();
    }

    @Override
    public boolean is(String type) {
        return definition.is(type);
    }

    @Override
    public @Nullable Json json() {
        return json;
    }

    /** The id and extensions of a primitive; null when it has none. */
    public @Nullable JsonObject extra() {
        return extra;
    }

    /** How its parent holds it; null for one that stands by itself. */
    public @Nullable Member member() {
        return member;
    }

    /** Its place in a repeating element, from 0; -1 when the element does not repeat. */
    public int index() {
        return index;
    }

    public @Nullable Element parent() {
        return parent;
    }

    /** The nearest resource that it belongs to, itself included. */
    public Element resource() {
        Element element = this;
        while (element.parent != null && !element.definition.isResource()) {
            element = element.parent;
        }
        return element;
    }

    /** The resource that contains everything: for an element of a contained resource, the container. */
    public Element rootResource() {
        Element resource = resource();
        boolean contained = resource.member != null && resource.member.name().equals("contained");
        return contained && resource.parent != null ? resource.parent : resource;
    }

    @Override
    public String path() {
        if (parent == null || member == null) {
            return definition.name();
        }
        String path = parent.path() + "." + member.element().name();
        return index == NOT_IN_A_LIST ? path : path + "[" + index + "]";
    }

    @Override
    public @Nullable Value value() {
        return Values.of(this);
    }

    @Override
    public List<Node> children(String child) {
        JsonObject object = object();
        if (object == null) {
            return List.of();
        }
        List<Member> members = definition.members(child);
        return switch (members.size()) {
            case 0 -> List.of();
            case 1 -> children(members.getFirst(), object);
            default -> choice(child, members, object);
        };
    }

    @Override
    public List<Node> children() {
        JsonObject object = object();
        if (object == null) {
            return List.of();
        }
        List<Node> all = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
            String property = object.nameAt(i);
            boolean sibling = property.startsWith("_");
            Member member = definition.member(sibling ? property.substring(1) : property);
            if (member != null && !(sibling && object.has(member.name()))) {
                all.addAll(children(member, object));
            }
        }
        return all;
    }

    /** What holds the children: a complex element itself, or the id and extensions of a primitive. */
    private @Nullable JsonObject object() {
        return definition.isPrimitive() ? extra : json instanceof JsonObject object ? object : null;
    }

    private List<Node> choice(String child, List<Member> members, JsonObject object) {
        for (int i = 0; i < object.size(); i++) {
            if (object.nameAt(i).startsWith(child)) {
                Member member = definition.member(object.nameAt(i));
                if (member != null && member.element().name().equals(child)) {
                    return children(member, object);
                }
            }
        }
        for (Member member : members) {
            if (object.has(member.sibling())) {
                return children(member, object);
            }
        }
        return List.of();
    }

    private List<Node> children(Member member, JsonObject object) {
        Json value = object.get(member.name());
        Json sibling = member.type().isPrimitive() ? object.get(member.sibling()) : null;
        if (value instanceof JsonArray || sibling instanceof JsonArray) {
            return list(member, array(value), array(sibling));
        }
        return value == null && sibling == null ? List.of() : List.of(child(member, value, sibling, NOT_IN_A_LIST));
    }

    private List<Node> list(Member member, List<Json> values, List<Json> siblings) {
        int size = Math.max(values.size(), siblings.size());
        List<Node> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Json value = i < values.size() ? values.get(i) : null;
            Json sibling = i < siblings.size() ? siblings.get(i) : null;
            list.add(child(member, value, sibling, i));
        }
        return list;
    }

    private Element child(Member held, @Nullable Json value, @Nullable Json sibling, int at) {
        return new Element(
                held.type().isResource() && value instanceof JsonObject resource ? resourceType(resource) : held.type(),
                value == JsonNull.NULL ? null : value,
                sibling instanceof JsonObject object ? object : null,
                this,
                held,
                at);
    }

    private static List<Json> array(@Nullable Json json) {
        return json instanceof JsonArray array ? array.values() : List.of();
    }

    @Override
    public String toString() {
        return path();
    }
}

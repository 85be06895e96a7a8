package org.throughline.search.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNull;
import org.throughline.fhir.json.JsonObject;

/**
 * A tree of plain paths that start at one type, so that a resource is walked once for all of them. Each path ends in
 * something of type {@code E} that the walk hands out with the values found there.
 */
final class Step<E> {
    /** Takes a value at the end of a path. */
    interface Visitor<E> {
        void visit(E end, Member member, Json value);
    }

    private final Map<String, List<Edge<E>>> edges = new HashMap<>();

    private record Edge<E>(Member member, @Nullable Filter filter, Step<E> next, List<E> ends) {}

    /** {@code where(system='email')}: only objects whose member has this text. */
    record Filter(String name, String value) {
        boolean admits(Json json) {
            return json instanceof JsonObject object && value.equals(object.text(name));
        }
    }

    /**
     * Adds a path.
     *
     * @return whether it could be: every step is an element of the type before it
     */
    boolean add(TypeDefinition type, List<PlainPath.Part> parts, E end) {
        return !parts.isEmpty() && add(type, parts, 0, end);
    }

    private boolean add(TypeDefinition type, List<PlainPath.Part> parts, int index, E end) {
        PlainPath.Part part = parts.get(index);
        List<Member> members = part.members(type);
        for (Member member : members) {
            Edge<E> edge = edge(member, part.filter());
            if (index == parts.size() - 1) {
                edge.ends().add(end);
            } else {
                edge.next().add(member.type(), parts, index + 1, end);
            }
        }
        return !members.isEmpty();
    }

    private Edge<E> edge(Member member, @Nullable Filter filter) {
        List<Edge<E>> same = edges.computeIfAbsent(member.name(), _ -> new ArrayList<>(1));
        for (Edge<E> edge : same) {
            if (Objects.equals(edge.filter(), filter)) {
                return edge;
            }
        }
        Edge<E> made = new Edge<>(member, filter, new Step<>(), new ArrayList<>(2));
        same.add(made);
        return made;
    }

    void walk(JsonObject object, Visitor<E> visitor) {
        if (edges.isEmpty()) {
            return;
        }
        for (int i = 0; i < object.size(); i++) {
            List<Edge<E>> found = edges.get(object.nameAt(i));
            if (found != null) {
                for (Edge<E> edge : found) {
                    follow(edge, object.valueAt(i), visitor);
                }
            }
        }
    }

    private static <E> void follow(Edge<E> edge, Json value, Visitor<E> visitor) {
        if (value instanceof JsonArray array) {
            for (Json element : array.values()) {
                arrive(edge, element, visitor);
            }
        } else {
            arrive(edge, value, visitor);
        }
    }

    private static <E> void arrive(Edge<E> edge, Json value, Visitor<E> visitor) {
        if (value == JsonNull.NULL || (edge.filter() != null && !edge.filter().admits(value))) {
            return;
        }
        for (E end : edge.ends()) {
            visitor.visit(end, edge.member(), value);
        }
        if (value instanceof JsonObject object) {
            edge.next().walk(object, visitor);
        }
    }
}

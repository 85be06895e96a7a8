package org.throughline.fhir.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/**
 * One operation of a FHIRPath Patch.
 *
 * @param parts its parts by name
 */
record PatchOperation(String type, String path, Map<String, JsonObject> parts) {
    private static final String VALUE = "value";

    /** A value to set in, as the member of its parent that its type makes it. */
    record NewValue(Member member, Content content) {}

    static List<PatchOperation> of(JsonObject parameters) {
        List<PatchOperation> operations = new ArrayList<>();
        for (JsonObject parameter : parameters.objects("parameter")) {
            if (!Objects.equals(parameter.text("name"), "operation")) {
                throw PatchFailure.malformed("", "Each parameter of a FHIRPath Patch is named 'operation'.");
            }
            operations.add(operation(parameter));
        }
        return operations;
    }

    private static PatchOperation operation(JsonObject parameter) {
        Map<String, JsonObject> parts = new HashMap<>();
        for (JsonObject part : parameter.objects("part")) {
            String name = part.text("name");
            if (name == null || parts.put(name, part) != null) {
                throw PatchFailure.malformed("", "Each part of an operation has a name of its own.");
            }
        }
        return new PatchOperation(text(parts, "type"), text(parts, "path"), parts);
    }

    private static String text(Map<String, JsonObject> parts, String name) {
        JsonObject part = parts.get(name);
        Content content = part == null ? null : content(part);
        if (content == null || content.value() == null) {
            throw PatchFailure.malformed("", "Each operation of a FHIRPath Patch needs the part " + name + ".");
        }
        return content.value().toString();
    }

    /** A place in a list of so many. */
    int position(String name, int size) {
        JsonObject part = parts.get(name);
        int position = part != null
                        && part.get("valueInteger") instanceof JsonNumber number
                        && number.literal().length() < 10
                ? number.decimal().intValue()
                : -1;
        if (position < 0) {
            throw PatchFailure.malformed(path, "This operation needs the part " + name + ", an integer from 0.");
        }
        if (position >= size) {
            throw PatchFailure.unfit(path, name + " lies beyond the end of the list.");
        }
        return position;
    }

    /** The value of an operation of which the list knows the type. */
    Content content(Member member) {
        return content(valuePart(), member.type(), path);
    }

    /** The value of {@code add}, as the member that its name and type make it. */
    NewValue value(TypeDefinition parent) {
        String name = text(parts, "name");
        Member direct = parent.member(name);
        return named(direct == null ? parent.members(name) : List.of(direct), valuePart(), path);
    }

    /** The value of {@code replace}: of a choice, it may be of another type than the former. */
    NewValue value(TypeDefinition parent, Member former) {
        List<Member> members = parent.members(former.element().name());
        return members.size() == 1 ? new NewValue(former, content(former)) : named(members, valuePart(), path);
    }

    private JsonObject valuePart() {
        JsonObject part = parts.get(VALUE);
        if (part == null) {
            throw PatchFailure.malformed(path, "This operation needs the part value.");
        }
        return part;
    }

    private static NewValue named(List<Member> members, JsonObject part, String path) {
        String type = typeOf(part);
        for (Member member : members) {
            if (members.size() == 1 || capitalised(member.type().name()).equals(type)) {
                return new NewValue(member, content(part, member.type(), path));
            }
        }
        throw PatchFailure.unfit(path, "There is no element of this name and type here.");
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** {@code Quantity} of {@code valueQuantity}; empty when there is no value. */
    private static String typeOf(JsonObject part) {
        for (int i = 0; i < part.size(); i++) {
            String name = part.nameAt(i).startsWith("_") ? part.nameAt(i).substring(1) : part.nameAt(i);
            if (name.startsWith(VALUE)) {
                return name.substring(VALUE.length());
            }
        }
        return "";
    }

    private static Content content(JsonObject part, TypeDefinition type, String path) {
        if (part.has("part")) {
            return new Content(structure(part, type, path), null);
        }
        if (part.get("resource") instanceof JsonObject resource) {
            return new Content(resource, null);
        }
        Content content = content(part);
        if (content == null) {
            throw PatchFailure.malformed(path, "The part value has no value.");
        }
        return content;
    }

    private static @Nullable Content content(JsonObject part) {
        String type = typeOf(part);
        Json value = part.get(VALUE + type);
        JsonObject extra = part.object("_" + VALUE + type);
        return value == null && extra == null ? null : new Content(value, extra);
    }

    /** An element without a type of its own is given by its members, part by part. */
    private static JsonObject structure(JsonObject part, TypeDefinition type, String path) {
        JsonObject object = JsonObject.EMPTY;
        for (JsonObject child : part.objects("part")) {
            String name = Objects.requireNonNullElse(child.text("name"), "");
            Member direct = type.member(name);
            NewValue value = named(direct == null ? type.members(name) : List.of(direct), child, path);
            List<Content> contents = new ArrayList<>(Content.of(object, value.member()));
            contents.add(value.content());
            object = Content.write(object, value.member(), contents);
        }
        return object;
    }
}

package org.throughline.fhir.xml;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.ElementDefinition;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNull;
import org.throughline.fhir.json.JsonObject;

/** Writes a resource as XML: elements in the order of the definition, values as they are written in JSON. */
public final class XmlWriter {
    private final StringBuilder out = new StringBuilder(4096);
    private final boolean pretty;
    private int depth;

    private XmlWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /**
     * The resource as UTF-8.
     *
     * @param resource one whose structure is sound; what its type does not have is left out
     */
    public static byte[] bytes(JsonObject resource, boolean pretty) {
        XmlWriter writer = new XmlWriter(pretty);
        writer.resource(resource, " xmlns=\"" + XmlReader.FHIR + "\"");
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void resource(JsonObject resource, String attributes) {
        TypeDefinition type = R4.types().require(String.valueOf(resource.text("resourceType")));
        element(type.name(), attributes, resource, type);
    }

    private void element(String name, String attributes, JsonObject content, TypeDefinition type) {
        line();
        out.append('<').append(name).append(attributes).append('>');
        int begun = out.length();
        depth++;
        for (ElementDefinition element : type.elements()) {
            if (!isAttribute(element, type) && (!element.choice() || mentions(content, element.name()))) {
                for (Member member : type.members(element.name())) {
                    member(member, content.get(member.name()), content.get(member.sibling()));
                }
            }
        }
        depth--;
        if (out.length() == begun) {
            out.insert(begun - 1, '/');
            return;
        }
        line();
        out.append("</").append(name).append('>');
    }

    private static boolean isAttribute(ElementDefinition element, TypeDefinition type) {
        return !type.isResource()
                && (element.name().equals("id") || (element.name().equals("url") && type.is("Extension")));
    }

    /** A choice has dozens of names; most objects have none of them. */
    private static boolean mentions(JsonObject content, String choice) {
        for (int i = 0; i < content.size(); i++) {
            if (content.nameAt(i).startsWith(choice, content.nameAt(i).startsWith("_") ? 1 : 0)) {
                return true;
            }
        }
        return false;
    }

    private void member(Member member, @Nullable Json value, @Nullable Json extra) {
        if (!member.element().repeats()) {
            single(member, value, extra);
            return;
        }
        List<Json> values = value instanceof JsonArray array ? array.values() : List.of();
        List<Json> extras = extra instanceof JsonArray array ? array.values() : List.of();
        for (int i = 0; i < Math.max(values.size(), extras.size()); i++) {
            single(member, i < values.size() ? values.get(i) : null, i < extras.size() ? extras.get(i) : null);
        }
    }

    private void single(Member member, @Nullable Json value, @Nullable Json extra) {
        TypeDefinition type = member.type();
        if (value instanceof JsonObject object) {
            if (type.isResource()) {
                inner(member.name(), object);
            } else {
                element(member.name(), attributes(object, type), object, type);
            }
        } else if (type.name().equals("xhtml") && value != null) {
            line();
            out.append(Xhtml.embedded(Scalars.write(value)));
        } else if (extra instanceof JsonObject object) {
            element(member.name(), attributes(object, type) + attribute(value), object, type);
        } else if (value != null && value != JsonNull.NULL) {
            element(member.name(), attribute(value), JsonObject.EMPTY, type);
        }
    }

    private void inner(String name, JsonObject resource) {
        line();
        out.append('<').append(name).append('>');
        depth++;
        resource(resource, "");
        depth--;
        line();
        out.append("</").append(name).append('>');
    }

    private static String attributes(JsonObject content, TypeDefinition type) {
        String url = type.is("Extension") ? content.text("url") : null;
        String id = content.text("id");
        return (id == null ? "" : " id=\"" + Escapes.attribute(id) + '"')
                + (url == null ? "" : " url=\"" + Escapes.attribute(url) + '"');
    }

    private static String attribute(@Nullable Json value) {
        return value == null || value == JsonNull.NULL
                ? ""
                : " value=\"" + Escapes.attribute(Scalars.write(value)) + '"';
    }

    private void line() {
        if (pretty && !out.isEmpty()) {
            out.append('\n').append("  ".repeat(depth));
        }
    }
}

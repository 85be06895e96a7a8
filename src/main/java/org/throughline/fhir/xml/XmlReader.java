package org.throughline.fhir.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNull;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Reads a resource in XML. It refuses what could hurt: nesting over 64 levels, document type definitions (and so
 * entities), names of other namespaces, numbers that JSON could not hold. Whether the resource is sound is not looked at
 * here.
 */
public final class XmlReader {
    static final String FHIR = "http://hl7.org/fhir";
    private static final int DEPTH = 64;

    private final XMLStreamReader xml;
    private int depth;

    private XmlReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * The tree of the resource that takes the whole of {@code utf8}.
     *
     * @throws Failed with {@link Failure.Malformed} that says where it is no XML of FHIR
     */
    public static JsonObject read(byte[] utf8) {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(utf8), "UTF-8");
            XmlReader reader = new XmlReader(xml);
            reader.next();
            JsonObject resource = reader.resource();
            reader.end();
            return resource;
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw malformed("The XML is broken" + (line > 0 ? " at line " + line : "") + ".");
        }
    }

    static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private JsonObject resource() throws XMLStreamException {
        requireFhir();
        TypeDefinition type = R4.types().isResourceType(name()) ? R4.types().get(name()) : null;
        if (type == null) {
            throw malformed("There is no resource type '" + name() + "' in FHIR R4" + at());
        }
        return object(type, JsonObject.builder().add("resourceType", type.name()));
    }

    /** The element at which the reader is, up to its end. */
    private JsonObject object(TypeDefinition type, JsonObject.Builder object) throws XMLStreamException {
        if (++depth > DEPTH) {
            throw malformed("The XML is nested deeper than " + DEPTH + " levels" + at());
        }
        attributes(type, object);
        Map<Member, List<Value>> children = new LinkedHashMap<>();
        while (next() != XMLStreamConstants.END_ELEMENT) {
            Member member = member(type);
            List<Value> values = children.computeIfAbsent(member, ignored -> new ArrayList<>(1));
            if (!values.isEmpty() && !member.element().repeats()) {
                throw malformed("There may be only one '" + member.name() + "' here" + at());
            }
            values.add(value(member));
        }
        children.forEach((member, values) -> add(object, member, values));
        depth--;
        return object.build();
    }

    /** Elements have an id, extensions an address, primitives a value; schemas may say what they like. */
    private void attributes(TypeDefinition type, JsonObject.Builder object) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(xml.getAttributeNamespace(i))) {
                continue;
            }
            boolean plain = xml.getAttributeNamespace(i) == null;
            boolean kept = plain
                    && ((name.equals("id") && !type.isResource()) || (name.equals("url") && type.is("Extension")));
            if (kept) {
                object.add(name, new JsonString(xml.getAttributeValue(i)));
            } else if (!plain || !name.equals("value") || !type.isPrimitive()) {
                throw malformed("There is no attribute '" + name + "' in '" + name() + "'" + at());
            }
        }
    }

    private Member member(TypeDefinition type) {
        boolean narrative = Xhtml.NAMESPACE.equals(xml.getNamespaceURI());
        Member member = type.member(name());
        if (member == null || narrative != member.type().name().equals("xhtml")) {
            throw malformed("There is no element '" + name() + "' in " + type.name() + at());
        }
        if (!narrative) {
            requireFhir();
        }
        return member;
    }

    /** What an element holds. A primitive may have extensions in place of a value, or beside it. */
    private record Value(@Nullable Json json, @Nullable JsonObject extra) {
        Json jsonOrNull() {
            return json == null ? JsonNull.NULL : json;
        }

        Json extraOrNull() {
            return extra == null ? JsonNull.NULL : extra;
        }
    }

    private Value value(Member member) throws XMLStreamException {
        TypeDefinition type = member.type();
        if (type.name().equals("xhtml")) {
            return new Value(new JsonString(Xhtml.read(xml)), null);
        }
        if (type.isResource()) {
            return new Value(inner(), null);
        }
        return type.isPrimitive() ? primitive(type) : new Value(object(type, JsonObject.builder()), null);
    }

    /** A resource within an element: {@code <contained><Patient>…</Patient></contained>}. */
    private JsonObject inner() throws XMLStreamException {
        if (next() != XMLStreamConstants.START_ELEMENT) {
            throw malformed("There must be a resource here" + at());
        }
        JsonObject resource = resource();
        if (next() != XMLStreamConstants.END_ELEMENT) {
            throw malformed("There may be only one resource here" + at());
        }
        return resource;
    }

    private Value primitive(TypeDefinition type) throws XMLStreamException {
        String name = name();
        String text = xml.getAttributeValue(null, "value");
        Json json = text == null ? null : Scalars.read(type, name, text);
        JsonObject extra = object(type, JsonObject.builder());
        if (json == null && extra.size() == 0) {
            throw malformed("'" + name + "' has neither a value nor an extension" + at());
        }
        return new Value(json, extra.size() == 0 ? null : extra);
    }

    private static void add(JsonObject.Builder object, Member member, List<Value> values) {
        boolean anyValue = values.stream().anyMatch(value -> value.json() != null);
        boolean anyExtra = values.stream().anyMatch(value -> value.extra() != null);
        if (anyValue) {
            object.add(
                    member.name(),
                    list(member, values.stream().map(Value::jsonOrNull).toList()));
        }
        if (anyExtra) {
            object.add(
                    member.sibling(),
                    list(member, values.stream().map(Value::extraOrNull).toList()));
        }
    }

    private static Json list(Member member, List<Json> values) {
        return member.element().repeats() ? new JsonArray(values) : values.getFirst();
    }

    /** Goes to the next start or end of an element; there is no text between them in FHIR. */
    private int next() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return XMLStreamConstants.START_ELEMENT;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return XMLStreamConstants.END_ELEMENT;
                }
                case XMLStreamConstants.COMMENT,
                        XMLStreamConstants.PROCESSING_INSTRUCTION,
                        XMLStreamConstants.SPACE -> {}
                case XMLStreamConstants.CHARACTERS -> {
                    if (!xml.isWhiteSpace()) {
                        throw malformed("There is text where only elements may be" + at());
                    }
                }
                case XMLStreamConstants.DTD -> throw malformed("A document type definition is not allowed" + at());
                default -> throw malformed("The XML holds what FHIR's does not" + at());
            }
        }
        throw malformed("The XML ends too early.");
    }

    private void end() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                throw malformed("There is more after the end of the resource" + at());
            }
        }
    }

    private String name() {
        return xml.getLocalName();
    }

    private void requireFhir() {
        if (!FHIR.equals(xml.getNamespaceURI())) {
            throw malformed("The element '" + name() + "' must be of the namespace " + FHIR + at());
        }
    }

    private String at() {
        return " (line " + xml.getLocation().getLineNumber() + ").";
    }

    static Failed malformed(String message) {
        return new Failed(new Failure.Malformed("structure", "", message));
    }
}

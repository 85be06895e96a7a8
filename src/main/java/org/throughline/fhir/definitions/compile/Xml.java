package org.throughline.fhir.definitions.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** An element of FHIR's XML: its {@code value} and its children; other attributes ({@code url}) count as children. */
record Xml(String name, @Nullable String value, List<Xml> children) {
    /** What the compiled form has no use for, passed over unread: it is two thirds of the files. */
    private static final Set<String> PASSED_OVER =
            Set.of("differential", "mapping", "constraint", "comment", "requirements", "alias", "contact", "text");

    /** Hands over each resource of a Bundle. */
    static void resources(InputStream bundle, Consumer<Xml> each) {
        try (bundle) {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader reader = factory.createXMLStreamReader(bundle);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("resource")) {
                    reader.nextTag();
                    each.accept(read(reader));
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The published definitions are not well-formed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Xml read(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        String value = null;
        List<Xml> children = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals("value")) {
                value = reader.getAttributeValue(i);
            } else {
                children.add(new Xml(reader.getAttributeLocalName(i), reader.getAttributeValue(i), List.of()));
            }
        }
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (PASSED_OVER.contains(reader.getLocalName())) {
                    passOver(reader);
                } else {
                    children.add(read(reader));
                }
            }
        }
        return new Xml(name, value, children);
    }

    private static void passOver(XMLStreamReader reader) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    Stream<Xml> all(String child) {
        return children.stream().filter(element -> element.name.equals(child));
    }

    @Nullable
    Xml first(String child) {
        return all(child).findFirst().orElse(null);
    }

    /** The value of a child; null when there is none. */
    @Nullable
    String text(String child) {
        Xml first = first(child);
        return first == null ? null : first.value;
    }

    String text(String child, String otherwise) {
        String text = text(child);
        return text == null ? otherwise : text;
    }

    String require(String child) {
        String text = text(child);
        if (text == null) {
            throw new IllegalStateException(name + " without " + child);
        }
        return text;
    }

    boolean isTrue(String child) {
        return "true".equals(text(child));
    }
}

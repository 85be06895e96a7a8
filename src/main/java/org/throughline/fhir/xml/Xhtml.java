package org.throughline.fhir.xml;

import java.io.StringReader;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The narrative: in JSON the text of a {@code div}, in XML the {@code div} itself.
 *
 * @see <a href="https://hl7.org/fhir/R4/narrative.html">Narrative</a>
 */
final class Xhtml {
    static final String NAMESPACE = "http://www.w3.org/1999/xhtml";
    private static final String NAMED = "<div xmlns=\"" + NAMESPACE + "\"";
    private static final int DEPTH = 64;

    /** Elements that have no content; browsers take {@code <p/>} for a {@code <p>} that is left open. */
    private static final Set<String> VOID = Set.of("area", "br", "col", "hr", "img");

    private Xhtml() {}

    /** A narrative's text as it stands in XML; one that is not well formed is shown as text. */
    static String embedded(String div) {
        String text = div.strip().replace("&nbsp;", "&#160;"); // HTML's, which XML does not know
        if (isWellFormed(text)) {
            return text.contains(NAMESPACE) ? text : NAMED + text.substring("<div".length());
        }
        return NAMED + ">" + Escapes.text(div) + "</div>";
    }

    private static boolean isWellFormed(String text) {
        if (!text.startsWith("<div")) {
            return false;
        }
        try {
            XMLStreamReader xml = XmlReader.factory().createXMLStreamReader(new StringReader(text));
            for (int depth = 0; xml.hasNext(); ) {
                int event = xml.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
                if (event == XMLStreamConstants.DTD
                        || depth > DEPTH
                        || (event == XMLStreamConstants.START_ELEMENT && isForeign(xml))) {
                    return false;
                }
            }
            return true;
        } catch (XMLStreamException e) {
            return false; // what it is then is shown
        }
    }

    private static boolean isForeign(XMLStreamReader xml) {
        String namespace = xml.getNamespaceURI();
        return namespace != null && !namespace.isEmpty() && !namespace.equals(NAMESPACE);
    }

    /** The text of the {@code div} at which the reader is, up to its end. */
    static String read(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        do {
            switch (xml.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEPTH || !NAMESPACE.equals(xml.getNamespaceURI())) {
                        throw XmlReader.malformed("The narrative must be XHTML, of the namespace " + NAMESPACE
                                + ", and not nested deeper than " + DEPTH + " levels.");
                    }
                    open(xml, depth == 1, out);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    close(xml.getLocalName(), out);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> out.append(Escapes.text(xml.getText()));
                default -> {} // comments say nothing to a reader
            }
        } while (depth > 0 && xml.next() > 0);
        return out.toString();
    }

    private static void open(XMLStreamReader xml, boolean outermost, StringBuilder out) {
        out.append('<').append(xml.getLocalName());
        if (outermost) {
            out.append(" xmlns=\"").append(NAMESPACE).append('"');
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            boolean language = XMLConstants.XML_NS_URI.equals(xml.getAttributeNamespace(i));
            out.append(' ')
                    .append(language ? "xml:" : "")
                    .append(xml.getAttributeLocalName(i))
                    .append("=\"")
                    .append(Escapes.attribute(xml.getAttributeValue(i)))
                    .append('"');
        }
        out.append(VOID.contains(xml.getLocalName()) ? "/>" : ">");
    }

    private static void close(String name, StringBuilder out) {
        if (!VOID.contains(name)) {
            out.append("</").append(name).append('>');
        }
    }
}

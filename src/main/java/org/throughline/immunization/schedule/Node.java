package org.throughline.immunization.schedule;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** An element of the CDC's files: child elements and their texts by name. "n/a" and empty are null. */
record Node(Element element) {

    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("MM/dd/yyyy");

    List<Node> all(String name) {
        List<Node> found = new ArrayList<>();
        for (org.w3c.dom.Node at = element.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element child && child.getTagName().equals(name) && child.getFirstChild() != null) {
                found.add(new Node(child));
            }
        }
        return found;
    }

    /** The elements of that name inside the one child of the first name. */
    List<Node> all(String parent, String name) {
        return all(parent).stream().flatMap(node -> node.all(name).stream()).toList();
    }

    /** Those of the elements that have elements in them: an empty element stands for none. */
    List<Node> filled(String name) {
        return all(name).stream().filter(Node::hasElements).toList();
    }

    private boolean hasElements() {
        return element.getElementsByTagName("*").getLength() > 0;
    }

    @Nullable
    String text(String name) {
        List<Node> found = all(name);
        return found.isEmpty() ? null : found.getFirst().text();
    }

    @Nullable
    String text() {
        String text = element.getTextContent().strip();
        return text.isEmpty() || text.equalsIgnoreCase("n/a") ? null : text;
    }

    String need(String name) {
        String text = text(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name + " in " + element.getTagName());
        }
        return text;
    }

    String or(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    boolean yes(String name) {
        return or(name, "").toLowerCase(java.util.Locale.ROOT).startsWith("y");
    }

    @Nullable
    Span span(String name) {
        String text = text(name);
        return text == null ? null : Span.parse(text);
    }

    Span needSpan(String name) {
        return Span.parse(need(name));
    }

    @Nullable
    LocalDate date(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        return LocalDate.parse(text, text.contains("/") ? AMERICAN : DateTimeFormatter.BASIC_ISO_DATE);
    }

    AgeRange ages() {
        return new AgeRange(span("beginAge"), span("endAge"));
    }

    Dates effective() {
        return new Dates(date("effectiveDate"), date("cessationDate"));
    }

    /** A list with semicolons. */
    Set<String> list(String name) {
        Set<String> found = new LinkedHashSet<>();
        for (String part : or(name, "").split(";", -1)) {
            if (!part.isBlank()) {
                found.add(part.strip());
            }
        }
        return found;
    }
}

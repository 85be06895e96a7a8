package org.throughline.care.summary;

import java.util.List;
import java.util.stream.IntStream;
import org.throughline.fhir.json.JsonObject;

/**
 * Text for people, as XHTML in which whatever comes from the record is text and never a tag. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/narrative.html">Narrative</a>
 */
final class Narrative {
    private Narrative() {}

    /** One paragraph for each text. */
    static JsonObject paragraphs(List<String> texts) {
        StringBuilder div = new StringBuilder();
        texts.forEach(text -> element(div, "p", text));
        return json(div);
    }

    /**
     * A table. A column in which nothing stands is left out.
     *
     * @param below what is said below it; empty for nothing
     */
    static JsonObject table(List<String> columns, List<List<String>> rows, String below) {
        List<Integer> used = IntStream.range(0, columns.size())
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isBlank()))
                .boxed()
                .toList();
        StringBuilder div = new StringBuilder("<table><thead><tr>");
        used.forEach(column -> element(div, "th", columns.get(column)));
        div.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            div.append("<tr>");
            used.forEach(column -> element(div, "td", row.get(column)));
            div.append("</tr>");
        }
        div.append("</tbody></table>");
        if (!below.isEmpty()) {
            element(div, "p", below);
        }
        return json(div);
    }

    private static JsonObject json(StringBuilder content) {
        return JsonObject.builder()
                .add("status", "generated")
                .add("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + content + "</div>")
                .build();
    }

    private static void element(StringBuilder to, String name, String text) {
        to.append('<').append(name).append('>');
        text.codePoints().forEach(c -> append(to, c));
        to.append("</").append(name).append('>');
    }

    private static void append(StringBuilder to, int c) {
        switch (c) {
            case '&' -> to.append("&amp;");
            case '<' -> to.append("&lt;");
            case '>' -> to.append("&gt;");
            case '"' -> to.append("&quot;");
            default -> to.appendCodePoint(isOfXml(c) ? c : ' ');
        }
    }

    /** https://www.w3.org/TR/xml/#charsets */
    private static boolean isOfXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}

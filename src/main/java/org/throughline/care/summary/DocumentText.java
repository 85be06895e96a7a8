package org.throughline.care.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * A document Bundle as people read it: the text of its sections, line by line. Whatever wrote the document, what comes out is text and
 * never a tag. Pure.
 */
public final class DocumentText {
    private static final int MOST_LINES = 500;

    private DocumentText() {}

    /** A section. */
    public record Part(String title, List<String> lines) {
        public Part {
            lines = List.copyOf(lines);
        }
    }

    /** The sections of a document in which something stands; none of what is no document. */
    public static List<Part> of(JsonObject bundle) {
        List<Part> parts = new ArrayList<>();
        for (JsonObject entry : bundle.objects("entry")) {
            JsonObject resource = entry.object("resource");
            if (resource != null && "Composition".equals(resource.text("resourceType"))) {
                resource.objects("section").forEach(section -> {
                    List<String> lines = lines(Parts.text(section.object("text"), "div"));
                    if (!lines.isEmpty()) {
                        parts.add(new Part(Parts.text(section, "title"), lines));
                    }
                });
            }
        }
        return parts;
    }

    /** All of it as one text. */
    public static String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(part.title().toUpperCase(java.util.Locale.ROOT))
                    .append('\n');
            part.lines().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private static List<String> lines(String div) {
        String text = div.replaceAll("(?i)</t[dh]>\\s*<t[dh][^>]*>", " · ")
                .replaceAll("(?i)</(tr|p|li|h[1-6]|div|thead)>|<br */?>", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
        return Arrays.stream(text.split("\n", -1))
                .map(DocumentText::tidy)
                .flatMap(line -> line.isEmpty() ? Stream.of() : Stream.of(line))
                .limit(MOST_LINES)
                .toList();
    }

    /** Without the marks between cells in which nothing stands. */
    private static String tidy(String line) {
        return line.strip()
                .replaceAll("( · )+", " · ")
                .replaceAll("^·\\s*|\\s*·$", "")
                .strip();
    }
}

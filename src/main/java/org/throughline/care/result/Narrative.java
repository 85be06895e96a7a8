package org.throughline.care.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;

/**
 * A report that is told in words: its sections under their headings, as its author wrote them, and what was concluded. Pure.
 *
 * @param sections what is told by a form in plain text; none when there is no such form
 * @param codes what was concluded, as far as it is coded, in words
 */
public record Narrative(List<Section> sections, List<String> codes) {
    private static final Pattern HEADING =
            Pattern.compile("^([A-Z][A-Z &/,()-]{2,60}|[A-Z][a-z]+(?: [a-z]+){0,3}):[ \\t]*(.*)$");

    public Narrative {
        sections = List.copyOf(sections);
        codes = List.copyOf(codes);
    }

    /**
     * A section.
     *
     * @param title empty for what stands before the first heading
     */
    public record Section(String title, String text) {}

    static Narrative read(JsonObject report) {
        return new Narrative(
                report.objects("presentedForm").stream()
                        .filter(each -> Concept.text(each, "contentType").startsWith("text/plain"))
                        .map(each -> decoded(Concept.text(each, "data")))
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .map(Narrative::sections)
                        .orElse(List.of()),
                report.objects("conclusionCode").stream()
                        .map(each -> Concept.of(each).text())
                        .filter(each -> !each.isEmpty())
                        .toList());
    }

    private static String decoded(String data) {
        try {
            return new String(Base64.getMimeDecoder().decode(data), UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return ""; // what is no text tells nothing
        }
    }

    /** The text by its headings: a line that begins with one and a colon. */
    static List<Section> sections(String text) {
        List<Section> sections = new ArrayList<>();
        String title = "";
        StringBuilder body = new StringBuilder();
        for (String line : text.lines().toList()) {
            Matcher heading = HEADING.matcher(line.strip());
            if (heading.matches()) {
                add(sections, title, body);
                title = sentence(heading.group(1));
                body.append(heading.group(2)).append('\n');
            } else {
                body.append(line).append('\n');
            }
        }
        add(sections, title, body);
        return sections;
    }

    private static void add(List<Section> sections, String title, StringBuilder body) {
        String text = body.toString().strip();
        if (!text.isEmpty() || !title.isEmpty()) {
            sections.add(new Section(title, text));
        }
        body.setLength(0);
    }

    private static String sentence(String heading) {
        return heading.charAt(0) + heading.substring(1).toLowerCase(Locale.ROOT);
    }

    /** What is told, as a form in plain text that {@link #sections} reads. */
    static JsonObject form(NewReport.Told told) {
        String impression = told.conclusion().strip();
        String text = "FINDINGS:\n" + told.findings().strip()
                + (impression.isEmpty() ? "" : "\n\nIMPRESSION:\n" + impression);
        return JsonObject.builder()
                .add("contentType", "text/plain; charset=utf-8")
                .add("data", Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
                .build();
    }

    /** Whether a section says just this. */
    public boolean says(String text) {
        return sections.stream().anyMatch(each -> each.text().equals(text.strip()));
    }
}

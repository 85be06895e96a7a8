package org.throughline.care.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/** The words of a report: of a form in plain text, else of its narrative, else its conclusion. Pure. */
final class ReportText {
    private static final Pattern BREAKS = Pattern.compile("(?i)</(?:p|div|li|tr|h[1-6])>|<br\\s*/?>");
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
    private static final Pattern LINES = Pattern.compile(" ?\\n ?(?:\\n ?)+");

    private ReportText() {}

    static String of(JsonObject report) {
        return report.objects("presentedForm").stream()
                .filter(each -> Parts.text(each, "contentType").startsWith("text/plain"))
                .flatMap(each -> decoded(Parts.text(each, "data")).stream())
                .findFirst()
                .or(() -> Optional.of(narrative(Parts.text(report.object("text"), "div")))
                        .filter(each -> !each.isEmpty()))
                .orElseGet(() -> Parts.text(report, "conclusion"));
    }

    private static Optional<String> decoded(String data) {
        try {
            String text = new String(Base64.getDecoder().decode(data), UTF_8).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what is no text tells nothing
        }
    }

    private static String narrative(String div) {
        String lines = TAGS.matcher(BREAKS.matcher(div.replace('\n', ' ')).replaceAll("\n"))
                .replaceAll("");
        String words = lines.replace("&nbsp;", " ")
                .replace("&#160;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
        return LINES.matcher(BLANKS.matcher(words).replaceAll(" "))
                .replaceAll("\n\n")
                .strip();
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}

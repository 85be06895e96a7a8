package org.throughline.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonWriter;

/**
 * The look of the screens for apps that want to fit in, taken from the style sheet, where it is written once.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html#styling">SMART, app styling</a>
 */
public final class AppStyle {
    private AppStyle() {}

    /** The look as SMART writes it, as JSON. */
    public static String json() {
        String sheet = sheet();
        JsonObject style = JsonObject.builder()
                .add("color_background", token(sheet, "canvas"))
                .add("color_error", token(sheet, "danger"))
                .add("color_highlight", token(sheet, "accent"))
                .add("color_success", token(sheet, "done"))
                .add("color_text", token(sheet, "ink"))
                .add("dim_border_radius", token(sheet, "radius"))
                .add("dim_font_size", token(sheet, "text").replaceFirst("/.*", ""))
                .add("dim_spacing_size", token(sheet, "s4"))
                .add("font_family_body", token(sheet, "face").replace('"', '\''))
                .add("font_family_heading", token(sheet, "face").replace('"', '\''))
                .build();
        return new String(JsonWriter.bytes(style), StandardCharsets.UTF_8);
    }

    /** The value of a token, of the light colours where there are two. */
    private static String token(String sheet, String name) {
        Matcher found = Pattern.compile("--" + name + ": ([^;]+);").matcher(sheet);
        if (!found.find()) {
            throw new IllegalStateException("the style sheet has no token " + name);
        }
        return found.group(1);
    }

    private static String sheet() {
        String resource = "/org/throughline/ui/assets/throughline.css";
        try (InputStream in = Objects.requireNonNull(AppStyle.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.throughline.search.index;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.search.parameter.Path;
import org.throughline.search.value.Tokens;

/**
 * The words of a resource: {@code _text} finds those of its narrative, {@code _content} those of all its strings and of
 * the texts that are attached to it.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#text">Text search</a>
 */
final class Words {
    /** So many different words of a resource are indexed; a row has room for about a million bytes. */
    private static final int MOST = 20_000;

    private static final int LARGEST_ATTACHMENT = 4 << 20;
    private static final Pattern TAG = Pattern.compile("<[^>]*>|&[#a-zA-Z0-9]+;");

    private Words() {}

    static void index(String type, JsonObject resource, Rows rows) {
        JsonObject text = resource.object("text");
        Set<String> narrative = new LinkedHashSet<>();
        String div = text == null ? null : text.text("div");
        if (div != null) {
            words(narrative).accept(withoutTags(div));
        }
        Set<String> content = new LinkedHashSet<>();
        collect(resource, words(content));
        rows.words(Path.of(type, "_text"), narrative);
        rows.words(Path.of(type, "_content"), content);
    }

    private static Consumer<String> words(Set<String> found) {
        return text -> {
            if (found.size() < MOST) {
                Tokens.of(text).stream().limit(MOST - (long) found.size()).forEach(found::add);
            }
        };
    }

    private static void collect(Json json, Consumer<String> text) {
        switch (json) {
            case JsonString(String value) -> text.accept(value);
            case JsonArray array -> array.values().forEach(each -> collect(each, text));
            case JsonObject object -> collect(object, text);
            default -> {}
        }
    }

    private static void collect(JsonObject object, Consumer<String> text) {
        for (int i = 0; i < object.size(); i++) {
            String name = object.nameAt(i);
            if (name.equals("div")) {
                text.accept(withoutTags(String.valueOf(object.text(name))));
            } else if (name.equals("data")) {
                attached(object, text);
            } else {
                collect(object.valueAt(i), text);
            }
        }
    }

    private static String withoutTags(String markup) {
        return TAG.matcher(markup).replaceAll(" ");
    }

    /** What is attached as text, without its markup. */
    private static void attached(JsonObject attachment, Consumer<String> text) {
        String type = attachment.text("contentType");
        String data = attachment.text("data");
        if (type == null || data == null || !type.startsWith("text/") || data.length() > LARGEST_ATTACHMENT) {
            return;
        }
        try {
            String content = new String(Base64.getMimeDecoder().decode(data), charset(type));
            text.accept(type.startsWith("text/plain") ? content : withoutTags(content));
        } catch (IllegalArgumentException _) {
            // Not base64: then it is not text either.
        }
    }

    private static Charset charset(String type) {
        return type.toLowerCase(Locale.ROOT).contains("charset=iso-8859-1")
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
    }
}

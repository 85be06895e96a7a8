package org.throughline.fhir.path;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.throughline.fhir.path.Functions.Entry;

/** {@code encode}, {@code decode}, {@code escape}, {@code unescape}. */
final class EncodingFunctions {
    private EncodingFunctions() {}

    static void add(Map<String, Entry> all) {
        all.put("encode", text(EncodingFunctions::encode));
        all.put("decode", text(EncodingFunctions::decode));
        all.put("escape", text(EncodingFunctions::escape));
        all.put("unescape", text(EncodingFunctions::unescape));
    }

    private static Entry text(BinaryOperator<String> function) {
        return new Entry(1, 1, (arguments, input) -> {
            String text = Singleton.text(input);
            String format = arguments.text(0);
            if (text == null || format == null) {
                return List.of();
            }
            try {
                return Singleton.of(function.apply(text, format));
            } catch (IllegalArgumentException e) {
                throw PathFailure.evaluation("a text is not in the format " + format);
            }
        });
    }

    private static String encode(String text, String format) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (format) {
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            case "urlbase64" -> Base64.getUrlEncoder().encodeToString(bytes);
            case "hex" -> HexFormat.of().formatHex(bytes);
            default -> throw unknown(format);
        };
    }

    private static String decode(String text, String format) {
        byte[] bytes = switch (format) {
            case "base64" -> Base64.getDecoder().decode(text);
            case "urlbase64" -> Base64.getUrlDecoder().decode(text);
            case "hex" -> HexFormat.of().parseHex(text);
            default -> throw unknown(format);
        };
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String escape(String text, String format) {
        return switch (format) {
            case "html" ->
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
            case "json" ->
                text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t");
            default -> throw unknown(format);
        };
    }

    private static String unescape(String text, String format) {
        return switch (format) {
            case "html" ->
                text.replace("&#39;", "'")
                        .replace("&quot;", "\"")
                        .replace("&gt;", ">")
                        .replace("&lt;", "<")
                        .replace("&amp;", "&");
            case "json" -> text.translateEscapes();
            default -> throw unknown(format);
        };
    }

    private static RuntimeException unknown(String format) {
        return PathFailure.evaluation("there is no format '" + format + "' here");
    }
}

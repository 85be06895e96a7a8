package org.throughline.fhir.definitions;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a small file of numbers and texts. Each text is kept once, in a table at the front; numbers take seven bits a
 * byte. There is no description of the fields: {@link DefinitionFiles} reads in the order in which it writes.
 */
final class CompactWriter {
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    void number(int value) {
        number(body, value);
    }

    void flag(boolean value) {
        number(value ? 1 : 0);
    }

    void text(@Nullable String text) {
        number(text == null ? 0 : texts.computeIfAbsent(text, ignored -> texts.size()) + 1);
    }

    void texts(Collection<String> values) {
        list(values, this::text);
    }

    <T> void list(Collection<T> values, Consumer<T> element) {
        number(values.size());
        values.forEach(element);
    }

    byte[] bytes() {
        ByteArrayOutputStream lengths = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        number(lengths, texts.size());
        for (String text : texts.keySet()) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(lengths, utf8.length);
            content.writeBytes(utf8);
        }
        lengths.writeBytes(content.toByteArray());
        lengths.writeBytes(body.toByteArray());
        return lengths.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}

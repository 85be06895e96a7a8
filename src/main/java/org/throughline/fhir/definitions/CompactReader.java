package org.throughline.fhir.definitions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that {@link CompactWriter} writes. A text is made when it is first met, so a part of a file that is
 * passed over costs little.
 */
final class CompactReader {
    private final byte[] bytes;
    private final int[] starts;
    private final @Nullable String[] texts;
    private int at;

    CompactReader(byte[] bytes) {
        this.bytes = bytes;
        int count = number();
        this.starts = new int[count + 1];
        this.texts = new String[count];
        for (int i = 0; i < count; i++) {
            starts[i + 1] = number();
        }
        starts[0] = at;
        for (int i = 1; i <= count; i++) {
            starts[i] += starts[i - 1];
        }
        at = starts[count];
    }

    int number() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    boolean flag() {
        return number() == 1;
    }

    @Nullable
    String optionalText() {
        int number = number();
        return number == 0 ? null : text(number - 1);
    }

    String text() {
        return text(number() - 1);
    }

    <T> List<T> list(Supplier<T> element) {
        int size = number();
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    List<String> texts() {
        return list(this::text);
    }

    private String text(int index) {
        String text = texts[index];
        if (text == null) {
            text = new String(bytes, starts[index], starts[index + 1] - starts[index], StandardCharsets.UTF_8);
            texts[index] = text;
        }
        return text;
    }
}

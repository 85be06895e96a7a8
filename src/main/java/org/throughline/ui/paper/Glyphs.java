package org.throughline.ui.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Which characters a font can write, and how wide they are. What it cannot is shown as a question mark in brackets, never left out silently. */
final class Glyphs {
    private static final String UNKNOWN = "[?]";

    private final PDType0Font font;
    private final Map<Integer, Boolean> known = new HashMap<>();
    private final Map<Integer, Float> widths = new HashMap<>();

    Glyphs(PDType0Font font) {
        this.font = font;
    }

    /** The text as the font can write it. */
    String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.replace("\r", "").replace("\t", "    ").codePoints().forEach(point -> {
            if (point == '\n' || known.computeIfAbsent(point, this::writes)) {
                shown.appendCodePoint(point);
            } else {
                shown.append(UNKNOWN);
            }
        });
        return shown.toString();
    }

    /** How wide a text is that the font can write, in thousandths of its size. Each character is asked for once. */
    float width(String text) {
        float width = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            width += widths.computeIfAbsent(text.codePointAt(at), this::widthOf);
        }
        return width;
    }

    private float widthOf(int point) {
        try {
            return font.getStringWidth(Character.toString(point));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean writes(int point) {
        try {
            return font.encode(Character.toString(point)).length > 0 && !Character.isISOControl(point);
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }
}

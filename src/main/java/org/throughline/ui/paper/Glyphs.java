package org.throughline.ui.paper;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Which characters a font can write. What it cannot is shown as a question mark in brackets, never left out silently. */
final class Glyphs {
    private static final String UNKNOWN = "[?]";

    private final PDType0Font font;
    private final Map<Integer, Boolean> known = new HashMap<>();

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

    private boolean writes(int point) {
        try {
            return font.encode(Character.toString(point)).length > 0 && !Character.isISOControl(point);
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }
}

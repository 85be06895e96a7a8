package org.throughline.clinic.usability;

import com.microsoft.playwright.Page;
import java.util.Locale;

/**
 * What a task costs a practised person, by the keystroke-level model: a key 0.2 s, pointing 1.1 s, a click 0.2 s, a hand
 * between mouse and keyboard 0.4 s, a thought before each step 1.35 s; to that come the waits as they were measured.
 *
 * @see <a href="https://doi.org/10.1145/358886.358895">Card, Moran, Newell: The keystroke-level model for user performance
 *     time with interactive systems (1980)</a>
 */
final class Effort {
    private static final double KEY = 0.2;
    private static final double POINT = 1.1;
    private static final double HAND = 0.4;
    private static final double THOUGHT = 1.35;

    private final Page page;
    private boolean onMouse;
    private int clicks;
    private int keys;
    private int fields;
    private int hands;
    private int thoughts;
    private double waited;

    /** Both hands are on the keyboard. */
    Effort(Page page) {
        this.page = page;
    }

    /** A step that one decides on: what is done next belongs to it. */
    Effort think() {
        thoughts++;
        return this;
    }

    Effort click(String selector) {
        hand(true);
        clicks++;
        page.locator(selector).first().click();
        return this;
    }

    Effort press(String key) {
        hand(false);
        keys++;
        page.keyboard().press(key);
        return this;
    }

    Effort type(String text) {
        hand(false);
        fields++;
        keys += text.length();
        page.keyboard().type(text);
        return this;
    }

    /** Goes on to another field by the tabulator, so many times. */
    Effort tab(int times) {
        for (int i = 0; i < times; i++) {
            press("Tab");
        }
        return this;
    }

    /** Waits until something is there. */
    Effort until(String selector) {
        long began = System.nanoTime();
        page.waitForSelector(selector);
        waited += (System.nanoTime() - began) / 1e9;
        return this;
    }

    private void hand(boolean mouse) {
        if (onMouse != mouse) {
            hands++;
            onMouse = mouse;
        }
    }

    int clicks() {
        return clicks;
    }

    /** Seconds, without the waits. */
    double seconds() {
        return keys * KEY + clicks * (POINT + KEY) + hands * HAND + thoughts * THOUGHT;
    }

    String row(String task) {
        return String.format(
                Locale.ROOT, "| %s | %d | %d | %d | %.1f | %.1f |", task, clicks, keys, fields, seconds(), waited);
    }
}
